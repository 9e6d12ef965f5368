package io.tidemark.staging;

import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Every record of the files of corrections by hand, decided. */
public final class AdjustmentRows {
  private static final int ID_LENGTH = 32;

  private AdjustmentRows() {}

  /**
   * @param rows {@link io.tidemark.source.SourceData#adjustments()}
   * @return the same with {@code adjustment_id}, what it says as a hash, and {@code decision}, as
   *     {@link Decision} says: two that say the same are one
   */
  public static Dataset<Row> of(Dataset<Row> rows) {
    Dataset<Row> named = rows.withColumn("adjustment_id", col("fingerprint").substr(1, ID_LENGTH));
    return Decision.of(named, "adjustment_id");
  }
}
