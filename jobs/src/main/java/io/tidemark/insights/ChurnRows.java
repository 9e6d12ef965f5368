package io.tidemark.insights;

import io.tidemark.mrr.AccountKey;
import io.tidemark.tables.InsightTables;
import io.tidemark.tables.RowBuilder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/**
 * Creates the rows of {@link InsightTables#CHURN_BY_MONTH} from the sums over all customers. A rate
 * is null if its denominator is zero or if the files could not have shown a loss: while an interval
 * warms up, a customer who left before renewing is not visible.
 */
final class ChurnRows {
  private final MonthRange months;
  private final KeyedSums<ChurnKey> sums;

  /** The billing intervals of each account. */
  private final Map<AccountKey, List<Interval>> intervals = new HashMap<>();

  private final List<List<MonthlyTotals>> totals = new ArrayList<>();

  /**
   * A billing interval of an account.
   *
   * @param firstChange number of the first month with a change of MRR
   * @param warmUpEnd first day on which all of it is visible; null if never
   */
  private record Interval(ChurnKey key, long[] sums, int firstChange, LocalDate warmUpEnd) {
    /** Returns whether the interval has a row: from its first change on, and if a cycle is due. */
    boolean isShown(int month) {
      return firstChange <= month || ChurnSum.DUE_CYCLES.of(sums, month) > 0;
    }
  }

  /**
   * @param sums of {@link Churn}
   * @param results with {@link io.tidemark.tables.MrrTables#DAILY_MRR} and {@link
   *     InsightTables#DATA_COVERAGE}
   */
  ChurnRows(MonthRange months, KeyedSums<ChurnKey> sums, Results results) {
    this.months = months;
    this.sums = sums;
    Map<ChurnKey, LocalDate> warmUpEnds = new HashMap<>();
    for (Row row : results.rows(InsightTables.DATA_COVERAGE)) {
      ChurnKey key = ChurnKey.of(row.getAs("currency"), row.getAs("billing_interval"));
      warmUpEnds.put(key, row.getAs("warm_up_end"));
    }
    sums.rows().forEach((key, row) -> addInterval(key, row, warmUpEnds.get(key)));
    for (int month = 0; month < months.count(); month++) {
      totals.add(new ArrayList<>());
    }
    // No figure of this table depends on the last settled day.
    for (MonthlyTotals total : MonthlyTotals.of(results, months, months.asOf())) {
      totals.get(total.month()).add(total);
    }
  }

  private void addInterval(ChurnKey key, long[] row, LocalDate warmUpEnd) {
    if (!key.billingInterval().equals(BillingIntervals.ALL)) {
      int first = 0;
      while (first < months.count() && ChurnSum.CHANGES.of(row, first) == 0) {
        first++;
      }
      intervals
          .computeIfAbsent(key.account(), x -> new ArrayList<>())
          .add(new Interval(key, row, first, warmUpEnd));
    }
  }

  /** Returns the rows by month, currency and billing interval. */
  List<Row> all() {
    RowBuilder builder = RowBuilder.of(InsightTables.CHURN_BY_MONTH);
    List<Row> rows = new ArrayList<>();
    for (int month = 0; month < months.count(); month++) {
      for (ChurnRow row : ofMonth(month)) {
        rows.add(row.build(months, builder));
      }
    }
    return rows;
  }

  private List<ChurnRow> ofMonth(int month) {
    List<ChurnRow> rows = new ArrayList<>();
    for (MonthlyTotals total : totals.get(month)) {
      if (!total.account().isConverted()) {
        addNative(total, rows);
      }
    }
    boolean someCanBeSeen = rows.stream().anyMatch(ChurnRow::canBeSeen);
    for (MonthlyTotals total : totals.get(month)) {
      if (total.account().isConverted()) {
        rows.add(ofAll(total, null, someCanBeSeen));
      }
    }
    rows.sort(Comparator.comparing(ChurnRow::key));
    return rows;
  }

  /** Adds the intervals of a currency, and their total. */
  private void addNative(MonthlyTotals total, List<ChurnRow> rows) {
    int month = total.month();
    long seenOfAll = 0;
    for (Interval interval : intervals.getOrDefault(total.account(), List.of())) {
      if (interval.isShown(month)) {
        LocalDate end = interval.warmUpEnd();
        boolean isWarm = end != null && !months.month(month).isBefore(end);
        long seen = isWarm ? ChurnSum.START.of(interval.sums(), month) : 0;
        seenOfAll = Math.addExact(seenOfAll, seen);
        rows.add(
            new ChurnRow(
                interval.key(),
                month,
                interval.sums(),
                movement -> ChurnSum.ofMovement(interval.sums(), month, movement),
                seen,
                seen > 0,
                !isWarm));
      }
    }
    rows.add(ofAll(total, seenOfAll, seenOfAll > 0));
  }

  private ChurnRow ofAll(MonthlyTotals total, Long seenMinor, boolean canBeSeen) {
    ChurnKey key = ChurnKey.ofAll(total.account());
    return new ChurnRow(
        key,
        total.month(),
        sums.get(key),
        total::movement,
        seenMinor,
        canBeSeen,
        total.isWarmingUp());
  }
}
