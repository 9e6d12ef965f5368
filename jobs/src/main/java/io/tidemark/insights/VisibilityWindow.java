package io.tidemark.insights;

import static org.apache.spark.sql.functions.ceil;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.tidemark.mrr.DataWindow;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Computes the first day on which losses are visible as well as gains. A subscription with a cycle
 * of length L is certain to be visible only after the files cover L.
 */
public final class VisibilityWindow {
  /** An interval with a smaller share of subscriptions is ignored. */
  private static final double LEAST_SHARE = 0.05;

  /**
   * An interval that leaves fewer visible days is ignored, because its end could never be observed.
   */
  private static final int LEAST_DAYS = 14;

  private VisibilityWindow() {}

  /**
   * Returns the first fully visible day, based on the whole cycles that run on the as-of date;
   * empty if the files are too short for any of them.
   */
  public static Optional<LocalDate> from(Dataset<Row> layers, DataWindow window) {
    Map<Integer, Long> cycles = new TreeMap<>();
    layers
        .where(col("kind").isin("cycle", "reset", "straddle"))
        .where(
            col("start_date").leq(lit(window.asOf())).and(col("end_date").gt(lit(window.asOf()))))
        .groupBy(ceil(col("months")).cast("int"))
        .agg(count(lit(1)))
        .collectAsList()
        .forEach(row -> cycles.put(row.getInt(0), row.getLong(1)));
    return from(cycles, window.openingDay().plusDays(1), window.asOf());
  }

  /**
   * Returns the first fully visible day. It is the first day if no cycle runs, and empty if the
   * files are too short for every running cycle.
   *
   * @param cycles number of running cycles by length in months, rounded up
   */
  public static Optional<LocalDate> from(
      Map<Integer, Long> cycles, LocalDate firstDay, LocalDate asOf) {
    if (cycles.isEmpty()) {
      return Optional.of(firstDay);
    }
    long all = cycles.values().stream().mapToLong(Long::longValue).sum();
    return cycles.entrySet().stream()
        .filter(length -> length.getValue() >= LEAST_SHARE * all)
        .map(length -> firstDay.plusMonths(length.getKey()))
        .filter(visible -> !visible.plusDays(LEAST_DAYS).isAfter(asOf))
        .max(LocalDate::compareTo);
  }
}
