package io.tidemark.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The methods on data whose results are published. */
class PublishedNumbersTest {
  /** Oil production of Saudi Arabia, 1996 to 2007: Hyndman and Athanasopoulos. */
  private static final double[] OIL = {
    446.6565229,
    454.4733065,
    455.662974,
    423.6322388,
    456.2713279,
    440.5880501,
    425.3325201,
    485.1494479,
    506.0481621,
    526.7919833,
    514.268889,
    494.2110193
  };

  /** Air passengers of Australia, 1990 to 2004: Hyndman and Athanasopoulos. */
  private static final double[] AIR = {
    17.5534, 21.8601, 23.8866, 26.9293, 26.8885, 28.8314, 30.0751, 30.9535, 30.1857, 31.5797,
    32.577569, 33.477398, 39.021581, 41.386432, 41.596552
  };

  private static final Offset<Double> DIGITS = within(1e-6);

  @Test
  void simpleSmoothingOfOil() {
    assertThat(Smoothing.simple(OIL, 0.2, OIL[0]).level()).isEqualTo(484.802468, DIGITS);
    assertThat(Smoothing.simple(OIL, 0.6, OIL[0]).level()).isEqualTo(501.837461, DIGITS);
  }

  @Test
  void simpleSmoothingOfOilWithItsBestWeight() {
    Smoothing.Simple fitted = Smoothing.simple(OIL);

    assertThat(fitted.alpha()).isEqualTo(0.891998, within(1e-4));
    assertThat(fitted.level()).isEqualTo(496.493543, within(1e-3));
    assertThat(Math.sqrt(fitted.squares() / (OIL.length - 2))).isEqualTo(27.5198, within(1e-4));
  }

  @Test
  void holtsTrendOfAirPassengers() {
    double trend = AIR[1] - AIR[0];
    Smoothing.Trend fitted = Smoothing.trend(AIR, 0.8, 0.2, 1, AIR[0], trend);

    assertThat(fitted.squares()).isEqualTo(72.78945514, within(1e-5));
    double[] forecasts = {43.75696849, 45.59352331, 47.43007813, 49.26663295, 51.10318776};
    for (int step = 1; step <= forecasts.length; step++) {
      assertThat(fitted.forecast(step)).isEqualTo(forecasts[step - 1], DIGITS);
    }
  }

  @Test
  void thetaOfOil() {
    assertThat(Benchmarks.Theta.slope(OIL) / 2).isEqualTo(3.571016109, DIGITS);
    double[] means = {500.498053044, 504.069069154, 507.640085263};
    double[] lower = {465.229948495, 456.809999292, 450.868612058};
    double[] upper = {554.435964384, 576.345579411, 594.464561018};
    for (int step = 1; step <= means.length; step++) {
      Benchmark.Normal forecast = new Benchmarks.Theta().forecast(OIL, step);
      assertThat(forecast.mean()).isEqualTo(means[step - 1], within(5e-3));
      assertThat(forecast.quantile80(false)).isEqualTo(lower[step - 1], within(0.05));
      assertThat(forecast.quantile95(true)).isEqualTo(upper[step - 1], within(0.05));
    }
  }

  @Test
  void driftOfOil() {
    double[] means = {498.534155336, 502.857291373, 507.180427409};
    double[] lower = {462.04538103, 449.147269876, 438.91618145};
    double[] upper = {554.33891997, 584.99968078, 611.581582313};
    for (int step = 1; step <= means.length; step++) {
      Benchmark.Normal forecast = new Benchmarks.Drift().forecast(OIL, step);
      assertThat(forecast.mean()).isEqualTo(means[step - 1], DIGITS);
      assertThat(forecast.quantile80(false)).isEqualTo(lower[step - 1], DIGITS);
      assertThat(forecast.quantile95(true)).isEqualTo(upper[step - 1], DIGITS);
    }
  }

  @Test
  void flatOfOil() {
    double[] lower = {460.443865035, 446.457051776, 435.724592486};
    for (int step = 1; step <= lower.length; step++) {
      Benchmark.Normal forecast = new Benchmarks.Flat().forecast(OIL, step);
      assertThat(forecast.mean()).isEqualTo(OIL[OIL.length - 1]);
      assertThat(forecast.quantile80(false)).isEqualTo(lower[step - 1], DIGITS);
    }
  }

  @Test
  void rankedProbabilityScores() {
    assertThat(Scores.crps(0, 1, 0)).isEqualTo(0.2336949773, within(1e-9));
    assertThat(Scores.crps(0, 1, 1)).isEqualTo(0.6024413576, within(1e-9));
    assertThat(Scores.crps(1, 2, 3)).isEqualTo(1.2048827153, within(1e-9));
    assertThat(Scores.crps(new double[] {1, 2, 4}, 3)).isEqualTo(0.6666666667, within(1e-9));
    assertThat(Scores.crps(5, 0, 3)).isEqualTo(2);
  }

  @Test
  void otherScoresByHand() {
    assertThat(Scores.smape(110, 90)).isEqualTo(0.2);
    assertThat(Scores.smape(0, 0)).isZero();
    assertThat(Scores.pinball(100, 0.9, 110)).isEqualTo(9);
    assertThat(Scores.pinball(100, 0.9, 90)).isEqualTo(1, within(1e-12));
    assertThat(Scores.naiveError(10, 13, 12)).isEqualTo(2);
  }

  /** Jeffreys' interval of 3 of 40; none of 12 begins at 0. */
  @Test
  void intervalsOfRenewalRates() {
    RenewalRates.Count three = new RenewalRates.Count(40, 3);

    assertThat(three.jeffreys(0.025)).isEqualTo(0.02157667444, within(1e-8));
    assertThat(three.jeffreys(0.975)).isEqualTo(0.18681429724, within(1e-8));
    assertThat(new RenewalRates.Count(12, 0).jeffreys(0.025)).isZero();
    assertThat(new RenewalRates.Count(12, 12).jeffreys(0.975)).isEqualTo(1);
  }

  /** Two years of a line with a season: both seasonal methods go on with it. */
  @Test
  void seasonsGoOn() {
    double[] season = {0, 5, 9, 5, 0, -5, -9, -5, 0, 3, 0, -3};
    double[] years = new double[36];
    for (int month = 0; month < years.length; month++) {
      years[month] = 100 + 2 * month + season[month % 12];
    }
    for (int step = 1; step <= 12; step++) {
      double next = 100 + 2 * (35 + step) + season[(35 + step) % 12];
      assertThat(new Benchmarks.HoltWinters().forecast(years, step).mean())
          .isEqualTo(next, within(1.0));
      assertThat(new Benchmarks.Airline().forecast(years, step).mean())
          .isEqualTo(next, within(1e-6));
    }
  }
}
