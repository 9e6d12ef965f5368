package io.tidemark.forecast;

import io.tidemark.tables.RowBuilder;
import io.tidemark.tables.StatisticsTables;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.apache.spark.sql.Row;

/**
 * A forecast from a past day and the actual MRR.
 *
 * @param low10 with the next three, the bounds of the 80 % and the 95 % interval
 * @param scale mean absolute change per day before the origin; 0 if nothing changed
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
   * Returns the row of one result, or of the average over several.
   *
   * @param results empty if no past day can be used
   * @param origin null for an average
   */
  static Row row(Backtest.Group group, List<BacktestResult> results, LocalDate origin) {
    RowBuilder row =
        RowBuilder.of(StatisticsTables.FORECAST_BACKTEST)
            .set("method", group.method())
            .set("horizon_days", group.horizon())
            .set("currency", group.series().currency())
            .set("is_converted", group.series().isConverted())
            .set("origin", origin)
            .set("origins", results.size());
    if (origin != null) {
      BacktestResult one = results.get(0);
      row.set("actual_minor", Math.round(one.actual))
          .set("forecast_minor", Math.round(one.forecast))
          .set("error_minor", Math.round(one.forecast - one.actual));
    }
    return row.set("mase", mean(results, one -> Math.abs(one.forecast - one.actual) / one.scale))
        .set("smape", mean(results, one -> Scores.smape(one.forecast, one.actual)))
        .set(
            "pinball_10",
            mean(results, one -> Scores.pinball(one.low10, 0.1, one.actual) / one.actual))
        .set(
            "pinball_90",
            mean(results, one -> Scores.pinball(one.high90, 0.9, one.actual) / one.actual))
        .set("crps", mean(results, one -> one.crps / one.actual))
        .set("coverage_80", mean(results, one -> one.isWithin(one.low10, one.high90) ? 1 : 0))
        .set("coverage_95", mean(results, one -> one.isWithin(one.low95, one.high95) ? 1 : 0))
        .build();
  }

  private boolean isWithin(double low, double high) {
    return low <= actual && actual <= high;
  }

  /**
   * Returns the mean of the finite scores; null without any. A score that is a ratio is not finite
   * if its denominator is zero.
   */
  private static Double mean(List<BacktestResult> results, ToDoubleFunction<BacktestResult> score) {
    OptionalDouble mean = results.stream().mapToDouble(score).filter(Double::isFinite).average();
    return mean.isPresent() ? mean.getAsDouble() : null;
  }
}
