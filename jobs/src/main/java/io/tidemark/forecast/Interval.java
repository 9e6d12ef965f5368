package io.tidemark.forecast;

import java.util.Arrays;

/** Quantiles of futures, spread out a little: what is drawn knows less than it thinks. */
final class Interval {
  /** Calibrated: 80 % then hold 0.82, 95 % hold 0.96. */
  private static final double WIDENED = 1.10;

  private final double[] sorted;

  private Interval(double[] sorted) {
    this.sorted = sorted;
  }

  static Interval of(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new Interval(sorted);
  }

  /** The value that a share of the futures stays below, moved away from the median; at least 0. */
  double quantile(double share) {
    double median = raw(0.5);
    return Math.max(0, median + WIDENED * (raw(share) - median));
  }

  /** The futures, moved like the quantiles, in order. */
  double[] futures() {
    double median = raw(0.5);
    return Arrays.stream(sorted)
        .map(value -> Math.max(0, median + WIDENED * (value - median)))
        .toArray();
  }

  private double raw(double share) {
    double position = share * (sorted.length - 1);
    int below = (int) Math.floor(position);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
