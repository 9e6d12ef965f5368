package io.tidemark.forecast;

import static io.tidemark.forecast.Simulation.Assumption.AS_BEFORE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Forecasts of simulated businesses against what became of them: the MRR of the customers that the
 * window shows and of those who came since. Who was there before and shows later cannot be
 * foreseen.
 */
class ForecastSimulationTest {
  private static final Simulation.Scope SCOPE =
      new Simulation.Scope(90, 500, new double[] {0.7, 0.8, 0.9}, 1);
  private static final List<Integer> HORIZONS = List.of(30, 60, 90);

  /** Sums over many businesses at one horizon; each but coverage as a share of the actual. */
  private static final class Score {
    private int businesses;
    private int covered;
    private double error;
    private double flatError;
    private double driftError;
    private double crps;
    private final Map<String, Double> benchmarkCrps = new TreeMap<>();

    double coverage() {
      return (double) covered / businesses;
    }

    @Override
    public String toString() {
      return "%d businesses: coverage %.3f, error %.4f, flat %.4f, drift %.4f, crps %.4f, of %s"
          .formatted(
              businesses,
              coverage(),
              error / businesses,
              flatError / businesses,
              driftError / businesses,
              crps,
              benchmarkCrps);
    }
  }

  @Test
  void twoMonthsTellMoreThanFlatAndDrift() {
    for (Map.Entry<Integer, Score> at : scores(20, Period.ofDays(60)).entrySet()) {
      Score score = at.getValue();
      assertThat(score.coverage()).as("%d days, %s", at.getKey(), score).isBetween(0.60, 0.98);
      assertThat(score.error).as("%d days, %s", at.getKey(), score).isLessThan(score.flatError);
    }
  }

  @Test
  @Tag("long")
  void theIntervalHoldsWhatItPromises() {
    for (Map.Entry<Integer, Score> at : scores(240, Period.ofDays(60)).entrySet()) {
      Score score = at.getValue();
      assertThat(score.coverage()).as("%d days, %s", at.getKey(), score).isBetween(0.75, 0.88);
      assertThat(score.error).as("%d days, %s", at.getKey(), score).isLessThan(score.flatError);
      assertThat(score.error).as("%d days, %s", at.getKey(), score).isLessThan(score.driftError);
    }
  }

  @Test
  @Tag("long")
  void twoYearsAndThreeAreNoWorseThanTheBestBenchmark() {
    for (int years : new int[] {2, 3}) {
      Map<Integer, Score> scores = scores(30, Period.ofYears(years));
      double own =
          scores.values().stream().mapToDouble(score -> score.crps).average().orElseThrow();
      for (String method : scores.get(30).benchmarkCrps.keySet()) {
        double other =
            scores.values().stream()
                .mapToDouble(score -> score.benchmarkCrps.get(method))
                .average()
                .orElseThrow();
        assertThat(own)
            .as("%d years, %s, %s", years, method, scores)
            .isLessThanOrEqualTo(1.05 * other);
      }
    }
  }

  @Test
  void seasonsJoinFromTwoYearsOn() {
    Map<Integer, Score> scores = scores(1, Period.ofMonths(24));

    assertThat(scores.get(30).benchmarkCrps).containsKeys("holt_winters", "airline");
    assertThat(scores(1, Period.ofMonths(13)).get(30).benchmarkCrps)
        .containsKeys("theta", "damped_holt")
        .doesNotContainKeys("holt_winters", "airline");
  }

  private static Map<Integer, Score> scores(int businesses, Period window) {
    Map<Integer, Score> scores = new TreeMap<>();
    for (int seed = 1; seed <= businesses; seed++) {
      SimulatedBusiness business = SimulatedBusiness.of(seed, window);
      Snapshot snapshot = business.snapshot();
      LocalDate from = business.from();
      SimulatedPaths futures =
          Simulation.of(snapshot.renewals(), "EUR", from, business.origin(), SCOPE, AS_BEFORE);
      double[] days = snapshot.history("EUR", from.plusMonths(1));
      double[] months = Backtest.monthly(snapshot.history("EUR", from), business.origin());
      for (int horizon : HORIZONS) {
        Score score = scores.computeIfAbsent(horizon, key -> new Score());
        double actual = business.truth(business.origin().plusDays(horizon));
        PredictionInterval drawn =
            PredictionInterval.of(futures.levels(Outlook.BASE, horizon), horizon);
        score.businesses++;
        score.covered += drawn.quantile(0.1) <= actual && actual <= drawn.quantile(0.9) ? 1 : 0;
        score.error += Math.abs(drawn.quantile(0.5) / actual - 1);
        score.crps += Scores.crps(drawn.futures(), actual) / actual / businesses;
        for (Benchmark method : Benchmarks.daily()) {
          Benchmark.Normal forecast = method.forecast(days, horizon);
          double error = Math.abs(forecast.mean() / actual - 1);
          score.flatError += method.name().equals("flat") ? error : 0;
          score.driftError += method.name().equals("drift") ? error : 0;
          add(score, method, forecast, actual, businesses);
        }
        for (Benchmark method : Benchmarks.monthly()) {
          if (months.length >= method.fewest()) {
            add(score, method, method.forecast(months, horizon / 30), actual, businesses);
          }
        }
      }
    }
    return scores;
  }

  private static void add(
      Score score, Benchmark method, Benchmark.Normal forecast, double actual, int businesses) {
    double crps = Scores.crps(forecast.mean(), forecast.deviation(), actual) / actual;
    score.benchmarkCrps.merge(method.name(), crps / businesses, Double::sum);
  }
}
