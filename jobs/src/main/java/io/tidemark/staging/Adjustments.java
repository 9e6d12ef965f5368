package io.tidemark.staging;

import io.tidemark.tables.StagingTables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The manual MRR adjustments that hold. */
public final class Adjustments {
  private Adjustments() {}

  /**
   * @param rows {@link AdjustmentRecords#of}
   * @return {@link StagingTables#ADJUSTMENTS}
   */
  public static Dataset<Row> of(Dataset<Row> rows) {
    return StagingTables.ADJUSTMENTS.select(rows.filter(RecordStatus.ACCEPTED.isOne()));
  }
}
