package io.tidemark.forecast;

/** Additive Holt-Winters smoothing of monthly values: level, trend and twelve seasons. */
final class Seasonal {
  private static final int SEASONS = 12;

  private final double alpha;
  private final double beta;
  private final double gamma;
  private final double[] seasons = new double[SEASONS];
  private final int length;
  private double level;
  private double trend;
  private double squares;

  private Seasonal(double[] values, double alpha, double beta, double gamma) {
    this.alpha = alpha;
    this.beta = beta;
    this.gamma = gamma;
    this.length = values.length;
    double firstYear = mean(values, 0);
    double secondYear = mean(values, SEASONS);
    trend = (secondYear - firstYear) / SEASONS;
    level = firstYear - trend * (SEASONS + 1) / 2;
    for (int month = 0; month < SEASONS; month++) {
      seasons[month] = values[month] - level - trend * (month + 1);
    }
    for (int index = 0; index < length; index++) {
      int season = index % SEASONS;
      double error = values[index] - level - trend - seasons[season];
      squares += error * error;
      level += trend + alpha * error;
      trend += alpha * beta * error;
      seasons[season] += gamma * (1 - alpha) * error;
    }
  }

  /**
   * Fits the weights by least squares.
   *
   * @param values at least two years
   */
  static Seasonal holtWinters(double... values) {
    double scale = Math.max(1, Math.abs(values[0]));
    double[] best =
        Smoothing.minimum(at -> of(values, at).squares / scale / scale, new double[] {0, -1, -1});
    return of(values, best);
  }

  private static Seasonal of(double[] values, double[] at) {
    return new Seasonal(
        values, Smoothing.share(at[0]), Smoothing.share(at[1]), Smoothing.share(at[2]));
  }

  double forecast(int steps) {
    return level + steps * trend + seasons[(length + steps - 1) % SEASONS];
  }

  /**
   * Returns the standard deviation of the forecast a number of steps ahead. The errors of the first
   * year are 0, because its seasons are initialized from it.
   */
  double deviation(int steps) {
    double variance = 1;
    for (int step = 1; step < steps; step++) {
      double season = step % SEASONS == 0 ? gamma * (1 - alpha) : 0;
      variance += Math.pow(alpha * (1 + beta * step) + season, 2);
    }
    return Math.sqrt(squares / (length - SEASONS) * variance);
  }

  private static double mean(double[] values, int from) {
    double sum = 0;
    for (int index = from; index < from + SEASONS; index++) {
      sum += values[index];
    }
    return sum / SEASONS;
  }
}
