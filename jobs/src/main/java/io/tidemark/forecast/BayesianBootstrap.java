package io.tidemark.forecast;

import io.tidemark.stats.SeededRandom;

/**
 * Draws positions of observed values by a Bayesian bootstrap. Each instance has new weights,
 * because the observations are only a sample of the possible values.
 */
final class BayesianBootstrap {
  private final double[] cumulated;

  private BayesianBootstrap(double[] cumulated) {
    this.cumulated = cumulated;
  }

  /**
   * Draws new weights.
   *
   * @param counts number of observations of each value
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

  /** Draws the position of one value. */
  int draw(SeededRandom draws) {
    return at(draws.uniform() * last());
  }

  /** Draws the position of one value other than the first. */
  int drawBeyondFirst(SeededRandom draws) {
    return Math.max(1, at(cumulated[0] + draws.uniform() * (last() - cumulated[0])));
  }

  /** Returns the first position whose cumulative sum exceeds a point. */
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

  /** Draws a number of values; returns how many of them are at each position. */
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

  /**
   * Draws a number of values other than the first; returns how many of them are at each position.
   */
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
