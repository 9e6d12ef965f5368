package io.tidemark.tables;

import static io.tidemark.tables.Table.BOOLEAN;
import static io.tidemark.tables.Table.DATE;
import static io.tidemark.tables.Table.DOUBLE;
import static io.tidemark.tables.Table.INT;
import static io.tidemark.tables.Table.LONG;
import static io.tidemark.tables.Table.STRING;

import java.util.List;

/** Declares the tables of statistics: significant days and forecasts. */
public final class StatisticsTables {
  private StatisticsTables() {}

  private static final String CURRENCY = "ISO 4217; the reporting currency if converted";
  private static final String CONVERTED = "True if converted to the reporting currency";

  public static final Table SIGNIFICANT_DAYS =
      Table.named("significant_days")
          .onePer("day and currency, with the significance of the change in MRR")
          .key("date", "currency", "is_converted")
          .column("date", DATE, "Business day")
          .column("currency", STRING, CURRENCY)
          .column("is_converted", BOOLEAN, CONVERTED)
          .column("mrr_before_minor", LONG, "MRR the day before, minor units")
          .column("change_minor", LONG, "Sum of all movements of the day, minor units")
          .column("movements", INT, "Number of movements")
          .optional(
              "expected_minor",
              LONG,
              "Mean change of a comparable day, minor units; null if not tested")
          .optional(
              "p_value",
              DOUBLE,
              "Probability of a change at least as extreme by chance, at least 0.000001; null if"
                  + " not tested")
          .optional(
              "q_value",
              DOUBLE,
              "p_value adjusted for the number of tested days (false discovery rate)")
          .optional("rank_score", DOUBLE, "Modified z-score of the change, for ranking only")
          .column(
              "verdict", STRING, "significant, large_but_normal, ordinary, artefact or not_tested")
          .optional(
              "scope",
              STRING,
              "single_customer, broad or artefact; null for ordinary and untested days")
          .optional("reason", STRING, "Why the change is an artefact or was not tested")
          .build();

  public static final Table SIGNIFICANT_DAY_DRIVERS =
      Table.named("significant_day_drivers")
          .onePer("day, customer and movement that drive a large change, plus the remainder")
          .key("date", "currency", "is_converted", "role", "customer_id", "movement")
          .column("date", DATE, "Business day")
          .column("currency", STRING, CURRENCY)
          .column("is_converted", BOOLEAN, CONVERTED)
          .column("role", STRING, "driver, others (in the same direction) or opposite")
          .optional(
              "customer_id",
              STRING,
              "Customer whose MRR changed; null for sums over several customers")
          .optional("movement", STRING, "Type of movement; null for sums over several customers")
          .column("movements", INT, "Number of movements in the row")
          .column(
              "change_minor",
              LONG,
              "Change of MRR, minor units; the rows of a day add up to its change")
          .optional(
              "share", DOUBLE, "Share of all changes in the direction of the day; null if opposite")
          .build();

  public static final Table MRR_FORECAST =
      Table.named("mrr_forecast")
          .onePer("future day, currency and scenario")
          .key("date", "currency", "is_converted", "scenario")
          .column("date", DATE, "Business day; daily up to 90 days ahead, month ends beyond")
          .column("currency", STRING, CURRENCY)
          .column("is_converted", BOOLEAN, CONVERTED)
          .column(
              "scenario",
              STRING,
              "unseen_renewals_0.7, _0.8, _0.9: assumed renewal rate of intervals without observed"
                  + " renewals; no_new_customers; churn_2_points_higher: every renewal rate is 0.02"
                  + " lower; largest_customer_lost; contracted: invoiced MRR only")
          .column("is_headline", BOOLEAN, "True for the scenario whose median is the forecast")
          .column("horizon_days", INT, "Days after the as-of date")
          .optional("p2_5_minor", LONG, "2.5 % quantile of MRR, minor units")
          .optional("p10_minor", LONG, "10 % quantile of MRR, minor units")
          .optional("p50_minor", LONG, "Median of MRR: the forecast, minor units")
          .optional("p90_minor", LONG, "90 % quantile of MRR, minor units")
          .optional("p97_5_minor", LONG, "97.5 % quantile of MRR, minor units")
          .column("committed_minor", LONG, "MRR invoiced beyond the day, minor units")
          .column("at_renewal_minor", LONG, "MRR due for renewal by the day, minor units")
          .optional("churn_minor", LONG, "Expected loss at renewal, negative, minor units")
          .optional("expansion_minor", LONG, "Expected price changes at renewal, minor units")
          .optional(
              "new_minor",
              LONG,
              "Expected MRR of new customers by the day, net of their churn, minor units")
          .optional("expected_minor", LONG, "Sum of these five: mean of MRR, minor units")
          .optional("reason", STRING, "Why there is no forecast; null if there is one")
          .build();

  public static final Table FORECAST_BACKTEST =
      Table.named("forecast_backtest")
          .onePer("method, horizon and forecast origin, plus one for all origins")
          .key("method", "horizon_days", "currency", "is_converted", "origin")
          .column("method", STRING, "bottom_up, flat, drift, theta, damped_holt, ...")
          .column("horizon_days", INT, "Days ahead")
          .column("currency", STRING, CURRENCY)
          .column("is_converted", BOOLEAN, CONVERTED)
          .optional(
              "origin",
              DATE,
              "Forecast origin: only data up to this day is used; null for all origins")
          .column("origins", INT, "Number of origins; 0 if the data is too short")
          .optional("actual_minor", LONG, "Actual MRR of observed and new customers, minor units")
          .optional("forecast_minor", LONG, "The forecast, minor units")
          .optional("error_minor", LONG, "forecast - actual, minor units")
          .optional("mase", DOUBLE, "Absolute error / mean absolute daily change before the origin")
          .optional("smape", DOUBLE, "2 |error| / (|forecast| + |actual|)")
          .optional("pinball_10", DOUBLE, "Pinball loss of the 10 % quantile / actual")
          .optional("pinball_90", DOUBLE, "Pinball loss of the 90 % quantile / actual")
          .optional("crps", DOUBLE, "Continuous ranked probability score / actual")
          .optional("coverage_80", DOUBLE, "Share of actuals within the 80 % interval")
          .optional("coverage_95", DOUBLE, "Share of actuals within the 95 % interval")
          .build();

  public static final Table FORECAST_RISKS =
      Table.named("forecast_risks")
          .onePer("forecast risk or caveat")
          .key("risk", "currency", "is_converted")
          .column("risk", STRING, "Risk code")
          .column("currency", STRING, CURRENCY)
          .column("is_converted", BOOLEAN, CONVERTED)
          .column("kind", STRING, "risk, or caveat: a limit of the data behind the forecast")
          .column("rank", INT, "Rank among risks by expected_loss; among caveats by severity")
          .column("what", STRING, "Description of the risk")
          .optional("customer_id", STRING, "The customer, or the largest of several")
          .optional("date", DATE, "When the loss is due")
          .optional("probability", DOUBLE, "Probability of a loss; null for caveats")
          .optional("expected_loss_minor", LONG, "mrr times probability, minor units")
          .optional("mrr_minor", LONG, "MRR at risk, minor units; null if unknown")
          .optional("share", DOUBLE, "mrr / MRR on the as-of date")
          .column("evidence", STRING, "Figures behind the risk")
          .column("severity", STRING, "high, medium or low")
          .build();

  /** Returns all statistics tables. */
  static List<Table> all() {
    return List.of(
        SIGNIFICANT_DAYS, SIGNIFICANT_DAY_DRIVERS, MRR_FORECAST, FORECAST_BACKTEST, FORECAST_RISKS);
  }
}
