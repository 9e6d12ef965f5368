package io.tidemark.forecast;

import java.util.Arrays;

/**
 * Quantiles of the simulated paths, widened slightly because the simulation underestimates its
 * uncertainty.
 */
final class PredictionInterval {
  /**
   * Widening up to a month ahead, calibrated by simulation. From two months on, {@link
   * #WIDENED_LATER} applies.
   */
  private static final double WIDENED = 1.10;

  private static final double WIDENED_LATER = 1.25;
  private static final double DAYS_A_MONTH = 30;

  private final double[] sorted;
  private final double widened;

  private PredictionInterval(double[] sorted, double widened) {
    this.sorted = sorted;
    this.widened = widened;
  }

  /**
   * Returns the interval for the values of all paths on a day.
   *
   * @param days days from the origin to that day
   */
  static PredictionInterval of(double[] values, int days) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double later = Math.max(0, Math.min(1, (days - DAYS_A_MONTH) / DAYS_A_MONTH));
    return new PredictionInterval(sorted, WIDENED + later * (WIDENED_LATER - WIDENED));
  }

  /**
   * Returns the value below which a share of the paths is, moved away from the median; at least 0.
   */
  double quantile(double share) {
    double median = raw(0.5);
    return Math.max(0, median + widened * (raw(share) - median));
  }

  /** Returns the values of the paths, moved like the quantiles, in ascending order. */
  double[] futures() {
    double median = raw(0.5);
    return Arrays.stream(sorted)
        .map(value -> Math.max(0, median + widened * (value - median)))
        .toArray();
  }

  private double raw(double share) {
    double position = share * (sorted.length - 1);
    int below = (int) Math.floor(position);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
