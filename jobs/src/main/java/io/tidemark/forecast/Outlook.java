package io.tidemark.forecast;

import io.tidemark.tables.RowBuilder;
import io.tidemark.tables.StatisticsTables;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;

/** Creates the rows of the forecast: {@link StatisticsTables#MRR_FORECAST}. */
final class Outlook {
  /** The position of the forecast among the rates of unseen renewals. */
  static final int BASE = 1;

  private static final int DAILY_UNTIL = 90;

  private Outlook() {}

  /**
   * Returns the days ahead that have rows: every day up to 90, then month ends, and the horizon.
   */
  static List<Integer> days(LocalDate origin, int horizon) {
    List<Integer> days = new ArrayList<>();
    for (int day = 1; day <= horizon; day++) {
      LocalDate date = origin.plusDays(day);
      boolean isMonthEnd = date.getDayOfMonth() == date.lengthOfMonth();
      if (day <= DAILY_UNTIL || isMonthEnd || day == horizon) {
        days.add(day);
      }
    }
    return days;
  }

  /** Returns the quantiles and the bridge of a series on every day in every scenario. */
  static List<Row> rows(Series series, List<Scenario> scenarios, LocalDate origin, int horizon) {
    List<Row> rows = new ArrayList<>();
    for (int day : days(origin, horizon)) {
      for (Scenario scenario : scenarios) {
        rows.add(row(series, origin, day, scenario));
      }
    }
    return rows;
  }

  private static Row row(Series series, LocalDate origin, int day, Scenario scenario) {
    PredictionInterval interval = PredictionInterval.of(scenario.levels(series, day), day);
    SimulatedPaths.Bridge bridge = scenario.bridge(series, day);
    long committed = Math.round(bridge.committed());
    long atRenewal = Math.round(bridge.committed() + bridge.atRenewal()) - committed;
    long churn = Math.round(bridge.churn());
    long expansion = Math.round(bridge.expansion());
    long fresh = Math.round(bridge.fresh());
    return row(series, origin, day, scenario.name(), scenario.isHeadline())
        .set("p2_5_minor", Math.round(interval.quantile(0.025)))
        .set("p10_minor", Math.round(interval.quantile(0.10)))
        .set("p50_minor", Math.round(interval.quantile(0.50)))
        .set("p90_minor", Math.round(interval.quantile(0.90)))
        .set("p97_5_minor", Math.round(interval.quantile(0.975)))
        .set("committed_minor", committed)
        .set("at_renewal_minor", atRenewal)
        .set("churn_minor", churn)
        .set("expansion_minor", expansion)
        .set("new_minor", fresh)
        .set("expected_minor", committed + atRenewal + churn + expansion + fresh)
        .build();
  }

  /** Creates a row with the key of a day and scenario. */
  private static RowBuilder row(
      Series series, LocalDate origin, int day, String scenario, boolean isHeadline) {
    return RowBuilder.of(StatisticsTables.MRR_FORECAST)
        .set("date", origin.plusDays(day))
        .set("currency", series.currency())
        .set("is_converted", series.isConverted())
        .set("scenario", scenario)
        .set("is_headline", isHeadline)
        .set("horizon_days", day);
  }

  /** Returns rows with contracted MRR only, and the reason why there is no forecast. */
  static List<Row> contracted(List<Series> series, Snapshot snapshot, int horizon, String reason) {
    List<Row> rows = new ArrayList<>();
    LocalDate origin = snapshot.origin();
    for (Series one : series) {
      for (int day : days(origin, horizon)) {
        LocalDate date = origin.plusDays(day);
        double committed = one.roundingMinor();
        double due = 0;
        for (LineGroup line : one.lines(snapshot.renewals())) {
          boolean isPaid = line.periodEnd().isAfter(date);
          committed += isPaid ? one.mrr(line) : 0;
          due += isPaid ? 0 : one.mrr(line);
        }
        rows.add(
            row(one, origin, day, "contracted", false)
                .set("committed_minor", Math.round(committed))
                .set("at_renewal_minor", Math.round(committed + due) - Math.round(committed))
                .set("reason", reason)
                .build());
      }
    }
    return rows;
  }
}
