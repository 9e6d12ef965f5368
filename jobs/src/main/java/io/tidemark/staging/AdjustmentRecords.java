package io.tidemark.staging;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** All records of the files of manual adjustments, each with its status. */
public final class AdjustmentRecords {
  private static final int ID_LENGTH = 32;

  private AdjustmentRecords() {}

  /**
   * Returns the records with {@code adjustment_id}, a hash of the fields, and {@code decision}, the
   * {@link RecordStatus}. Records with equal fields are duplicates.
   *
   * @param rows {@link io.tidemark.source.SourceData#adjustments()}
   */
  public static Dataset<Row> of(Dataset<Row> rows) {
    Dataset<Row> named = rows.withColumn("adjustment_id", col("fingerprint").substr(1, ID_LENGTH));
    return RecordStatus.of(named, "adjustment_id");
  }

  /**
   * Returns the records of all ingested files. Accepted records of a replaced file are superseded.
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
