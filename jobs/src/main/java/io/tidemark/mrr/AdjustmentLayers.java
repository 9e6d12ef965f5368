package io.tidemark.mrr;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.to_utc_timestamp;

import io.tidemark.tables.MrrTables;
import io.tidemark.tables.StagingTables;
import io.tidemark.tables.Table;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Corrections of MRR by hand as layers: what a person answers for, beside what invoices say. */
public final class AdjustmentLayers {
  /** The kind of these layers, and of no other. */
  public static final String KIND = "adjustment";

  /** Until further notice is until then: no date further ahead is believed anywhere. */
  private static final int YEARS_AHEAD = 10;

  private AdjustmentLayers() {}

  /**
   * One layer each, over whole business days.
   *
   * @param adjustments {@link StagingTables#ADJUSTMENTS}
   * @return {@link MrrTables#MRR_LAYERS}
   */
  public static Dataset<Row> of(Dataset<Row> adjustments, DataWindow window) {
    LocalDate noticeEnds =
        LocalDate.ofInstant(window.through(), window.zone()).plusYears(YEARS_AHEAD);
    String zone = window.zone().getId();
    Column untilNotice = greatest(lit(noticeEnds), date_add(col("valid_from"), 1));
    Dataset<Row> layers =
        adjustments
            .withColumn("layer_id", col("adjustment_id"))
            .withColumn("subscription_id", lit(null).cast(Table.STRING))
            .withColumn("invoice_id", lit(null).cast(Table.STRING))
            .withColumn("stream", lit(0))
            .withColumn("start_date", col("valid_from"))
            .withColumn("end_date", coalesce(col("valid_to"), untilNotice))
            .withColumn("start_at", to_utc_timestamp(col("start_date").cast("timestamp"), zone))
            .withColumn("end_at", to_utc_timestamp(col("end_date").cast("timestamp"), zone))
            .withColumn("cycle_start_at", col("start_at"))
            .withColumn("cycle_end_at", col("end_at"))
            .withColumn("months", lit(1).cast(Table.RATE))
            .withColumn("months_exact", lit("1/1"))
            .withColumn("cycle_months_exact", lit("1/1"))
            .withColumn("billed_minor", lit(0L))
            .withColumn("credit_minor", lit(0L))
            .withColumn("kind", lit(KIND))
            .withColumn("basis", lit("adjusted"))
            .withColumn("confidence", lit("high"))
            .withColumn("starts_unseen", lit(false));
    return MrrTables.MRR_LAYERS.select(layers);
  }
}
