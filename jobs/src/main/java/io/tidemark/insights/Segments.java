package io.tidemark.insights;

import io.tidemark.mrr.Account;
import io.tidemark.mrr.AccountKey;
import io.tidemark.tables.InsightTables;
import io.tidemark.tables.RowBuilder;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/**
 * Computes MRR by segment of customers at the end of each month: {@link InsightTables#SEGMENTS}.
 * MRR that customers gain or lose is {@code moved}. A customer who changes segment is a transfer.
 * The change of a segment is the sum of moved and transfers, and the transfers add up to zero.
 * Customers can change only their MRR band and billing interval. A segment has rows for the months
 * with MRR at their start or end.
 *
 * @param months of the run
 */
public record Segments(MonthRange months) implements Metric<KeyedSums<Segments.Key>> {
  static final String CURRENCY = "currency";
  static final String BILLING_INTERVAL = "billing_interval";
  static final String MRR_BAND = "mrr_band";
  static final String FIRST_DISCOUNT = "first_discount";
  static final String COUPON = "coupon";
  static final String COUNTRY = "country";

  /** The columns of each month. */
  private static final int CUSTOMERS = 0;

  private static final int MRR = 1;
  private static final int TRANSFER = 2;
  private static final int MONTH_COLUMNS = 3;

  /** A segment of customers. */
  record Key(AccountKey account, String dimension, String segment)
      implements Comparable<Key>, Serializable {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::account)
            .thenComparing(Key::dimension)
            .thenComparing(Key::segment);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  /** A month of a segment, amounts in minor units. */
  private record Line(
      int month, Key key, long customers, long startMinor, long transferMinor, long mrrMinor) {
    static final Comparator<Line> ORDER =
        Comparator.comparingInt(Line::month).thenComparing(Line::key);
  }

  @Override
  public KeyedSums<Key> empty() {
    return new KeyedSums<>(months.count() * MONTH_COLUMNS);
  }

  @Override
  public void observe(CustomerHistory customer, KeyedSums<Key> sums) {
    CustomerSegments segments = customer.segments();
    for (Account account : customer.accounts()) {
      AccountKey key = account.key();
      if (segments.beginnings().containsKey(key)) {
        long[] ends = customer.monthEnds(account);
        addEnds(sums.row(new Key(key, CURRENCY, segments.firstCurrency())), ends);
        addEnds(sums.row(new Key(key, FIRST_DISCOUNT, segments.firstDiscount())), ends);
        addEnds(sums.row(new Key(key, COUPON, segments.coupon())), ends);
        addEnds(sums.row(new Key(key, COUNTRY, segments.country())), ends);
        addBands(key, ends, sums);
      }
    }
  }

  private static void addEnds(long[] row, long[] ends) {
    for (int month = 0; month < ends.length; month++) {
      if (ends[month] > 0) {
        addEnd(row, month, ends[month]);
      }
    }
  }

  /**
   * Adds each month to the band of its end. The MRR at its start is transferred there from the
   * previous band.
   */
  private static void addBands(AccountKey account, long[] ends, KeyedSums<Key> sums) {
    MrrBands bands = MrrBands.in(account.currency());
    long[] rowBefore = null;
    String bandBefore = null;
    for (int month = 0; month < ends.length; month++) {
      String band = ends[month] > 0 ? bands.of(ends[month]) : null;
      long[] row = null;
      if (band != null) {
        boolean isSame = band.equals(bandBefore);
        row = isSame ? rowBefore : sums.row(new Key(account, MRR_BAND, band));
        addEnd(row, month, ends[month]);
        if (!isSame && rowBefore != null) {
          add(row, column(month, TRANSFER), ends[month - 1]);
          add(rowBefore, column(month, TRANSFER), -ends[month - 1]);
        }
      }
      rowBefore = row;
      bandBefore = band;
    }
  }

  private static void addEnd(long[] row, int month, long mrrMinor) {
    add(row, column(month, CUSTOMERS), 1);
    add(row, column(month, MRR), mrrMinor);
  }

  private static void add(long[] row, int column, long amount) {
    row[column] = Math.addExact(row[column], amount);
  }

  private static int column(int month, int column) {
    return month * MONTH_COLUMNS + column;
  }

  /**
   * Creates the table.
   *
   * @param results with {@link InsightTables#CHURN_BY_MONTH}, for the billing intervals and for the
   *     total of all segments in each month
   */
  @Override
  public List<TableRows> finish(KeyedSums<Key> sums, Results results) {
    Map<AccountKey, Row[]> totals = new HashMap<>();
    List<Line> lines = new ArrayList<>();
    for (Row churn : results.rows(InsightTables.CHURN_BY_MONTH)) {
      AccountKey account = new AccountKey(churn.getAs("currency"), churn.getAs("is_converted"));
      int month = months.index(churn.getAs("month"));
      String interval = churn.getAs("billing_interval");
      if (interval.equals(BillingIntervals.ALL)) {
        totals.computeIfAbsent(account, x -> new Row[months.count()])[month] = churn;
      } else {
        lines.add(line(month, new Key(account, BILLING_INTERVAL, interval), churn));
      }
    }
    sums.rows().forEach((key, row) -> addLines(key, row, lines));
    lines.sort(Line.ORDER);
    RowBuilder builder = RowBuilder.of(InsightTables.SEGMENTS);
    List<Row> rows = new ArrayList<>();
    for (Line line : lines) {
      rows.add(row(builder, line, totals.get(line.key().account())[line.month()]));
    }
    return List.of(new TableRows(InsightTables.SEGMENTS, rows));
  }

  private static Line line(int month, Key key, Row churn) {
    return new Line(
        month,
        key,
        churn.getAs("end_customers"),
        churn.getAs("start_mrr_minor"),
        churn.getAs("transfer_minor"),
        churn.getAs("end_mrr_minor"));
  }

  private void addLines(Key key, long[] sums, List<Line> lines) {
    for (int month = 0; month < months.count(); month++) {
      long start = month == 0 ? 0 : sums[column(month - 1, MRR)];
      long mrr = sums[column(month, MRR)];
      if (start != 0 || mrr != 0) {
        long customers = sums[column(month, CUSTOMERS)];
        lines.add(new Line(month, key, customers, start, sums[column(month, TRANSFER)], mrr));
      }
    }
  }

  private Row row(RowBuilder builder, Line line, Row churnOfAll) {
    long mrr = line.mrrMinor();
    long start = line.startMinor();
    long total = churnOfAll.<Long>getAs("end_mrr_minor");
    return builder
        .set("month", months.month(line.month()))
        .set("currency", line.key().account().currency())
        .set("is_converted", line.key().account().isConverted())
        .set("dimension", line.key().dimension())
        .set("segment", line.key().segment())
        .set("customers", line.customers())
        .set("start_mrr_minor", start)
        .set("moved_minor", mrr - start - line.transferMinor())
        .set("transfer_minor", line.transferMinor())
        .set("mrr_minor", mrr)
        .set("total_minor", total)
        .set("share", Ratios.of(mrr, total))
        .set("growth_rate", Ratios.of(mrr - start, start))
        .set("is_partial", churnOfAll.<Boolean>getAs("is_partial"))
        .set("is_warming_up", churnOfAll.<Boolean>getAs("is_warming_up"))
        .build();
  }
}
