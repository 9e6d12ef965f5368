package io.tidemark.stats;

import org.apache.commons.math3.stat.descriptive.rank.Median;

/** The modified z-score, which measures how far a value is from the others. */
public final class ModifiedZScore {
  /** Scales the median absolute deviation of normal values to their standard deviation. */
  private static final double NORMAL = 0.6745;

  private ModifiedZScore() {}

  /**
   * Returns the modified z-scores of Iglewicz and Hoaglin; all are 0 if more than half of the
   * values are equal.
   */
  public static double[] modifiedZ(double... values) {
    double median = new Median().evaluate(values);
    double[] deviations = new double[values.length];
    for (int index = 0; index < values.length; index++) {
      deviations[index] = Math.abs(values[index] - median);
    }
    double deviation = new Median().evaluate(deviations);
    double[] scores = new double[values.length];
    for (int index = 0; index < values.length && deviation > 0; index++) {
      scores[index] = NORMAL * (values[index] - median) / deviation;
    }
    return scores;
  }
}
