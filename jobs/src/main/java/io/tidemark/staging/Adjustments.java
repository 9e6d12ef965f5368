package io.tidemark.staging;

import io.tidemark.tables.StagingTables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The manual MRR adjustments in effect. */
public final class Adjustments {
  private Adjustments() {}

  /**
   * Returns the rows of {@link StagingTables#ADJUSTMENTS}.
   *
   * @param rows {@link AdjustmentRecords#of}
   */
  public static Dataset<Row> of(Dataset<Row> rows) {
    return StagingTables.ADJUSTMENTS.select(rows.filter(RecordStatus.ACCEPTED.isOne()));
  }
}
