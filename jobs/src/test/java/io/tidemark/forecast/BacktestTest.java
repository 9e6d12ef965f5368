package io.tidemark.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Forecasts from Mar 15, after more than a year, against what came. */
class BacktestTest {
  private static final LocalDate FROM = LocalDate.parse("2024-01-01");
  private static final LocalDate ORIGIN = LocalDate.parse("2025-03-15");
  private static final int MASE = 9;
  private static final Simulation.Scope SCOPE =
      new Simulation.Scope(90, 20, new double[] {0.7, 0.8, 0.9}, 1);

  @Test
  void methodsOfMonthsAreTriedFromAMonthAheadOn() {
    SortedMap<String, SortedSet<Integer>> tried = new TreeMap<>();
    for (Row row : Backtest.of(List.of(growing()), euros(), FROM, FROM, SCOPE)) {
      tried.computeIfAbsent(row.getString(0), method -> new TreeSet<>()).add(row.getInt(1));
    }

    assertThat(tried).containsOnlyKeys("bottom_up", "flat", "drift", "theta", "damped_holt");
    assertThat(tried.get("drift")).containsExactly(7, 14, 30, 60, 90);
    assertThat(tried.get("theta")).containsExactly(30, 60, 90);
    assertThat(tried.get("damped_holt")).containsExactly(30, 60, 90);
  }

  /** Of three past days one has nothing before it that an error could be a multiple of. */
  @Test
  void theMeanIsOverThePastDaysThatHaveAScore() {
    Backtest.Group group = new Backtest.Group("flat", 7, euros().get(0));
    List<BacktestResult> results = List.of(result(102, 1), result(108, 2), result(105, 0));
    Row summed = BacktestResult.row(group, results, null);
    Row without = BacktestResult.row(group, List.of(result(105, 0), result(100, 0)), null);

    assertThat(summed.getInt(5)).as("origins").isEqualTo(3);
    assertThat(summed.getDouble(MASE)).as("of 2.0 and 4.0").isEqualTo(3);
    assertThat(without.get(MASE)).isNull();
    assertThat(without.getDouble(MASE + 1)).as("sMAPE").isPositive();
  }

  /** 100 came. */
  private static BacktestResult result(double forecast, double scale) {
    return new BacktestResult(ORIGIN, 100, forecast, 1, 90, 110, 80, 120, scale);
  }

  /** 10.00 more each day, and so it went on. */
  private static Snapshot growing() {
    Snapshot snapshot = new Snapshot(FROM, ORIGIN, ORIGIN.plusDays(90), 90);
    LocalDate never = ORIGIN.plusYears(5);
    FROM.datesUntil(ORIGIN.plusDays(1)).forEach(day -> snapshot.add(strand(day, never)));
    long mrr = (long) snapshot.history("EUR", ORIGIN)[0];
    BillingFrequency monthly = new BillingFrequency(1, 0);
    LocalDate due = ORIGIN.plusDays(9);
    Renewals renewals = snapshot.renewals();
    renewals.add(new ForecastLine("s", "c", "EUR", monthly, mrr, due, 4));
    renewals.add(new Renewals.Due(IntervalClass.MONTH, 2, 10, 1), 50);
    Backtest.HORIZONS.forEach(
        horizon -> snapshot.addActual("EUR", horizon, mrr + 1_000L * horizon));
    return snapshot;
  }

  /** 10.00 a month between two days. */
  private static ForecastLayer strand(LocalDate start, LocalDate end) {
    return new ForecastLayer(
        "s", "c", "EUR", start, end, start, end, 1, 1_000, false, false, false, -1);
  }

  private static List<Series> euros() {
    Forecast.Conversion none = new Forecast.Conversion("EUR", Map.of());
    return Series.of(new TreeSet<>(List.of("EUR")), none, ORIGIN);
  }
}
