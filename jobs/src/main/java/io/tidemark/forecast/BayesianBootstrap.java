package io.tidemark.forecast;

import io.tidemark.stats.SeededRandom;

/**
 * Positions of values that were seen, drawn by a Bayesian bootstrap: each drawing starts with new
 * weights, as what was seen is only a sample of what could have been.
 */
final class BayesianBootstrap {
  private final double[] cumulated;

  private BayesianBootstrap(double[] cumulated) {
    this.cumulated = cumulated;
  }

  /**
   * Draws new weights.
   *
   * @param counts how often each value was seen
   */
  static BayesianBootstrap weigh(int[] counts, SeededRandom draws) {
    double[] cumulated = new double[counts.length];
    double sum = 0;
    for (int index = 0; index < counts.length; index++) {
      sum += counts[index] == 1 ? draws.exponential() : draws.gamma(counts[index]);
      cumulated[index] = sum;
    }
    return new BayesianBootstrap(cumulated);
  }

  /** Returns the probability of the value at a position. */
  double share(int position) {
    return weight(position) / last();
  }

  private double weight(int position) {
    return position == 0 ? cumulated[0] : cumulated[position] - cumulated[position - 1];
  }

  /** Returns the position of one value. */
  int draw(SeededRandom draws) {
    return at(draws.uniform() * last());
  }

  /** Returns the position of one value that is not the first. */
  int drawBeyondFirst(SeededRandom draws) {
    return Math.max(1, at(cumulated[0] + draws.uniform() * (last() - cumulated[0])));
  }

  /** The first position whose sum is beyond a point. */
  private int at(double point) {
    if (point < cumulated[0]) {
      return 0;
    }
    int low = 0;
    int high = cumulated.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (cumulated[middle] > point) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** Returns how many of a number of values are at each position. */
  int[] draw(int number, SeededRandom draws) {
    if (number > cumulated.length) {
      return draw(number, 0, draws);
    }
    int[] counts = new int[cumulated.length];
    for (int value = 0; value < number; value++) {
      counts[draw(draws)]++;
    }
    return counts;
  }

  /** Returns how many of a number of values are at each position but the first. */
  int[] drawBeyondFirst(int number, SeededRandom draws) {
    return draw(number, 1, draws);
  }

  private int[] draw(int number, int first, SeededRandom draws) {
    int[] counts = new int[cumulated.length];
    int left = number;
    for (int position = first; position < counts.length - 1 && left > 0; position++) {
      double before = position == 0 ? 0 : cumulated[position - 1];
      counts[position] = draws.binomial(left, weight(position) / (last() - before));
      left -= counts[position];
    }
    counts[counts.length - 1] += left;
    return counts;
  }

  private double last() {
    return cumulated[cumulated.length - 1];
  }
}
