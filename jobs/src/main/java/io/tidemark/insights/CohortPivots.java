package io.tidemark.insights;

import io.tidemark.mrr.AccountKey;
import io.tidemark.tables.CohortTables;
import io.tidemark.tables.Column;
import io.tidemark.tables.RowBuilder;
import io.tidemark.tables.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.apache.spark.sql.Row;

/**
 * Pivots cohorts to triangles with one column per month since the start; future months are empty.
 * Customers who paid before the data have no month 0. A triangle of rates has a row with their
 * average over the cohorts that have reached the month, weighted by the denominator of the rate.
 * The average NRR is therefore the total MRR of these cohorts over their total initial MRR.
 */
final class CohortPivots {
  private static final String AVERAGE = "average";

  /** The number of columns of a declared pivot before the offsets. */
  private static final int COLUMNS_BEFORE = CohortTables.COHORT_MRR_PIVOT.columns().size() - 1;

  private static final List<Pivot> ALL =
      List.of(
          new Pivot(CohortTables.COHORT_MRR_PIVOT, "mrr_minor", null),
          new Pivot(CohortTables.COHORT_CUSTOMERS_PIVOT, "customers", null),
          new Pivot(CohortTables.COHORT_RETENTION_PIVOT, "customer_retention", Cohort::customers),
          new Pivot(CohortTables.COHORT_GRR_PIVOT, "grr", Cohort::initialMinor),
          new Pivot(CohortTables.COHORT_NRR_PIVOT, "nrr", Cohort::initialMinor));

  private CohortPivots() {}

  /**
   * A pivot.
   *
   * @param value column of {@link CohortTables#COHORTS} that its cells show
   * @param weight denominator of a rate, the weight of a cohort in its average; null for amounts,
   *     which have no average
   */
  private record Pivot(Table table, String value, ToLongFunction<Cohort> weight) {}

  /** A row of a triangle, with its cells by offset. */
  private record Cohort(
      String name, long customers, long initialMinor, SortedMap<Integer, Double> cells) {
    boolean isAged() {
      return !name.equals(CustomerSegments.BEFORE);
    }
  }

  /**
   * Returns the pivots, with columns up to the largest offset of any cohort.
   *
   * @param cohorts rows of {@link CohortTables#COHORTS}
   */
  static List<TableRows> of(List<Row> cohorts) {
    List<Row> cells =
        cohorts.stream()
            .filter(row -> row.getAs("dimension").equals(BillingIntervals.ALL))
            .toList();
    int lastOffset =
        cells.stream().mapToInt(row -> row.<Integer>getAs("month_offset")).max().orElse(0);
    return ALL.stream().map(pivot -> rows(cells, pivot, lastOffset)).toList();
  }

  private static TableRows rows(List<Row> cells, Pivot pivot, int lastOffset) {
    SortedMap<AccountKey, SortedMap<String, Cohort>> accounts = new TreeMap<>();
    for (Row cell : cells) {
      AccountKey account = new AccountKey(cell.getAs("currency"), cell.getAs("is_converted"));
      Cohort cohort =
          accounts
              .computeIfAbsent(account, x -> new TreeMap<>())
              .computeIfAbsent(cell.getAs("cohort"), name -> cohort(name, cell));
      Number shown = cell.getAs(pivot.value());
      int offset = cell.getAs("month_offset");
      if (shown != null && (offset > 0 || cohort.isAged())) {
        cohort.cells().put(offset, shown.doubleValue());
      }
    }
    List<Row> rows = new ArrayList<>();
    Table wide = CohortTables.wide(pivot.table(), lastOffset);
    RowBuilder builder = RowBuilder.of(wide);
    accounts.forEach(
        (account, cohorts) ->
            lines(cohorts, pivot).forEach(line -> rows.add(row(builder, wide, account, line))));
    return new TableRows(wide, rows);
  }

  private static Cohort cohort(String name, Row cell) {
    return new Cohort(
        name, cell.getAs("cohort_customers"), cell.getAs("initial_mrr_minor"), new TreeMap<>());
  }

  /**
   * Returns the cohorts; for rates also the average of those that include all customers who began.
   */
  private static Collection<Cohort> lines(SortedMap<String, Cohort> cohorts, Pivot pivot) {
    List<Cohort> aged = cohorts.values().stream().filter(Cohort::isAged).toList();
    if (aged.isEmpty() || pivot.weight() == null) {
      return cohorts.values();
    }
    SortedMap<String, Cohort> lines = new TreeMap<>(cohorts);
    lines.put(AVERAGE, average(aged, pivot.weight()));
    return lines.values();
  }

  private static Cohort average(List<Cohort> cohorts, ToLongFunction<Cohort> of) {
    SortedMap<Integer, Double> sums = new TreeMap<>();
    Map<Integer, Double> weights = new TreeMap<>();
    for (Cohort cohort : cohorts) {
      double weight = of.applyAsLong(cohort);
      cohort
          .cells()
          .forEach(
              (offset, cell) -> {
                sums.merge(offset, cell * weight, Double::sum);
                weights.merge(offset, weight, Double::sum);
              });
    }
    sums.replaceAll((offset, sum) -> sum / weights.get(offset));
    return new Cohort(
        AVERAGE,
        cohorts.stream().mapToLong(Cohort::customers).sum(),
        cohorts.stream().mapToLong(Cohort::initialMinor).sum(),
        sums);
  }

  private static Row row(RowBuilder builder, Table pivot, AccountKey account, Cohort cohort) {
    List<Column> columns = pivot.columns();
    cohort
        .cells()
        .forEach(
            (offset, cell) -> {
              Column column = columns.get(COLUMNS_BEFORE + offset);
              boolean isAmount = column.type().equals(Table.LONG);
              builder.set(column.name(), isAmount ? (Object) Math.round(cell) : cell);
            });
    return builder
        .set("currency", account.currency())
        .set("is_converted", account.isConverted())
        .set("cohort", cohort.name())
        .set("cohort_customers", cohort.customers())
        .set("initial_mrr_minor", cohort.initialMinor())
        .build();
  }
}
