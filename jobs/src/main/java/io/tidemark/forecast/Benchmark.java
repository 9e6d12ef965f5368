package io.tidemark.forecast;

/** A simple method as a baseline: it forecasts a normal distribution from a series. */
interface Benchmark {

  /** Returns the name used in tables. */
  String name();

  /** Returns the minimum number of values required. */
  int fewest();

  /**
   * Forecasts a value.
   *
   * @param history evenly spaced values, at least {@link #fewest()}
   * @param steps number of values ahead, at least 1
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
