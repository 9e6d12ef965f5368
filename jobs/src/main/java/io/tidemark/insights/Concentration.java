package io.tidemark.insights;

import io.tidemark.mrr.Account;
import io.tidemark.mrr.AccountKey;
import io.tidemark.tables.InsightTables;
import io.tidemark.tables.MrrTables;
import io.tidemark.tables.RowBuilder;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/**
 * Computes the share of MRR that the largest customers pay, at the end of each month: {@link
 * InsightTables#CONCENTRATION}. Requires {@link MrrTables#DAILY_MRR}.
 *
 * @param months shown
 */
public record Concentration(MonthRange months) implements Metric<ValueCounts> {
  private static final int[] TOPS = {1, 5, 10, 50};

  /** A month of an account. */
  private record Month(AccountKey account, int number) {}

  @Override
  public ValueCounts empty() {
    return new ValueCounts(months.count());
  }

  @Override
  public void observe(CustomerHistory customer, ValueCounts sums) {
    for (Account account : customer.accounts()) {
      sums.add(account.key(), customer.monthEnds(account));
    }
  }

  @Override
  public List<TableRows> finish(ValueCounts sums, Results results) {
    Map<Month, MonthlyTotals> totals = new HashMap<>();
    // The settled day affects only churn, which is not used here.
    for (MonthlyTotals total : MonthlyTotals.of(results, months, months.asOf())) {
      totals.put(new Month(total.account(), total.month()), total);
    }
    RowBuilder builder = RowBuilder.of(InsightTables.CONCENTRATION);
    List<Row> rows = new ArrayList<>();
    sums.forEach(
        (account, month, customers) -> {
          MonthlyTotals total = totals.get(new Month(account, month));
          if (total != null && !customers.isEmpty()) {
            rows.add(row(builder, total, ByRank.of(customers)));
          }
        });
    return List.of(new TableRows(InsightTables.CONCENTRATION, rows));
  }

  private Row row(RowBuilder row, MonthlyTotals total, ByRank byRank) {
    for (int index = 0; index < TOPS.length; index++) {
      long top = byRank.tops[index];
      row.set("top_" + TOPS[index] + "_minor", top)
          .set("top_" + TOPS[index] + "_share", Ratios.of(top, byRank.mrrMinor));
    }
    return row.set("month", months.month(total.month()))
        .set("currency", total.account().currency())
        .set("is_converted", total.account().isConverted())
        .set("customers", byRank.customers)
        .set("mrr_minor", byRank.mrrMinor)
        .set("herfindahl", byRank.herfindahl())
        .set("gini", byRank.gini())
        .set("is_partial", months.isPartial(total.month()))
        .set("is_warming_up", total.isWarmingUp())
        .build();
  }

  /** Sums over the customers of a month in descending order of MRR. The sums are exact. */
  private static final class ByRank {
    private final long[] tops = new long[TOPS.length];
    private long customers;
    private long mrrMinor;
    private BigInteger squares = BigInteger.ZERO;
    private BigInteger weighted = BigInteger.ZERO;

    private static ByRank of(Map<Long, Long> customers) {
      ByRank sums = new ByRank();
      customers.forEach(sums::add);
      return sums;
    }

    private void add(long value, long count) {
      for (int index = 0; index < TOPS.length; index++) {
        long taken = Math.min(Math.max(TOPS[index] - customers, 0), count);
        tops[index] = Math.addExact(tops[index], Math.multiplyExact(taken, value));
      }
      // These customers have the ranks from customers + 1 to customers + count.
      long ranks = count * customers + count * (count + 1) / 2;
      BigInteger exact = BigInteger.valueOf(value);
      squares = squares.add(exact.multiply(exact).multiply(BigInteger.valueOf(count)));
      weighted = weighted.add(exact.multiply(BigInteger.valueOf(ranks)));
      mrrMinor = Math.addExact(mrrMinor, Math.multiplyExact(count, value));
      customers += count;
    }

    private double herfindahl() {
      double total = mrrMinor;
      return squares.doubleValue() / (total * total);
    }

    /** Returns 1 + 1/n - 2 * sum(rank * mrr) / (n * total). The largest customer has rank 1. */
    private double gini() {
      double number = customers;
      double share = weighted.doubleValue() * 2 / (number * mrrMinor);
      return 1.0 + 1.0 / number - share;
    }
  }
}
