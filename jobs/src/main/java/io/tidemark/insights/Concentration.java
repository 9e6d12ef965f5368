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
 * Computes the share of MRR that the largest customers pay, and the MRR of customers who never
 * paid, at the end of each month: {@link InsightTables#CONCENTRATION}. Requires {@link
 * MrrTables#DAILY_MRR}.
 *
 * @param months shown
 */
public record Concentration(MonthRange months) implements Metric<Concentration.Sums> {
  private static final int[] TOPS = {1, 5, 10, 50};

  /** The sums of each month: customers of known payments, customers who never paid, their MRR. */
  private static final int KNOWN = 0;

  private static final int NEVER_PAID = 1;
  private static final int NEVER_PAID_MRR = 2;
  private static final int COLUMNS = 3;

  /** A month of an account. */
  private record Month(AccountKey account, int number) {}

  /**
   * Customers by MRR, and those who never paid.
   *
   * @param payments {@link #COLUMNS} sums per month
   */
  record Sums(ValueCounts customers, KeyedSums<AccountKey> payments) implements Mergeable<Sums> {
    @Override
    public void merge(Sums other) {
      customers.merge(other.customers);
      payments.merge(other.payments);
    }
  }

  @Override
  public Sums empty() {
    return new Sums(new ValueCounts(months.count()), new KeyedSums<>(months.count() * COLUMNS));
  }

  @Override
  public void observe(CustomerHistory customer, Sums sums) {
    for (Account account : customer.accounts()) {
      long[] ends = customer.monthEnds(account);
      sums.customers().add(account.key(), ends);
      if (customer.facts().hasPaid() != null) {
        addPayments(customer, ends, sums.payments().row(account.key()));
      }
    }
  }

  private static void addPayments(CustomerHistory customer, long[] ends, long[] row) {
    for (int month = 0; month < ends.length; month++) {
      if (ends[month] > 0) {
        int first = month * COLUMNS;
        row[first + KNOWN]++;
        if (customer.facts().hasNeverPaid()) {
          row[first + NEVER_PAID]++;
          row[first + NEVER_PAID_MRR] = Math.addExact(row[first + NEVER_PAID_MRR], ends[month]);
        }
      }
    }
  }

  @Override
  public List<TableRows> finish(Sums sums, Results results) {
    Map<Month, MonthlyTotals> totals = new HashMap<>();
    // The settled day affects only churn, which is not used here.
    for (MonthlyTotals total : MonthlyTotals.of(results, months, months.asOf())) {
      totals.put(new Month(total.account(), total.month()), total);
    }
    RowBuilder builder = RowBuilder.of(InsightTables.CONCENTRATION);
    List<Row> rows = new ArrayList<>();
    sums.customers()
        .forEach(
            (account, month, customers) -> {
              MonthlyTotals total = totals.get(new Month(account, month));
              if (total != null && !customers.isEmpty()) {
                long[] payments = sums.payments().get(account);
                rows.add(row(builder, total, payments, ByRank.of(customers)));
              }
            });
    return List.of(new TableRows(InsightTables.CONCENTRATION, rows));
  }

  private static void setPayments(RowBuilder row, long[] payments, int month, ByRank byRank) {
    int first = month * COLUMNS;
    if (payments[first + KNOWN] > 0) {
      row.set("never_paid_customers", payments[first + NEVER_PAID])
          .set("never_paid_minor", payments[first + NEVER_PAID_MRR])
          .set("never_paid_share", Ratios.of(payments[first + NEVER_PAID_MRR], byRank.mrrMinor));
    }
  }

  private Row row(RowBuilder row, MonthlyTotals total, long[] payments, ByRank byRank) {
    setPayments(row, payments, total.month(), byRank);
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
