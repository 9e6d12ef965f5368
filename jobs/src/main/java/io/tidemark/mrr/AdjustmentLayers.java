package io.tidemark.mrr;

import io.tidemark.staging.PackedTime;
import io.tidemark.tables.StagingTables;
import java.time.Instant;
import java.time.LocalDate;
import org.apache.commons.numbers.fraction.BigFraction;
import org.apache.spark.sql.Row;

/** Turns manual adjustments of MRR into layers. */
public final class AdjustmentLayers {
  /** The kind and the billing interval of these layers. No other layers have it. */
  public static final String KIND = "adjustment";

  /** Open-ended adjustments end this many years after the data. */
  private static final int YEARS_AHEAD = 10;

  private AdjustmentLayers() {}

  /**
   * Returns the layer of an adjustment, over whole business days.
   *
   * @param adjustment a packed row of {@link StagingTables#ADJUSTMENTS}
   */
  public static MrrLayer of(Row adjustment, DataWindow window) {
    LocalDate from = PackedTime.date(adjustment, "valid_from");
    LocalDate to = lastDay(adjustment, from, window);
    Instant start = from.atStartOfDay(window.zone()).toInstant();
    Instant end = to.atStartOfDay(window.zone()).toInstant();
    return new MrrLayer(
        adjustment.getAs("adjustment_id"),
        null,
        adjustment.getAs("currency"),
        0,
        start,
        end,
        from,
        to,
        BigFraction.ONE,
        start,
        end,
        BigFraction.ONE,
        adjustment.getAs("mrr_minor"),
        0,
        0,
        KIND,
        "adjusted",
        false,
        null,
        false,
        KIND);
  }

  /**
   * Returns the first day after the adjustment. An open-ended adjustment lasts at least one day.
   */
  private static LocalDate lastDay(Row adjustment, LocalDate from, DataWindow window) {
    LocalDate to = PackedTime.date(adjustment, "valid_to");
    if (to != null) {
      return to;
    }
    LocalDate noticeEnds = window.date(window.through()).plusYears(YEARS_AHEAD);
    return noticeEnds.isAfter(from) ? noticeEnds : from.plusDays(1);
  }
}
