package io.tidemark.forecast;

import io.tidemark.insights.Draws;

/**
 * Positions of values that were seen, drawn by a Bayesian bootstrap: each drawing starts with new
 * weights, as what was seen is only a sample of what could have been.
 */
final class Resample {
  private final double[] cumulated;

  /** Where to look for a point: the first position whose sum is beyond each even step. */
  private final int[] guide;

  private Resample(double[] cumulated) {
    this.cumulated = cumulated;
    this.guide = new int[cumulated.length];
    int position = 0;
    for (int step = 0; step < guide.length; step++) {
      double point = step * last() / guide.length;
      while (position < guide.length - 1 && cumulated[position] <= point) {
        position++;
      }
      guide[step] = position;
    }
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
    double share = draws.uniform();
    double point = share * last();
    int position = Math.max(0, guide[(int) (share * guide.length)] - 1);
    while (position < cumulated.length - 1 && cumulated[position] <= point) {
      position++;
    }
    return position;
  }

  private double last() {
    return cumulated[cumulated.length - 1];
  }
}
