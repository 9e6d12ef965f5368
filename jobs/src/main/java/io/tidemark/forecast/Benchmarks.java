package io.tidemark.forecast;

import java.util.List;

/**
 * The benchmark methods: flat and drift for daily values; Theta, damped Holt and two seasonal
 * methods for monthly values.
 */
final class Benchmarks {
  /** A season of twelve months can only be estimated from at least two years. */
  static final int TWO_YEARS = 24;

  static final int ONE_YEAR = 12;

  private Benchmarks() {}

  /** Returns the methods for daily values. */
  static List<Benchmark> daily() {
    return List.of(new Flat(), new Drift());
  }

  /** Returns the methods for monthly values; each has its minimum number of values. */
  static List<Benchmark> monthly() {
    return List.of(new Theta(), new DampedHolt(), new HoltWinters(), new Airline());
  }

  /** The last value, unchanged. */
  record Flat() implements Benchmark {
    @Override
    public String name() {
      return "flat";
    }

    @Override
    public int fewest() {
      return 3;
    }

    @Override
    public Normal forecast(double[] history, int steps) {
      double squares = 0;
      for (int index = 1; index < history.length; index++) {
        squares += Math.pow(history[index] - history[index - 1], 2);
      }
      double deviation = Math.sqrt(squares / (history.length - 1) * steps);
      return new Normal(history[history.length - 1], deviation);
    }
  }

  /** The line through the first and the last value. */
  record Drift() implements Benchmark {
    @Override
    public String name() {
      return "drift";
    }

    @Override
    public int fewest() {
      return 3;
    }

    @Override
    public Normal forecast(double[] history, int steps) {
      int changes = history.length - 1;
      double slope = (history[changes] - history[0]) / changes;
      double squares = 0;
      for (int index = 1; index <= changes; index++) {
        squares += Math.pow(history[index] - history[index - 1] - slope, 2);
      }
      double variance = squares / (changes - 1);
      double spread = steps + (double) steps * steps / changes;
      return new Normal(history[changes] + steps * slope, Math.sqrt(variance * spread));
    }
  }

  /** The Theta method: simple smoothing plus half of the linear trend. */
  record Theta() implements Benchmark {
    @Override
    public String name() {
      return "theta";
    }

    @Override
    public int fewest() {
      return ONE_YEAR;
    }

    @Override
    public Normal forecast(double[] history, int steps) {
      Smoothing.Simple fitted = Smoothing.simple(history);
      int length = history.length;
      double alpha = Math.max(1e-10, fitted.alpha());
      double half = slope(history) / 2;
      double lag = (1 - Math.pow(1 - alpha, length)) / alpha;
      double mean = fitted.level() + half * (steps - 1 + lag);
      double spread = (steps - 1) * alpha * alpha + 1;
      return new Normal(mean, Math.sqrt(fitted.squares() / (length - 2) * spread));
    }

    /** Returns the slope of the least-squares line through the values. */
    static double slope(double... values) {
      double middle = (values.length - 1) / 2.0;
      double products = 0;
      double squares = 0;
      for (int index = 0; index < values.length; index++) {
        products += (index - middle) * values[index];
        squares += (index - middle) * (index - middle);
      }
      return products / squares;
    }
  }

  /** Holt's method with a damped trend. */
  record DampedHolt() implements Benchmark {
    @Override
    public String name() {
      return "damped_holt";
    }

    @Override
    public int fewest() {
      return ONE_YEAR;
    }

    @Override
    public Normal forecast(double[] history, int steps) {
      Smoothing.Trend fitted = Smoothing.damped(history);
      double variance = 1;
      double faded = 0;
      for (int step = 1; step < steps; step++) {
        faded += Math.pow(fitted.damping(), step);
        variance += Math.pow(fitted.alpha() * (1 + fitted.beta() * faded), 2);
      }
      double deviation = Math.sqrt(fitted.squares() / (history.length - 3) * variance);
      return new Normal(fitted.forecast(steps), deviation);
    }
  }

  /** The Holt-Winters method: level, trend and twelve seasons. */
  record HoltWinters() implements Benchmark {
    @Override
    public String name() {
      return "holt_winters";
    }

    @Override
    public int fewest() {
      return TWO_YEARS;
    }

    @Override
    public Normal forecast(double[] history, int steps) {
      Seasonal fitted = Seasonal.holtWinters(history);
      return new Normal(fitted.forecast(steps), fitted.deviation(steps));
    }
  }

  /** The airline model: seasonal and ordinary differences, each with a moving average. */
  record Airline() implements Benchmark {
    @Override
    public String name() {
      return "airline";
    }

    @Override
    public int fewest() {
      return TWO_YEARS;
    }

    @Override
    public Normal forecast(double[] history, int steps) {
      AirlineModel fitted = AirlineModel.fit(history);
      return new Normal(fitted.forecast(steps), fitted.deviation(steps));
    }
  }
}
