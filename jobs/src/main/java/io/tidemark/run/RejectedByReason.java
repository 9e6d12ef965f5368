package io.tidemark.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.struct;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Groups rejects by reason for display. */
public final class RejectedByReason {
  private RejectedByReason() {}

  /**
   * Returns the reasons, most frequent first.
   *
   * @param rejects {@link io.tidemark.tables.StagingTables#REJECTS}
   * @return {@code reason}, {@code values} (the count) and {@code example}, the first of them:
   *     {@code (source_file, source_line, column, value)}
   */
  public static Dataset<Row> of(Dataset<Row> rejects) {
    Column place = struct(col("source_file"), col("source_line"), col("column"));
    Column example = struct(col("source_file"), col("source_line"), col("column"), col("value"));
    return rejects
        .groupBy("reason")
        .agg(count(lit(1)).as("values"), min_by(example, place).as("example"))
        .orderBy(col("values").desc(), col("reason"));
  }
}
