package io.tidemark.insights;

import io.tidemark.insights.CustomerSegments.Beginning;
import io.tidemark.mrr.Account;
import io.tidemark.mrr.AccountKey;
import io.tidemark.mrr.MrrMovement;
import io.tidemark.tables.CohortTables;
import io.tidemark.tables.Movement;
import io.tidemark.tables.RowBuilder;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/**
 * Computes, for customers who began in the same month, how many remain in each later month and what
 * they pay: {@link CohortTables#COHORTS} and its three pivots. Retention compares with the first
 * MRR of each customer. Customers who paid before the data begins form one cohort, of which only
 * the survivors are visible. A cohort has all months of the run from its first month on.
 *
 * @param months of the run
 */
public record Cohorts(MonthRange months) implements Metric<KeyedSums<Cohorts.Key>> {
  /** The columns of a cohort that precede those of its months. */
  private static final int COHORT_CUSTOMERS = 0;

  private static final int INITIAL = 1;
  private static final int COHORT_COLUMNS = 2;

  /** The columns of each month. One column per type of movement follows the last constant. */
  private static final int CUSTOMERS = 0;

  private static final int MRR = 1;
  private static final int KEPT = 2;
  private static final int MOVEMENTS = 3;
  private static final int MONTH_COLUMNS = MOVEMENTS + Movement.values().length;

  /** A cohort of a segment. */
  record Key(
      AccountKey account, String dimension, String segment, String cohort, LocalDate cohortMonth)
      implements Comparable<Key>, Serializable {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::account)
            .thenComparing(Key::dimension)
            .thenComparing(Key::segment)
            .thenComparing(Key::cohort)
            .thenComparing(Key::cohortMonth);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  @Override
  public KeyedSums<Key> empty() {
    return new KeyedSums<>(COHORT_COLUMNS + months.count() * MONTH_COLUMNS);
  }

  @Override
  public void observe(CustomerHistory customer, KeyedSums<Key> sums) {
    CustomerSegments segments = customer.segments();
    for (Account account : customer.accounts()) {
      Beginning beginning = segments.beginnings().get(account.key());
      if (beginning != null) {
        long[] ends = customer.monthEnds(account);
        int[] movementColumns = movementColumns(account);
        for (Key key : keys(account.key(), segments, beginning)) {
          long[] row = sums.row(key);
          addEnds(row, beginning.initialMinor(), ends);
          addMovements(row, account.movements(), movementColumns);
        }
      }
    }
  }

  private static List<Key> keys(
      AccountKey account, CustomerSegments segments, Beginning beginning) {
    return List.of(
        key(account, BillingIntervals.ALL, BillingIntervals.ALL, beginning),
        key(account, Segments.BILLING_INTERVAL, segments.firstInterval(), beginning),
        key(account, Segments.MRR_BAND, beginning.band(), beginning),
        key(account, Segments.FIRST_DISCOUNT, segments.firstDiscount(), beginning),
        key(account, Segments.COUPON, segments.coupon(), beginning),
        key(account, Segments.COUNTRY, segments.country(), beginning));
  }

  private static Key key(
      AccountKey account, String dimension, String segment, Beginning beginning) {
    return new Key(account, dimension, segment, beginning.cohort(), beginning.cohortMonth());
  }

  private int[] movementColumns(Account account) {
    List<MrrMovement> movements = account.movements();
    int[] columns = new int[movements.size()];
    for (int index = 0; index < columns.length; index++) {
      MrrMovement movement = movements.get(index);
      int type = movement.movement().ordinal();
      columns[index] = column(months.index(movement.date()), MOVEMENTS + type);
    }
    return columns;
  }

  private static void addEnds(long[] row, long initialMinor, long[] ends) {
    add(row, COHORT_CUSTOMERS, 1);
    add(row, INITIAL, initialMinor);
    for (int month = 0; month < ends.length; month++) {
      if (ends[month] > 0) {
        add(row, column(month, CUSTOMERS), 1);
        add(row, column(month, MRR), ends[month]);
        add(row, column(month, KEPT), Math.min(ends[month], initialMinor));
      }
    }
  }

  private static void addMovements(long[] row, List<MrrMovement> movements, int[] columns) {
    for (int index = 0; index < columns.length; index++) {
      add(row, columns[index], movements.get(index).changeMinor());
    }
  }

  private static void add(long[] row, int column, long amount) {
    row[column] = Math.addExact(row[column], amount);
  }

  private static int column(int month, int column) {
    return COHORT_COLUMNS + month * MONTH_COLUMNS + column;
  }

  @Override
  public List<TableRows> finish(KeyedSums<Key> sums, Results results) {
    List<Row> cohorts = new ArrayList<>();
    RowBuilder builder = RowBuilder.of(CohortTables.COHORTS);
    for (Map.Entry<Key, long[]> cohort : sums.rows().entrySet()) {
      int cohortMonth = months.index(cohort.getKey().cohortMonth());
      for (int month = Math.max(cohortMonth, 0); month < months.count(); month++) {
        builder.set("month_offset", month - cohortMonth);
        cohorts.add(row(builder, cohort.getKey(), cohort.getValue(), month));
      }
    }
    List<TableRows> tables = new ArrayList<>();
    tables.add(new TableRows(CohortTables.COHORTS, cohorts));
    tables.addAll(CohortPivots.of(cohorts));
    return tables;
  }

  private Row row(RowBuilder builder, Key key, long[] sums, int month) {
    long cohortCustomers = sums[COHORT_CUSTOMERS];
    long initial = sums[INITIAL];
    long customers = sums[column(month, CUSTOMERS)];
    long mrr = sums[column(month, MRR)];
    long kept = sums[column(month, KEPT)];
    for (Movement movement : Movement.values()) {
      builder.set(movement.column(), sums[column(month, MOVEMENTS + movement.ordinal())]);
    }
    return builder
        .set("currency", key.account().currency())
        .set("is_converted", key.account().isConverted())
        .set("dimension", key.dimension())
        .set("segment", key.segment())
        .set("cohort", key.cohort())
        .set("month", months.month(month))
        .set("cohort_customers", cohortCustomers)
        .set("initial_mrr_minor", initial)
        .set("customers", customers)
        .set("start_mrr_minor", month == 0 ? 0L : sums[column(month - 1, MRR)])
        .set("mrr_minor", mrr)
        .set("kept_minor", kept)
        .set("customer_retention", Ratios.of(customers, cohortCustomers))
        .set("grr", Ratios.of(kept, initial))
        .set("nrr", Ratios.of(mrr, initial))
        .set("is_partial", months.isPartial(month))
        .set("is_survivors", key.cohort().equals(CustomerSegments.BEFORE))
        .build();
  }
}
