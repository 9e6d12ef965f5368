package io.tidemark.insights;

import io.tidemark.mrr.Account;
import io.tidemark.mrr.AccountKey;
import io.tidemark.mrr.MrrMovement;
import io.tidemark.tables.InsightTables;
import io.tidemark.tables.Movement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Computes churn and retention by month: {@link InsightTables#CHURN_BY_MONTH}. The table has one
 * row per month, currency and billing interval, and one for all intervals. Movements are sums over
 * the days; customer counts, GRR and NRR compare the start and the end of the month. Requires
 * {@link io.tidemark.tables.MrrTables#DAILY_MRR} and {@link InsightTables#DATA_COVERAGE}.
 *
 * @param months the months shown; later days in the files do not count
 * @param reporting the reporting currency, whose converted rows include the renewals of all
 *     currencies
 */
public record Churn(MonthRange months, String reporting) implements Metric<KeyedSums<ChurnKey>> {

  @Override
  public KeyedSums<ChurnKey> empty() {
    return new KeyedSums<>(ChurnSum.columns(months));
  }

  @Override
  public void observe(CustomerHistory customer, KeyedSums<ChurnKey> sums) {
    boolean[] never = new boolean[months.count()];
    long[] noTransfers = new long[months.count()];
    Map<String, boolean[]> returns = new HashMap<>();
    ChurnCause.Finder causes = new ChurnCause.Finder(customer);
    for (Account account : customer.accounts()) {
      boolean[] isBack = returns(account);
      if (!account.isConverted()) {
        returns.put(account.key().currency(), isBack);
      }
      long[] row = sums.row(ChurnKey.ofAll(account.key()));
      compare(customer.monthEnds(account), noTransfers, isBack, row);
      addCauses(account, causes, row);
    }
    for (CustomerMonths.OfInterval interval : CustomerMonths.ofIntervals(customer)) {
      boolean[] isBack = returns.getOrDefault(interval.currency(), never);
      long[] row = sums.row(ChurnKey.of(interval.currency(), interval.billingInterval()));
      compare(interval.ends(), interval.transfers(), isBack, row);
    }
    for (IntervalChange change : customer.intervalChanges()) {
      add(change, causes, sums.row(ChurnKey.of(change.currency(), change.billingInterval())));
    }
    ChurnKey converted = ChurnKey.ofAll(new AccountKey(reporting, true));
    for (BillingCycle cycle : customer.cycles()) {
      if (cycle.isDue() && isShown(cycle)) {
        add(cycle, sums.row(ChurnKey.of(cycle.currency(), cycle.billingInterval())));
        add(cycle, sums.row(ChurnKey.of(cycle.currency(), BillingIntervals.ALL)));
        add(cycle, sums.row(converted));
      }
    }
  }

  /** Returns the months in which a customer is reactivated without being new in them. */
  private boolean[] returns(Account account) {
    boolean[] isBack = new boolean[months.count()];
    boolean[] isFirst = new boolean[months.count()];
    for (MrrMovement movement : account.movements()) {
      int month = months.index(movement.date());
      switch (movement.movement()) {
        case REACTIVATION -> isBack[month] = true;
        case NEW, OPENING -> isFirst[month] = true;
        default -> {
          // Neither a first month nor a return.
        }
      }
    }
    for (int month = 0; month < isBack.length; month++) {
      isBack[month] &= !isFirst[month];
    }
    return isBack;
  }

  /**
   * Compares the start and the end of each month. A customer who moves to another interval has not
   * left: retention uses the end without transfers.
   */
  private static void compare(long[] ends, long[] transfers, boolean[] isBack, long[] row) {
    for (int month = 0; month < ends.length; month++) {
      long start = month == 0 ? 0 : ends[month - 1];
      long end = ends[month];
      long stayed = Math.subtractExact(end, transfers[month]);
      ChurnSum.START.add(row, month, start);
      ChurnSum.END.add(row, month, end);
      if (start != 0) {
        long lesser = Math.min(start, stayed);
        ChurnSum.KEPT.add(row, month, start > 0 ? Math.max(lesser, 0) : lesser);
        ChurnSum.RETAINED.add(row, month, stayed);
      } else if (isBack[month]) {
        ChurnSum.RETURNED.add(row, month, end);
      }
      ChurnSum.START_CUSTOMERS.add(row, month, start > 0 ? 1 : 0);
      ChurnSum.CHURNED_CUSTOMERS.add(row, month, start > 0 && stayed <= 0 ? 1 : 0);
      ChurnSum.GAINED_CUSTOMERS.add(row, month, start <= 0 && stayed > 0 ? 1 : 0);
      ChurnSum.END_CUSTOMERS.add(row, month, end > 0 ? 1 : 0);
    }
  }

  private void addCauses(Account account, ChurnCause.Finder causes, long[] row) {
    String currency = account.isConverted() ? null : account.key().currency();
    for (MrrMovement movement : account.movements()) {
      if (movement.movement() == Movement.CHURN) {
        ChurnCause cause = causes.cause(movement.date(), currency);
        int month = months.index(movement.date());
        ChurnSum.ofCause(cause).add(row, month, movement.changeMinor());
      }
    }
  }

  private void add(IntervalChange change, ChurnCause.Finder causes, long[] row) {
    int month = months.index(change.date());
    ChurnSum.CHANGES.add(row, month, 1);
    ChurnSum.TRANSFER.add(row, month, change.transferMinor());
    Movement movement = change.movement();
    if (movement != null) {
      ChurnSum.addMovement(row, month, movement, change.changeMinor());
    }
    if (movement == Movement.CHURN) {
      ChurnCause cause = causes.cause(change.date(), change.currency());
      ChurnSum.ofCause(cause).add(row, month, change.changeMinor());
    }
  }

  /** Returns whether a cycle ends in a month shown, on or before the as-of date. */
  private boolean isShown(BillingCycle cycle) {
    return !cycle.endedOn().isAfter(months.asOf()) && months.index(cycle.endedOn()) >= 0;
  }

  private void add(BillingCycle cycle, long[] row) {
    int month = months.index(cycle.endedOn());
    ChurnSum.DUE_CYCLES.add(row, month, 1);
    ChurnSum.RENEWED_CYCLES.add(row, month, cycle.isRenewed() ? 1 : 0);
  }

  @Override
  public List<TableRows> finish(KeyedSums<ChurnKey> sums, Results results) {
    return List.of(
        new TableRows(InsightTables.CHURN_BY_MONTH, new ChurnRows(months, sums, results).all()));
  }
}
