package io.tidemark.insights;

import io.tidemark.mrr.Account;
import io.tidemark.mrr.AccountKey;
import io.tidemark.mrr.MrrInterval;
import io.tidemark.mrr.MrrLayer;
import io.tidemark.mrr.MrrMovement;
import io.tidemark.tables.Movement;
import io.tidemark.tables.MrrTables;
import io.tidemark.tables.RowBuilder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/**
 * Computes {@link MrrTables#DAILY_MRR}: the MRR of every day from the opening day to the as-of
 * date, and the movements that changed it. A currency is fully visible once the data is as long as
 * its longest billing cycle. For converted MRR, the longest cycle of all currencies applies.
 *
 * @param reporting the reporting currency, which has its days even without any MRR
 */
public record DailyTotals(MonthRange months, String reporting) implements Metric<DailySums> {
  @Override
  public DailySums empty() {
    return new DailySums(day(months.asOf()) + 1);
  }

  @Override
  public void observe(CustomerHistory customer, DailySums sums) {
    for (Account account : customer.accounts()) {
      long[] changes = sums.changes(account.key());
      for (MrrInterval interval : account.intervals()) {
        add(interval, changes);
      }
      for (MrrMovement movement : account.movements()) {
        int column = DailySums.MOVEMENTS + movement.movement().ordinal();
        add(changes, day(movement.date()), column, movement.changeMinor());
      }
    }
    for (MrrLayer layer : customer.layers()) {
      if (layer.isInvoiced() && layer.mrrMinor() != 0) {
        sums.addCycle(layer.currency(), Ratios.roundedUp(layer.cycleMonths()));
      }
    }
  }

  private void add(MrrInterval interval, long[] changes) {
    int days = day(months.asOf()) + 1;
    int first = Math.max(day(interval.validFrom()), 0);
    int after = Math.min(day(interval.validTo()), days);
    if (first < after) {
      add(interval, 1, first, changes);
      if (after < days) {
        add(interval, -1, after, changes);
      }
    }
  }

  private static void add(MrrInterval interval, int sign, int day, long[] changes) {
    add(changes, day, DailySums.MRR, sign * interval.mrrMinor());
    add(changes, day, DailySums.CUSTOMERS, sign);
    add(changes, day, DailySums.IMPLIED, sign * interval.impliedMinor());
    add(changes, day, DailySums.PENDING, sign * interval.pendingMinor());
  }

  private static void add(long[] changes, int day, int column, long amount) {
    int index = day * DailySums.COLUMNS + column;
    changes[index] = Math.addExact(changes[index], amount);
  }

  @Override
  public List<TableRows> finish(DailySums sums, Results results) {
    SortedMap<AccountKey, long[]> accounts = sums.totals();
    accounts.computeIfAbsent(converted(), x -> empty().changes(converted()));
    Map<AccountKey, LocalDate> warmUpEnds = warmUpEnds(sums.longestMonths());
    RowBuilder builder = RowBuilder.of(MrrTables.DAILY_MRR);
    List<Row> rows = new ArrayList<>();
    for (int day = 0; day <= day(months.asOf()); day++) {
      for (Map.Entry<AccountKey, long[]> account : accounts.entrySet()) {
        rows.add(row(account.getKey(), day, account.getValue(), warmUpEnds, builder));
      }
    }
    return List.of(new TableRows(MrrTables.DAILY_MRR, rows));
  }

  private AccountKey converted() {
    return new AccountKey(reporting, true);
  }

  /**
   * Returns the first day on which each account is fully visible. An account without invoiced MRR
   * is missing.
   */
  private Map<AccountKey, LocalDate> warmUpEnds(Map<String, Integer> longestMonths) {
    LocalDate firstDay = months.openingDay().plusDays(1);
    Map<AccountKey, LocalDate> ends = new TreeMap<>();
    longestMonths.forEach(
        (currency, longest) -> {
          LocalDate end = firstDay.plusMonths(longest);
          ends.put(new AccountKey(currency, false), end);
          ends.merge(converted(), end, (one, other) -> one.isAfter(other) ? one : other);
        });
    return ends;
  }

  private Row row(
      AccountKey account,
      int day,
      long[] totals,
      Map<AccountKey, LocalDate> warmUpEnds,
      RowBuilder row) {
    LocalDate date = months.openingDay().plusDays(day);
    int index = day * DailySums.COLUMNS;
    long mrr = totals[index + DailySums.MRR];
    long customers = totals[index + DailySums.CUSTOMERS];
    LocalDate warmUpEnd = warmUpEnds.get(account);
    row.set("date", date)
        .set("currency", account.currency())
        .set("is_converted", account.isConverted())
        .set("mrr_minor", mrr)
        .set("customers", customers)
        .set("arpa_minor", perCustomer(mrr, customers))
        .set("implied_share", share(totals[index + DailySums.IMPLIED], mrr))
        .set("pending_share", share(totals[index + DailySums.PENDING], mrr))
        .set("is_warming_up", warmUpEnd != null && date.isBefore(warmUpEnd));
    for (Movement movement : Movement.values()) {
      row.set(movement.column(), totals[index + DailySums.MOVEMENTS + movement.ordinal()]);
    }
    return row.build();
  }

  /** Returns the MRR per customer, rounded half up; null without customers. */
  private static Long perCustomer(long mrr, long customers) {
    if (customers == 0) {
      return null;
    }
    return BigDecimal.valueOf(mrr)
        .divide(BigDecimal.valueOf(customers), 0, RoundingMode.HALF_UP)
        .longValueExact();
  }

  private static Double share(long amount, long mrr) {
    return mrr > 0 ? (double) amount / mrr : null;
  }

  private int day(LocalDate date) {
    return Math.toIntExact(ChronoUnit.DAYS.between(months.openingDay(), date));
  }
}
