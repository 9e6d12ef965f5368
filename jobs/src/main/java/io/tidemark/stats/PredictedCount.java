package io.tidemark.stats;

import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.util.FastMath;

/**
 * The predictive distribution of the number of events on another day, from a {@link DailyCount}.
 * The mean is uncertain: it is the gamma variable that {@link DailyCount#drawMean} draws. If days
 * are Poisson, the number is negative binomial. If they vary more than that, it is a mixture of
 * negative binomial distributions: the mean takes the three values of Gauss-Laguerre quadrature
 * (computed as by Golub and Welsch). Compared with 60 values, a probability of 0.001 differs by at
 * most 2 %, and by 0.2 % if the days have 20 events or more.
 */
public final class PredictedCount {
  private static final int VALUES = 3;

  private final double shape;
  private final double variance;
  private final double[] means;
  private final double[] weights;

  private PredictedCount(double shape, double variance, double[] means, double[] weights) {
    this.shape = shape;
    this.variance = variance;
    this.means = means;
    this.weights = weights;
  }

  /** Returns the distribution for another day. */
  public static PredictedCount of(DailyCount count) {
    double events = count.shapeOfMean();
    double mean = events / count.days();
    boolean isPoisson = Double.isInfinite(count.shape());
    double squares = mean * mean * (1 + 1 / events) * (1 + 1 / count.shape());
    double variance = mean + squares - mean * mean;
    return isPoisson
        ? new PredictedCount(events, variance, new double[] {mean}, new double[] {1})
        : mixture(count.shape(), variance, events, count.days());
  }

  private static PredictedCount mixture(double shape, double variance, double events, int days) {
    double[] diagonal = new double[VALUES];
    double[] offDiagonal = new double[VALUES - 1];
    for (int index = 0; index < VALUES; index++) {
      diagonal[index] = 2 * index + events;
      if (index > 0) {
        offDiagonal[index - 1] = Math.sqrt(index * (index + events - 1));
      }
    }
    EigenDecomposition values = new EigenDecomposition(diagonal, offDiagonal);
    double[] means = new double[VALUES];
    double[] weights = new double[VALUES];
    for (int index = 0; index < VALUES; index++) {
      double first = values.getEigenvector(index).getEntry(0);
      means[index] = values.getRealEigenvalue(index) / days;
      weights[index] = first * first;
    }
    return new PredictedCount(shape, variance, means, weights);
  }

  /** Returns the mean number. */
  public double mean() {
    double mean = 0;
    for (int index = 0; index < means.length; index++) {
      mean += weights[index] * means[index];
    }
    return mean;
  }

  /** Returns the variance of the number. */
  public double variance() {
    return variance;
  }

  /** Returns a rate that a day exceeds with a probability below one in a million. */
  public double most() {
    double largest = 0;
    for (double mean : means) {
      largest = Math.max(largest, mean);
    }
    return largest * (1 + 5 / Math.sqrt(shape) + 9 / shape);
  }

  /**
   * Returns the probability that none of the events is of a given kind.
   *
   * @param share of that kind among all events
   */
  double chanceOfNone(double share) {
    double[] chance = new double[2];
    transform(1 - share, 0, chance);
    return chance[0];
  }

  /**
   * Computes the expected value of a complex number raised to the number of events.
   *
   * @param result the real and the imaginary part
   */
  void transform(double real, double imaginary, double[] result) {
    result[0] = 0;
    result[1] = 0;
    for (int index = 0; index < means.length; index++) {
      double rate = means[index] / shape;
      double x = 1 + rate * (1 - real);
      double y = -rate * imaginary;
      double size = weights[index] * FastMath.exp(-shape / 2 * FastMath.log(x * x + y * y));
      double angle = -shape * FastMath.atan2(y, x);
      result[0] += size * FastMath.cos(angle);
      result[1] += size * FastMath.sin(angle);
    }
  }
}
