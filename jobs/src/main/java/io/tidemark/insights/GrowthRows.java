package io.tidemark.insights;

import io.tidemark.mrr.AccountKey;
import io.tidemark.tables.InsightTables;
import io.tidemark.tables.Movement;
import io.tidemark.tables.MrrTables;
import io.tidemark.tables.RowBuilder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/** Creates the rows of {@link MrrTables#MONTHLY_GROWTH} from daily MRR and customer churn. */
final class GrowthRows {
  private static final double MOST_MONTHS = 60;
  private static final double DAYS_OF_PACE = 30;

  private final MonthRange months;
  private final List<MonthlyTotals> totals;
  private final Map<AccountKey, Row[]> churn;

  private GrowthRows(MonthRange months, List<MonthlyTotals> totals, Map<AccountKey, Row[]> churn) {
    this.months = months;
    this.totals = totals;
    this.churn = churn;
  }

  /**
   * Returns one row per month and currency.
   *
   * @param results with {@link MrrTables#DAILY_MRR} and {@link InsightTables#CHURN_BY_MONTH}
   * @param settledThrough the last day whose churn no late renewal can undo
   */
  static TableRows of(Results results, MonthRange months, LocalDate settledThrough) {
    List<MonthlyTotals> totals = MonthlyTotals.of(results, months, settledThrough);
    GrowthRows growth = new GrowthRows(months, totals, churn(results, months));
    return new TableRows(MrrTables.MONTHLY_GROWTH, growth.rows());
  }

  /** Returns the churn of each month over all billing intervals. */
  private static Map<AccountKey, Row[]> churn(Results results, MonthRange months) {
    Map<AccountKey, Row[]> churn = new HashMap<>();
    for (Row row : results.rows(InsightTables.CHURN_BY_MONTH)) {
      if (row.getAs("billing_interval").equals(BillingIntervals.ALL)) {
        AccountKey account = new AccountKey(row.getAs("currency"), row.getAs("is_converted"));
        Row[] ofAccount = churn.computeIfAbsent(account, x -> new Row[months.count()]);
        ofAccount[months.index(row.getAs("month"))] = row;
      }
    }
    return churn;
  }

  private List<Row> rows() {
    RowBuilder builder = RowBuilder.of(MrrTables.MONTHLY_GROWTH);
    List<Row> rows = new ArrayList<>();
    for (int month = 0; month < months.count(); month++) {
      for (int index = month; index < totals.size(); index += months.count()) {
        rows.add(row(index, builder));
      }
    }
    return rows;
  }

  private Row row(int index, RowBuilder row) {
    MonthlyTotals month = totals.get(index);
    Long before = endMonthsBefore(index, 1);
    long start = before == null ? 0 : before;
    for (Movement movement : Movement.values()) {
      row.set(movement.column(), month.movement(movement));
    }
    long gained = Math.addExact(month.movement(Movement.NEW), month.movement(Movement.EXPANSION));
    long returned = Math.addExact(gained, month.movement(Movement.REACTIVATION));
    long lost =
        -Math.addExact(month.movement(Movement.CONTRACTION), month.movement(Movement.CHURN));
    Double customerChurn = churn(month, "customer_churn");
    boolean seesLosses = churn(month, "gross_mrr_churn") != null;
    return row.set("month", months.month(month.month()))
        .set("currency", month.account().currency())
        .set("is_converted", month.account().isConverted())
        .set("start_mrr_minor", start)
        .set("unsettled_churn_minor", month.unsettledChurnMinor())
        .set("end_mrr_minor", month.endMinor())
        .set("customers", month.customers())
        .set("growth_rate", Ratios.of(month.endMinor() - start, start))
        .set("growth_rate_30_days", growthIn30Days(month, start))
        .set("cmgr_3", compoundGrowth(index, 3))
        .set("cmgr_6", compoundGrowth(index, 6))
        .set("cmgr_12", compoundGrowth(index, 12))
        .set("quick_ratio", seesLosses ? Ratios.of(gained, lost) : null)
        .set("quick_ratio_with_reactivation", seesLosses ? Ratios.of(returned, lost) : null)
        .set("arpa_minor", month.arpaMinor())
        .set("ltv_minor", lifetimeValue(month, lifetime(customerChurn)))
        .set("ltv_capped_minor", lifetimeValue(month, cappedLifetime(customerChurn)))
        .set("is_partial", months.isPartial(month.month()))
        .set("is_warming_up", month.isWarmingUp())
        .build();
  }

  /** Returns the MRR at the end of an earlier month; null before the opening day. */
  private Long endMonthsBefore(int index, int monthsBefore) {
    boolean isShown = totals.get(index).month() >= monthsBefore;
    return isShown ? totals.get(index - monthsBefore).endMinor() : null;
  }

  /** Returns the growth of a month at a pace of 30 days; null if the month started from zero. */
  private Double growthIn30Days(MonthlyTotals month, long start) {
    if (start <= 0) {
      return null;
    }
    int days = months.lastDay(month.month()).getDayOfMonth();
    return StrictMath.pow((double) month.endMinor() / start, DAYS_OF_PACE / days) - 1;
  }

  private Double compoundGrowth(int index, int overMonths) {
    Long start = endMonthsBefore(index, overMonths);
    if (start == null || start <= 0) {
      return null;
    }
    double ratio = (double) totals.get(index).endMinor() / start;
    return StrictMath.pow(ratio, 1.0 / overMonths) - 1;
  }

  /** Returns a rate of the month's churn; null if there is none. */
  private Double churn(MonthlyTotals month, String rate) {
    Row[] ofAccount = churn.get(month.account());
    Row row = ofAccount == null ? null : ofAccount[month.month()];
    return row == null ? null : row.getAs(rate);
  }

  /** Returns the average lifetime of a customer in months; null without churn. */
  private static Double lifetime(Double customerChurn) {
    return customerChurn != null && customerChurn > 0 ? 1.0 / customerChurn : null;
  }

  private static Double cappedLifetime(Double customerChurn) {
    if (customerChurn == null) {
      return null;
    }
    Double lifetime = lifetime(customerChurn);
    return lifetime == null ? MOST_MONTHS : Math.min(lifetime, MOST_MONTHS);
  }

  /** Returns MRR over customers times a lifetime, rounded once, minor units. */
  private static Long lifetimeValue(MonthlyTotals month, Double lifetime) {
    if (month.customers() == 0 || lifetime == null) {
      return null;
    }
    double value = (double) month.endMinor() / month.customers() * lifetime;
    return Math.round(value);
  }
}
