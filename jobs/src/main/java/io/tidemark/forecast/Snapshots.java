package io.tidemark.forecast;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.tidemark.config.Policy;
import io.tidemark.mrr.DataWindow;
import io.tidemark.mrr.KnownAt;
import io.tidemark.mrr.Layers;
import java.sql.Date;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * What was known on the as-of date and on the days a backtest forecasts from: invoices as they were
 * known, read again. One pass over the subscriptions on Spark; what is gathered is counts, and the
 * lines that run.
 */
final class Snapshots {
  private Snapshots() {}

  /**
   * Gathers them, by day.
   *
   * @param staged invoices as staged
   * @param layers as read with all that is known
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
    Dataset<Row> all = layers.withColumn("origin", lit(window.asOf()));
    for (LocalDate origin : origins) {
      all = all.union(layersAt(origin, staged, customers, policy, window));
    }
    Column[] keys = Arrays.stream(SnapshotRows.KEYS).map(name -> col(name)).toArray(Column[]::new);
    Dataset<Row> found =
        all.join(
                customers.select(col("customer_id"), col("created_at").as("customer_created_at")),
                new String[] {"customer_id"},
                "left")
            .select(SnapshotPass.columns())
            .repartition(col("subscription_id"))
            .sortWithinPartitions("currency", "subscription_id", "origin")
            .mapPartitions(
                new SnapshotPass(window.openingDay().plusDays(1), window.asOf(), origins, horizons),
                Encoders.row(SnapshotRows.SCHEMA))
            .groupBy(keys)
            .agg(count(lit(1)), sum("amount_minor"));
    SortedMap<LocalDate, Snapshot> snapshots = new TreeMap<>();
    origins.forEach(origin -> snapshots.put(origin, Snapshot.empty(origin)));
    snapshots.put(window.asOf(), Snapshot.empty(window.asOf()));
    for (Row row : found.collectAsList()) {
      SnapshotRows.add(row, snapshots.get(row.<Date>getAs("origin").toLocalDate()));
    }
    return snapshots;
  }

  private static Dataset<Row> layersAt(
      LocalDate origin,
      Dataset<Row> staged,
      Dataset<Row> customers,
      Policy policy,
      DataWindow window) {
    Instant end = origin.plusDays(1).atStartOfDay(window.zone()).toInstant().minusSeconds(1);
    DataWindow known = new DataWindow(window.from(), end, origin, window.zone());
    Dataset<Row> read = Layers.read(KnownAt.of(staged, end), customers, policy, known);
    return Layers.of(read, known).withColumn("origin", lit(origin));
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
