package io.tidemark.forecast;

import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.SimplexOptimizer;

/** Exponential smoothing. */
final class Smoothing {
  private static final int MOST_EVALUATIONS = 20_000;
  private static final double PRECISION = 1e-12;

  private Smoothing() {}

  /**
   * Simple smoothing of a series.
   *
   * @param level after the last value, which is the forecast of every step
   * @param squares sum of the squared one-step errors
   */
  record Simple(double alpha, double level, double squares) {}

  /**
   * Holt's smoothing with a trend that is damped by {@code damping}; 1 is undamped.
   *
   * @param beta weight of the trend, relative to the correction of the level
   */
  record Trend(
      double alpha, double beta, double damping, double level, double trend, double squares) {
    double forecast(int steps) {
      double forecast = level;
      for (int step = 1; step <= steps; step++) {
        forecast += Math.pow(damping, step) * trend;
      }
      return forecast;
    }
  }

  /** Smooths with a given weight and first level. */
  static Simple simple(double[] values, double alpha, double firstLevel) {
    double level = firstLevel;
    double squares = 0;
    for (double value : values) {
      double error = value - level;
      squares += error * error;
      level += alpha * error;
    }
    return new Simple(alpha, level, squares);
  }

  /** Fits the weight and the first level by least squares. */
  static Simple simple(double... values) {
    double scale = Math.max(1, Math.abs(values[0]));
    double[] best =
        minimum(
            at -> simple(values, share(at[0]), at[1] * scale).squares() / scale / scale,
            new double[] {1, values[0] / scale});
    return simple(values, share(best[0]), best[1] * scale);
  }

  /** Smooths with given weights, from a first level and trend one step before the first value. */
  static Trend trend(
      double[] values,
      double alpha,
      double beta,
      double damping,
      double firstLevel,
      double firstTrend) {
    double level = firstLevel;
    double trend = firstTrend;
    double squares = 0;
    for (double value : values) {
      double error = value - level - damping * trend;
      squares += error * error;
      level += damping * trend + alpha * error;
      trend = damping * trend + alpha * beta * error;
    }
    return new Trend(alpha, beta, damping, level, trend, squares);
  }

  /** Fits a damped trend by least squares. */
  static Trend damped(double... values) {
    double scale = Math.max(1, Math.abs(values[0]));
    ToDoubleFunction<double[]> squares = at -> damped(values, at, scale).squares() / scale / scale;
    double first = (values[1] - values[0]) / scale;
    double[] guess = {1, -1, 0, values[0] / scale - first, first};
    return damped(values, minimum(squares, guess), scale);
  }

  private static Trend damped(double[] values, double[] at, double scale) {
    double damping = 0.8 + 0.18 * share(at[2]);
    return trend(values, share(at[0]), share(at[1]), damping, at[3] * scale, at[4] * scale);
  }

  /** Maps any number to a share between 0 and 1. */
  static double share(double any) {
    return 1 / (1 + Math.exp(-any));
  }

  /** Returns the position of the minimum of a function, by Nelder and Mead's search. */
  static double[] minimum(ToDoubleFunction<double[]> function, double[] guess) {
    double[] best = guess;
    for (int round = 0; round < 2; round++) {
      best =
          new SimplexOptimizer(PRECISION, PRECISION)
              .optimize(
                  new MaxEval(MOST_EVALUATIONS),
                  new ObjectiveFunction(function::applyAsDouble),
                  GoalType.MINIMIZE,
                  new InitialGuess(best),
                  new NelderMeadSimplex(guess.length, 0.2))
              .getPoint();
    }
    return best;
  }
}
