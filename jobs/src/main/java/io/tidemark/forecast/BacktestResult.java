package io.tidemark.forecast;

import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * One forecast from a past day and what came.
 *
 * @param low10 with the next three, the bounds of the 80 % and the 95 % interval
 * @param scale the mean change of a day before; 0 where nothing changed
 */
record BacktestResult(
    LocalDate origin,
    double actual,
    double forecast,
    double crps,
    double low10,
    double high90,
    double low95,
    double high95,
    double scale) {

  /**
   * The row of one result, or of several summed up.
   *
   * @param results empty where there is no such day
   * @param origin null where they are summed up
   */
  static Row row(Backtest.Group group, List<BacktestResult> results, LocalDate origin) {
    boolean isOne = origin != null;
    BacktestResult one = isOne ? results.get(0) : null;
    return RowFactory.create(
        group.method(),
        group.horizon(),
        group.series().currency(),
        group.series().isConverted(),
        isOne ? Date.valueOf(origin) : null,
        results.size(),
        isOne ? Math.round(one.actual) : null,
        isOne ? Math.round(one.forecast) : null,
        isOne ? Math.round(one.forecast - one.actual) : null,
        mean(results, result -> Math.abs(result.forecast - result.actual) / result.scale),
        mean(results, result -> Scores.smape(result.forecast, result.actual)),
        mean(results, result -> Scores.pinball(result.low10, 0.1, result.actual) / result.actual),
        mean(results, result -> Scores.pinball(result.high90, 0.9, result.actual) / result.actual),
        mean(results, result -> result.crps / result.actual),
        mean(results, result -> result.isWithin(result.low10, result.high90) ? 1 : 0),
        mean(results, result -> result.isWithin(result.low95, result.high95) ? 1 : 0));
  }

  private boolean isWithin(double low, double high) {
    return low <= actual && actual <= high;
  }

  /** Over the results that have a score, as some have nothing to compare with; null without any. */
  private static Double mean(List<BacktestResult> results, ToDoubleFunction<BacktestResult> score) {
    OptionalDouble mean = results.stream().mapToDouble(score).filter(Double::isFinite).average();
    return mean.isPresent() ? mean.getAsDouble() : null;
  }
}
