package io.tidemark.forecast;

import java.util.Arrays;

/** Quantiles of futures, spread out a little: what is drawn knows less than it thinks. */
final class PredictionInterval {
  /** Calibrated by simulation, up to a month ahead and from two months on. */
  private static final double WIDENED = 1.10;

  private static final double WIDENED_LATER = 1.25;
  private static final double DAYS_A_MONTH = 30;

  private final double[] sorted;
  private final double widened;

  private PredictionInterval(double[] sorted, double widened) {
    this.sorted = sorted;
    this.widened = widened;
  }

  /** Of the values of futures so many days ahead. */
  static PredictionInterval of(double[] values, int days) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double later = Math.max(0, Math.min(1, (days - DAYS_A_MONTH) / DAYS_A_MONTH));
    return new PredictionInterval(sorted, WIDENED + later * (WIDENED_LATER - WIDENED));
  }

  /** The value that a share of the futures stays below, moved away from the median; at least 0. */
  double quantile(double share) {
    double median = raw(0.5);
    return Math.max(0, median + widened * (raw(share) - median));
  }

  /** The futures, moved like the quantiles, in order. */
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
