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
import org.apache.spark.sql.Row;

/**
 * Pivots cohorts to a triangle with one column per month since the start; future months are empty.
 * An additional row is the average of the cohorts that have reached the month, weighted by their
 * initial MRR. The average NRR is therefore the total MRR of these cohorts over their total initial
 * MRR.
 */
final class CohortPivots {
  private static final String AVERAGE = "average";

  /** The number of columns of a declared pivot before the offsets. */
  private static final int COLUMNS_BEFORE = CohortTables.COHORT_MRR_PIVOT.columns().size() - 1;

  private CohortPivots() {}

  /** A row of a triangle, with its cells by offset. */
  private record Cohort(
      String name, long customers, long initialMinor, SortedMap<Integer, Double> cells) {
    boolean isAged() {
      return !name.equals(CustomerSegments.BEFORE);
    }
  }

  /**
   * Returns the three pivots, with columns up to the largest offset of any cohort.
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
    return List.of(
        pivot(cells, CohortTables.wide(CohortTables.COHORT_MRR_PIVOT, lastOffset), "mrr_minor"),
        pivot(
            cells, CohortTables.wide(CohortTables.COHORT_CUSTOMERS_PIVOT, lastOffset), "customers"),
        pivot(cells, CohortTables.wide(CohortTables.COHORT_NRR_PIVOT, lastOffset), "nrr"));
  }

  private static TableRows pivot(List<Row> cells, Table pivot, String value) {
    SortedMap<AccountKey, SortedMap<String, Cohort>> accounts = new TreeMap<>();
    for (Row cell : cells) {
      AccountKey account = new AccountKey(cell.getAs("currency"), cell.getAs("is_converted"));
      Cohort cohort =
          accounts
              .computeIfAbsent(account, x -> new TreeMap<>())
              .computeIfAbsent(cell.getAs("cohort"), name -> cohort(name, cell));
      Number shown = cell.getAs(value);
      if (shown != null) {
        cohort.cells().put(cell.getAs("month_offset"), shown.doubleValue());
      }
    }
    List<Row> rows = new ArrayList<>();
    RowBuilder builder = RowBuilder.of(pivot);
    accounts.forEach(
        (account, cohorts) ->
            lines(cohorts).forEach(line -> rows.add(row(builder, pivot, account, line))));
    return new TableRows(pivot, rows);
  }

  private static Cohort cohort(String name, Row cell) {
    return new Cohort(
        name, cell.getAs("cohort_customers"), cell.getAs("initial_mrr_minor"), new TreeMap<>());
  }

  /** Returns the cohorts, and the average of those that include all customers who began. */
  private static Collection<Cohort> lines(SortedMap<String, Cohort> cohorts) {
    List<Cohort> aged = cohorts.values().stream().filter(Cohort::isAged).toList();
    if (aged.isEmpty()) {
      return cohorts.values();
    }
    SortedMap<String, Cohort> lines = new TreeMap<>(cohorts);
    lines.put(AVERAGE, average(aged));
    return lines.values();
  }

  private static Cohort average(List<Cohort> cohorts) {
    SortedMap<Integer, Double> sums = new TreeMap<>();
    Map<Integer, Double> weights = new TreeMap<>();
    for (Cohort cohort : cohorts) {
      double weight = cohort.initialMinor();
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
