package io.tidemark.stats;

import org.apache.commons.math3.stat.descriptive.rank.Median;

/** How far values lie outside the others. */
public final class ModifiedZScore {
  /** Makes the median absolute deviation of normal values their standard deviation. */
  private static final double NORMAL = 0.6745;

  private ModifiedZScore() {}

  /** The modified z of Iglewicz and Hoaglin; all 0 where more than half of the values are equal. */
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
