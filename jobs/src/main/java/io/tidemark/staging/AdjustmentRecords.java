package io.tidemark.staging;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Every record of the files of manual adjustments, decided. */
public final class AdjustmentRecords {
  private static final int ID_LENGTH = 32;

  private AdjustmentRecords() {}

  /**
   * @param rows {@link io.tidemark.source.SourceData#adjustments()}
   * @return the same with {@code adjustment_id}, what it says as a hash, and {@code decision}, as
   *     {@link RecordStatus} says: two that say the same are one
   */
  public static Dataset<Row> of(Dataset<Row> rows) {
    Dataset<Row> named = rows.withColumn("adjustment_id", col("fingerprint").substr(1, ID_LENGTH));
    return RecordStatus.of(named, "adjustment_id");
  }

  /**
   * The same of all that was ever ingested: what a replaced file says holds no longer.
   *
   * @param files {@link io.tidemark.source.SourceData#fileRows()}
   */
  public static Dataset<Row> of(Dataset<Row> rows, Dataset<Row> files) {
    Column holdsNoLonger = col("is_replaced").and(RecordStatus.ACCEPTED.isOne());
    return of(rows)
        .join(broadcast(files.select("source_file", "is_replaced")), "source_file")
        .withColumn(
            "decision",
            when(holdsNoLonger, RecordStatus.SUPERSEDED.text()).otherwise(col("decision")))
        .drop("is_replaced");
  }
}
