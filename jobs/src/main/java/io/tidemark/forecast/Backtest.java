package io.tidemark.forecast;

import io.tidemark.tables.StatisticsTables;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.spark.sql.Row;

/**
 * Repeats the forecast from past days with the data known then, and scores it against the MRR that
 * followed: {@link StatisticsTables#FORECAST_BACKTEST}.
 */
final class Backtest {
  static final List<Integer> HORIZONS = List.of(7, 14, 30, 60, 90);
  static final String BOTTOM_UP = "bottom_up";
  private static final double DAYS_A_MONTH = 365.0 / 12;

  private final LocalDate from;
  private final LocalDate visibleFrom;
  private final Map<Group, List<BacktestResult>> results = new LinkedHashMap<>();

  /** The key by which results are averaged. */
  record Group(String method, int horizon, Series series) {}

  private Backtest(LocalDate from, LocalDate visibleFrom) {
    this.from = from;
    this.visibleFrom = visibleFrom;
  }

  /**
   * Scores every method on every past day.
   *
   * @param scope the horizon and the number of paths of the bottom-up forecast
   */
  static List<Row> of(
      List<Snapshot> snapshots,
      List<Series> series,
      LocalDate from,
      LocalDate visibleFrom,
      Simulation.Scope scope) {
    Backtest backtest = new Backtest(from, visibleFrom);
    for (Snapshot snapshot : snapshots) {
      if (HistoryCheck.objection(snapshot, from).isEmpty()) {
        backtest.bottomUp(snapshot, series, scope);
        series.forEach(one -> backtest.benchmarks(snapshot, one));
      }
    }
    return backtest.rows(series);
  }

  private void bottomUp(Snapshot snapshot, List<Series> series, Simulation.Scope longest) {
    // No path is simulated beyond the farthest day with a known actual value.
    int farthest = Math.min(longest.horizonDays(), snapshot.farthest(HORIZONS));
    Simulation.Scope scope = longest.of(farthest, longest.paths());
    Map<String, SimulatedPaths> futures = new LinkedHashMap<>();
    for (Series one : series) {
      for (String currency : one.factors().keySet()) {
        futures.computeIfAbsent(
            currency,
            key ->
                Simulation.of(
                    snapshot.renewals(),
                    key,
                    from,
                    snapshot.origin(),
                    scope,
                    Simulation.Assumption.AS_BEFORE));
      }
    }
    for (Series one : series) {
      for (int horizon : HORIZONS) {
        OptionalDouble actual = one.actual(snapshot, horizon);
        if (actual.isPresent() && horizon <= scope.horizonDays()) {
          PredictionInterval drawn =
              PredictionInterval.of(
                  one.at(snapshot.origin()).levels(futures, Outlook.BASE, horizon), horizon);
          double came = actual.getAsDouble();
          add(
              new Group(BOTTOM_UP, horizon, one),
              new BacktestResult(
                  snapshot.origin(),
                  came,
                  drawn.quantile(0.5),
                  Scores.crps(drawn.futures(), came),
                  drawn.quantile(0.1),
                  drawn.quantile(0.9),
                  drawn.quantile(0.025),
                  drawn.quantile(0.975),
                  scale(snapshot, one)));
        }
      }
    }
  }

  private void benchmarks(Snapshot snapshot, Series series) {
    double[] days = series.history(snapshot, visibleFrom);
    double[] months = monthly(series.history(snapshot, from), snapshot.origin());
    for (int horizon : HORIZONS) {
      OptionalDouble actual = series.actual(snapshot, horizon);
      if (actual.isEmpty()) {
        continue;
      }
      for (Benchmark method : Benchmarks.daily()) {
        score(method, days, horizon, horizon, snapshot, series, actual.getAsDouble());
      }
      // Monthly values do not forecast horizons below half a month.
      int steps = (int) Math.round(horizon / DAYS_A_MONTH);
      if (steps > 0) {
        for (Benchmark method : Benchmarks.monthly()) {
          score(method, months, steps, horizon, snapshot, series, actual.getAsDouble());
        }
      }
    }
  }

  private void score(
      Benchmark method,
      double[] history,
      int steps,
      int horizon,
      Snapshot snapshot,
      Series series,
      double actual) {
    if (history.length < method.fewest()) {
      return;
    }
    Benchmark.Normal forecast = method.forecast(history, steps);
    add(
        new Group(method.name(), horizon, series),
        new BacktestResult(
            snapshot.origin(),
            actual,
            forecast.mean(),
            Scores.crps(forecast.mean(), forecast.deviation(), actual),
            forecast.quantile80(false),
            forecast.quantile80(true),
            forecast.quantile95(false),
            forecast.quantile95(true),
            scale(snapshot, series)));
  }

  private double scale(Snapshot snapshot, Series series) {
    return Scores.naiveError(series.history(snapshot, visibleFrom));
  }

  /** Returns the values of the days that are whole months before the last day, oldest first. */
  static double[] monthly(double[] days, LocalDate last) {
    List<Double> values = new ArrayList<>();
    for (int months = 0; ; months++) {
      long back = ChronoUnit.DAYS.between(last.minusMonths(months), last);
      if (back >= days.length) {
        break;
      }
      values.add(0, days[days.length - 1 - (int) back]);
    }
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private void add(Group group, BacktestResult result) {
    results.computeIfAbsent(group, key -> new ArrayList<>()).add(result);
  }

  private List<Row> rows(List<Series> series) {
    List<Row> rows = new ArrayList<>();
    results.forEach(
        (group, found) -> {
          found.forEach(one -> rows.add(BacktestResult.row(group, List.of(one), one.origin())));
          rows.add(BacktestResult.row(group, found, null));
        });
    for (Series one : series) {
      for (int horizon : HORIZONS) {
        Group group = new Group(BOTTOM_UP, horizon, one);
        if (!results.containsKey(group)) {
          rows.add(BacktestResult.row(group, List.of(), null));
        }
      }
    }
    return rows;
  }
}
