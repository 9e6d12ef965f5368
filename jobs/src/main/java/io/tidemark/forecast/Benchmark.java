package io.tidemark.forecast;

/** A simple method to be better than: from a series to a normal distribution of what follows. */
interface Benchmark {

  /** As it stands in tables. */
  String name();

  /** How many values it needs. */
  int fewest();

  /**
   * Forecasts.
   *
   * @param history evenly spaced values, at least {@link #fewest()}
   * @param steps how many values ahead, at least 1
   */
  Normal forecast(double[] history, int steps);

  /** A normal distribution. */
  record Normal(double mean, double deviation) {
    private static final double[] QUANTILES_OF_80_AND_95 = {1.2815515655446004, 1.959963984540054};

    double quantile80(boolean upper) {
      return mean + (upper ? 1 : -1) * QUANTILES_OF_80_AND_95[0] * deviation;
    }

    double quantile95(boolean upper) {
      return mean + (upper ? 1 : -1) * QUANTILES_OF_80_AND_95[1] * deviation;
    }
  }
}
