package io.tidemark.forecast;

import java.util.Arrays;

/**
 * The airline model of Box and Jenkins for monthly values, ARIMA (0,1,1)(0,1,1) with a season of
 * twelve months. It is fitted by minimizing the conditional squared errors.
 */
final class AirlineModel {
  private static final int SEASONS = 12;

  private final double[] values;
  private final double[] errors;
  private final double average;
  private final double seasonal;
  private double squares;

  private AirlineModel(double[] values, double average, double seasonal) {
    this.values = values;
    this.average = average;
    this.seasonal = seasonal;
    this.errors = new double[values.length];
    for (int index = SEASONS + 1; index < values.length; index++) {
      errors[index] = values[index] - expected(index, values, errors);
      squares += errors[index] * errors[index];
    }
  }

  /** Fits the model to at least two years of values. */
  static AirlineModel fit(double... values) {
    double scale = Math.max(1, Math.abs(values[0]));
    double[] best =
        Smoothing.minimum(at -> of(values, at).squares / scale / scale, new double[] {0.3, 0.3});
    return of(values, best);
  }

  private static AirlineModel of(double[] values, double[] at) {
    return new AirlineModel(values, Math.tanh(at[0]), Math.tanh(at[1]));
  }

  private double expected(int index, double[] series, double[] shocks) {
    double shock =
        -average * shocks[index - 1]
            - seasonal * shocks[index - SEASONS]
            + average * seasonal * shocks[index - SEASONS - 1];
    return series[index - 1] + series[index - SEASONS] - series[index - SEASONS - 1] + shock;
  }

  double forecast(int steps) {
    double[] series = Arrays.copyOf(values, values.length + steps);
    double[] shocks = Arrays.copyOf(errors, values.length + steps);
    for (int index = values.length; index < series.length; index++) {
      series[index] = expected(index, series, shocks);
    }
    return series[series.length - 1];
  }

  /** Returns the standard deviation of the forecast a number of steps ahead. */
  double deviation(int steps) {
    double variance = 0;
    for (int step = 0; step < steps; step++) {
      double weight = step == 0 ? 1 : 1 - average;
      boolean isSeason = step > 0 && step % SEASONS == 0;
      variance += Math.pow(weight + (isSeason ? 1 - seasonal : 0), 2);
    }
    int degrees = Math.max(1, values.length - SEASONS - 1 - 2);
    return Math.sqrt(squares / degrees * variance);
  }
}
