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
 * From when on losses can be seen as well as gains: a subscription of length L is sure to show only
 * once L of the file has passed.
 */
public final class VisibilityWindow {
  /** An interval of fewer subscriptions decides nothing. */
  private static final double LEAST_SHARE = 0.05;

  /** An interval that leaves fewer days decides nothing: it would never be seen to end. */
  private static final int LEAST_DAYS = 14;

  private VisibilityWindow() {}

  /**
   * The first fully visible day, told by the whole cycles that run at the as-of date; none where
   * the file is too short for any of them.
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
   * The first fully visible day: the first one of all where nothing runs, none where the file is
   * too short for whatever runs.
   *
   * @param cycles how many cycles run, by their months, rounded up
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
