package io.tidemark.forecast;

import static org.apache.spark.sql.functions.col;

import io.tidemark.config.Policy;
import io.tidemark.mrr.AdjustmentLayers;
import io.tidemark.mrr.DataWindow;
import io.tidemark.mrr.LayersAsKnown;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What was known on the as-of date and on the days a backtest forecasts from: invoices as they were
 * known, read again, and corrections by hand.
 */
final class Snapshots {
  private Snapshots() {}

  /**
   * Gathers them, by day.
   *
   * @param staged invoices as staged
   * @param layers {@link io.tidemark.tables.MrrTables#MRR_LAYERS}, for corrections by hand
   * @param origins past days
   * @param horizons days ahead to look up what MRR became
   */
  static SortedMap<LocalDate, Snapshot> of(
      Dataset<Row> staged,
      Dataset<Row> customers,
      Dataset<Row> layers,
      Policy policy,
      DataWindow window,
      List<LocalDate> origins,
      List<Integer> horizons) {
    Gathering gathering = new Gathering(window, origins, horizons);
    LayersAsKnown.gather(staged, customers, policy, window, origins, gathering);
    layers
        .where(col("kind").equalTo(AdjustmentLayers.KIND))
        .select("layer_id", "customer_id", "currency", "start_date", "end_date", "mrr_minor")
        .collectAsList()
        .forEach(row -> gathering.addAdjustment(adjustment(row)));
    SortedMap<LocalDate, Snapshot> snapshots = new TreeMap<>();
    origins.forEach(origin -> snapshots.put(origin, gathering.snapshot(origin)));
    snapshots.put(window.asOf(), gathering.snapshot(window.asOf()));
    return snapshots;
  }

  private static Strand adjustment(Row row) {
    LocalDate start = row.getDate(3).toLocalDate();
    LocalDate end = row.getDate(4).toLocalDate();
    return new Strand(
        row.getString(0),
        row.getString(1),
        row.getString(2),
        start,
        end,
        start,
        end,
        1,
        row.getLong(5),
        false,
        false,
        false,
        -1);
  }

  /** Past days to forecast from: the last ones that leave a step to look at, oldest first. */
  static List<LocalDate> origins(LocalDate first, LocalDate asOf, int least, int most) {
    long span = asOf.toEpochDay() - least - first.toEpochDay();
    List<LocalDate> origins = new ArrayList<>();
    if (span >= 0) {
      long step = Math.max(3, Math.min(30, span / Math.max(1, most - 1)));
      for (LocalDate day = asOf.minusDays(least);
          !day.isBefore(first) && origins.size() < most;
          day = day.minusDays(step)) {
        origins.add(0, day);
      }
    }
    return origins;
  }
}
