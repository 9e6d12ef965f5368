package io.tidemark.forecast;

import io.tidemark.insights.Draws;
import java.util.Arrays;

/**
 * Positions of values that were seen, drawn by a Bayesian bootstrap: each drawing starts with new
 * weights, as what was seen is only a sample of what could have been.
 */
final class Resample {
  private final double[] cumulated;

  private Resample(double[] cumulated) {
    this.cumulated = cumulated;
  }

  /**
   * Weighs values anew.
   *
   * @param counts how often each was seen
   */
  static Resample weigh(int[] counts, Draws draws) {
    double[] cumulated = new double[counts.length];
    double sum = 0;
    for (int index = 0; index < counts.length; index++) {
      sum += counts[index] == 1 ? draws.exponential() : draws.gamma(counts[index]);
      cumulated[index] = sum;
    }
    return new Resample(cumulated);
  }

  /** The position of one value. */
  int draw(Draws draws) {
    double point = draws.uniform() * cumulated[cumulated.length - 1];
    int found = Arrays.binarySearch(cumulated, point);
    return Math.min(found < 0 ? -found - 1 : found + 1, cumulated.length - 1);
  }
}
