package io.tidemark.tables;

import static io.tidemark.tables.Table.BOOLEAN;
import static io.tidemark.tables.Table.DATE;
import static io.tidemark.tables.Table.DOUBLE;
import static io.tidemark.tables.Table.INT;
import static io.tidemark.tables.Table.LONG;
import static io.tidemark.tables.Table.STRING;

import java.util.List;

/** The tables of statistics: what stands out of the normal, and what may come. */
public final class StatisticsTables {
  private StatisticsTables() {}

  private static final String CURRENCY = "ISO 4217; the reporting currency where converted";
  private static final String CONVERTED = "Converted to the reporting currency";

  public static final Table SIGNIFICANT_DAYS =
      Table.named("significant_days")
          .onePer("day and currency: how unusual the change of MRR was")
          .key("date", "currency", "is_converted")
          .column("date", DATE, "Business day")
          .column("currency", STRING, CURRENCY)
          .column("is_converted", BOOLEAN, CONVERTED)
          .column("mrr_before_minor", LONG, "MRR the day before, minor units")
          .column("change_minor", LONG, "All movements of the day, minor units")
          .column("movements", INT, "How many movements")
          .optional("expected_minor", LONG, "Mean change of such a day, minor units; null untested")
          .optional(
              "p_value",
              DOUBLE,
              "Chance of a change as far out, at least 0.000001; null where not tested")
          .optional("q_value", DOUBLE, "The same, adjusted for all tested days")
          .optional("rank_score", DOUBLE, "Modified z of the change, for ranking only")
          .column(
              "verdict", STRING, "significant, large_but_normal, ordinary, artefact or not_tested")
          .optional(
              "scope",
              STRING,
              "single_customer, broad or artefact; null on ordinary and untested days")
          .optional("reason", STRING, "Why it is an artefact or was not tested")
          .build();

  public static final Table SIGNIFICANT_DAY_DRIVERS =
      Table.named("significant_day_drivers")
          .onePer("day, customer and movement behind a large change, and what is left of it")
          .key("date", "currency", "is_converted", "role", "customer_id", "movement")
          .column("date", DATE, "Business day")
          .column("currency", STRING, CURRENCY)
          .column("is_converted", BOOLEAN, CONVERTED)
          .column("role", STRING, "driver, others (in the same direction) or opposite")
          .optional("customer_id", STRING, "Whose MRR changed; null where many are summed up")
          .optional("movement", STRING, "Why; null where many are summed up")
          .column("movements", INT, "How many movements it sums up")
          .column("change_minor", LONG, "Minor units; all of a day add up to its change")
          .optional("share", DOUBLE, "Of all changes in the day's direction; null if opposite")
          .build();

  public static final Table MRR_FORECAST =
      Table.named("mrr_forecast")
          .onePer("day to come, currency and scenario")
          .key("date", "currency", "is_converted", "scenario")
          .column("date", DATE, "Business day; daily up to 90 days ahead, month ends beyond")
          .column("currency", STRING, CURRENCY)
          .column("is_converted", BOOLEAN, CONVERTED)
          .column(
              "scenario",
              STRING,
              "low, base or high: how often intervals never seen to renew do; or contracted:"
                  + " nothing but what is paid for")
          .column("horizon_days", INT, "Days after the as-of date")
          .optional("p2_5_minor", LONG, "2.5 % of futures are below, minor units")
          .optional("p10_minor", LONG, "10 % of futures are below, minor units")
          .optional("p50_minor", LONG, "Half of the futures are below: the forecast, minor units")
          .optional("p90_minor", LONG, "90 % of futures are below, minor units")
          .optional("p97_5_minor", LONG, "97.5 % of futures are below, minor units")
          .column("committed_minor", LONG, "MRR paid for beyond the day, minor units")
          .column("at_renewal_minor", LONG, "MRR that comes up for renewal until the day")
          .optional("churn_minor", LONG, "Of it, what is lost on average, negative")
          .optional("expansion_minor", LONG, "What renewals change prices by on average")
          .optional("new_minor", LONG, "MRR of who comes until then, on average, less who leaves")
          .optional("expected_minor", LONG, "The sum of these five: the mean of all futures")
          .optional("reason", STRING, "Why there is no forecast; null where there is one")
          .build();

  public static final Table FORECAST_BACKTEST =
      Table.named("forecast_backtest")
          .onePer("method, horizon and past day forecast from; one more for all of these days")
          .key("method", "horizon_days", "currency", "is_converted", "origin")
          .column("method", STRING, "bottom_up, flat, drift, theta, damped_holt, ...")
          .column("horizon_days", INT, "Days ahead")
          .column("currency", STRING, CURRENCY)
          .column("is_converted", BOOLEAN, CONVERTED)
          .optional("origin", DATE, "The day nothing later was known; null over all of them")
          .column("origins", INT, "How many such days; 0 where the files reach too short")
          .optional("actual_minor", LONG, "What MRR became of the customers seen and new since")
          .optional("forecast_minor", LONG, "The forecast, minor units")
          .optional("error_minor", LONG, "Forecast less actual, minor units")
          .optional("mase", DOUBLE, "Absolute error over the mean change of a day before, if any")
          .optional("smape", DOUBLE, "2 |error| / (|forecast| + |actual|)")
          .optional("pinball_10", DOUBLE, "Loss of the 10 % quantile, as a share of the actual")
          .optional("pinball_90", DOUBLE, "Loss of the 90 % quantile, as a share of the actual")
          .optional("crps", DOUBLE, "Ranked probability score, as a share of the actual")
          .optional("coverage_80", DOUBLE, "Share of actuals within the 80 % interval")
          .optional("coverage_95", DOUBLE, "Share of actuals within the 95 % interval")
          .build();

  public static final Table FORECAST_RISKS =
      Table.named("forecast_risks")
          .onePer("risk of the forecast, with its figures")
          .key("risk", "currency", "is_converted")
          .column("risk", STRING, "Its name")
          .column("currency", STRING, CURRENCY)
          .column("is_converted", BOOLEAN, CONVERTED)
          .column("what", STRING, "What may happen")
          .optional("mrr_minor", LONG, "MRR it touches, minor units; null where that is unknown")
          .optional("share", DOUBLE, "Of MRR on the as-of date")
          .column("evidence", STRING, "What it was computed from")
          .column("severity", STRING, "high, medium or low")
          .build();

  /** All of them. */
  static List<Table> all() {
    return List.of(
        SIGNIFICANT_DAYS, SIGNIFICANT_DAY_DRIVERS, MRR_FORECAST, FORECAST_BACKTEST, FORECAST_RISKS);
  }
}
