package io.tidemark.insights;

import io.tidemark.mrr.AccountKey;
import io.tidemark.tables.Movement;
import io.tidemark.tables.MrrTables;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/** The totals of daily MRR by month: the movements of its days, and MRR on its last day. */
final class MonthlyTotals {
  private final AccountKey account;
  private final int month;
  private final long[] movements = new long[Movement.values().length];
  private long endMinor;
  private long customers;
  private Long arpaMinor;
  private long unsettledChurnMinor;
  private boolean isWarmingUp;

  private MonthlyTotals(AccountKey account, int month) {
    this.account = account;
    this.month = month;
  }

  /**
   * Returns one total per currency and month, in the order of the keys and months.
   *
   * @param results with {@link MrrTables#DAILY_MRR}
   * @param settledThrough the last day whose churn no late renewal can undo
   */
  static List<MonthlyTotals> of(Results results, MonthRange months, LocalDate settledThrough) {
    SortedMap<AccountKey, MonthlyTotals[]> byAccount = new TreeMap<>();
    for (Row day : results.rows(MrrTables.DAILY_MRR)) {
      AccountKey account = new AccountKey(day.getAs("currency"), day.getAs("is_converted"));
      int month = months.index(day.getAs("date"));
      MonthlyTotals[] totals =
          byAccount.computeIfAbsent(account, x -> new MonthlyTotals[months.count()]);
      if (totals[month] == null) {
        totals[month] = new MonthlyTotals(account, month);
      }
      totals[month].add(day, months, settledThrough);
    }
    List<MonthlyTotals> all = new ArrayList<>();
    byAccount.values().forEach(totals -> all.addAll(List.of(totals)));
    return all;
  }

  private void add(Row day, MonthRange months, LocalDate settledThrough) {
    LocalDate date = day.getAs("date");
    for (Movement movement : Movement.values()) {
      long change = day.<Long>getAs(movement.column());
      movements[movement.ordinal()] = Math.addExact(movements[movement.ordinal()], change);
    }
    if (date.isAfter(settledThrough)) {
      unsettledChurnMinor += day.<Long>getAs(Movement.CHURN.column());
    }
    isWarmingUp |= day.<Boolean>getAs("is_warming_up");
    if (date.equals(months.lastDay(month))) {
      endMinor = day.getAs("mrr_minor");
      customers = day.getAs("customers");
      arpaMinor = day.getAs("arpa_minor");
    }
  }

  AccountKey account() {
    return account;
  }

  /** Returns the number of the month. */
  int month() {
    return month;
  }

  /** Returns the sum of the movements of a type, minor units. */
  long movement(Movement movement) {
    return movements[movement.ordinal()];
  }

  /** Returns the MRR on the last day shown, minor units. */
  long endMinor() {
    return endMinor;
  }

  /** Returns the number of customers with MRR on the last day shown. */
  long customers() {
    return customers;
  }

  /** Returns the MRR per customer on the last day shown, minor units; null without customers. */
  Long arpaMinor() {
    return arpaMinor;
  }

  /** Returns the churn that late renewals may still undo, minor units. */
  long unsettledChurnMinor() {
    return unsettledChurnMinor;
  }

  /** Returns whether a billing interval was not fully visible on one of the days. */
  boolean isWarmingUp() {
    return isWarmingUp;
  }
}
