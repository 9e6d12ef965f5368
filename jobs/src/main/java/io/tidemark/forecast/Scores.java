package io.tidemark.forecast;

import org.apache.commons.math3.distribution.NormalDistribution;

/** Measures of forecast accuracy. Lower is better, except for coverage. */
final class Scores {
  private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

  private Scores() {}

  /** Returns {@code 2 |f - y| / (|f| + |y|)}; 0 if both are zero. */
  static double smape(double forecast, double actual) {
    double sizes = Math.abs(forecast) + Math.abs(actual);
    return sizes == 0 ? 0 : 2 * Math.abs(forecast - actual) / sizes;
  }

  /** Returns the pinball loss of a quantile: an actual value on the rarer side weighs more. */
  static double pinball(double quantile, double share, double actual) {
    double difference = actual - quantile;
    return Math.max(share * difference, (share - 1) * difference);
  }

  /**
   * Returns the mean absolute change from one value to the next, which is the denominator of MASE.
   */
  static double naiveError(double... history) {
    double sum = 0;
    for (int index = 1; index < history.length; index++) {
      sum += Math.abs(history[index] - history[index - 1]);
    }
    return sum / (history.length - 1);
  }

  /**
   * Returns the continuous ranked probability score of draws: {@code mean|x - y| - sum((2i - m - 1)
   * x_(i)) / m^2}.
   *
   * @param sorted the draws in ascending order
   */
  static double crps(double[] sorted, double actual) {
    double distance = 0;
    double spread = 0;
    int draws = sorted.length;
    for (int index = 0; index < draws; index++) {
      distance += Math.abs(sorted[index] - actual);
      spread += (2.0 * (index + 1) - draws - 1) * sorted[index];
    }
    return distance / draws - spread / draws / draws;
  }

  /**
   * Returns the continuous ranked probability score of a normal distribution, in closed form. With
   * deviation 0 it is the absolute error.
   */
  static double crps(double mean, double deviation, double actual) {
    if (deviation <= 0) {
      return Math.abs(mean - actual);
    }
    double z = (actual - mean) / deviation;
    double cumulated = NORMAL.cumulativeProbability(z);
    double density = NORMAL.density(z);
    return deviation * (z * (2 * cumulated - 1) + 2 * density - 1 / Math.sqrt(Math.PI));
  }
}
