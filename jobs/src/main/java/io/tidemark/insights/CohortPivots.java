package io.tidemark.insights;

import static org.apache.spark.sql.functions.col;

import io.tidemark.tables.CohortTables;
import io.tidemark.tables.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Cohorts as a triangle, one column per month since: empty where the month has not come. The last
 * row is the average of the cohorts that have come so far, weighted by their initial MRR; so the
 * average NRR is the MRR of all of them over what they all began with.
 */
public final class CohortPivots {
  private static final String AVERAGE = "average";
  private static final int COLUMNS_BEFORE = 5;

  private CohortPivots() {}

  /** One line of the triangle. */
  private record Cohort(
      String name, long customers, long initialMinor, Map<Integer, Double> cells) {
    boolean isAged() {
      return !name.equals(CustomerSegments.BEFORE);
    }
  }

  private record Book(String currency, boolean isConverted) {}

  /**
   * The cohorts of all customers, to be collected: a triangle is small.
   *
   * @param cohorts {@link CohortTables#COHORTS}
   */
  public static Dataset<Row> cells(Dataset<Row> cohorts) {
    return cohorts
        .where(col("dimension").equalTo(Intervals.ALL))
        .select(
            "currency",
            "is_converted",
            "cohort",
            "month_offset",
            "cohort_customers",
            "initial_mrr_minor",
            "mrr_minor",
            "customers",
            "nrr")
        .orderBy("currency", "is_converted", "cohort", "month_offset");
  }

  /** The largest offset of any cohort. */
  public static int lastOffset(List<Row> cells) {
    return cells.stream().mapToInt(row -> row.<Integer>getAs("month_offset")).max().orElse(0);
  }

  /**
   * The rows of a pivot.
   *
   * @param cells {@link #cells}, collected
   * @param pivot as {@link CohortTables#wide} declares it
   * @param value which column of the cohorts it shows
   */
  public static List<Row> rows(List<Row> cells, Table pivot, String value) {
    Map<Book, Map<String, Cohort>> books = new LinkedHashMap<>();
    for (Row row : cells) {
      Book book = new Book(row.getString(0), row.getBoolean(1));
      Cohort cohort =
          books
              .computeIfAbsent(book, x -> new TreeMap<>())
              .computeIfAbsent(
                  row.getString(2),
                  name -> new Cohort(name, row.getLong(4), row.getLong(5), new TreeMap<>()));
      Number cell = row.<Number>getAs(value);
      if (cell != null) {
        cohort.cells().put(row.getInt(3), cell.doubleValue());
      }
    }
    List<Row> rows = new ArrayList<>();
    books.forEach(
        (book, cohorts) -> {
          cohorts.values().forEach(cohort -> rows.add(row(book, cohort, pivot)));
          List<Cohort> aged = cohorts.values().stream().filter(Cohort::isAged).toList();
          if (!aged.isEmpty()) {
            rows.add(row(book, average(aged), pivot));
          }
        });
    return rows;
  }

  private static Cohort average(List<Cohort> cohorts) {
    Map<Integer, Double> sums = new TreeMap<>();
    Map<Integer, Double> weights = new TreeMap<>();
    for (Cohort cohort : cohorts) {
      cohort
          .cells()
          .forEach(
              (offset, cell) -> {
                sums.merge(offset, cell * cohort.initialMinor(), Double::sum);
                weights.merge(offset, (double) cohort.initialMinor(), Double::sum);
              });
    }
    sums.replaceAll((offset, sum) -> sum / weights.get(offset));
    return new Cohort(
        AVERAGE,
        cohorts.stream().mapToLong(Cohort::customers).sum(),
        cohorts.stream().mapToLong(Cohort::initialMinor).sum(),
        sums);
  }

  private static Row row(Book book, Cohort cohort, Table pivot) {
    Object[] values = new Object[pivot.columns().size()];
    values[0] = book.currency();
    values[1] = book.isConverted();
    values[2] = cohort.name();
    values[3] = cohort.customers();
    values[4] = cohort.initialMinor();
    for (int index = COLUMNS_BEFORE; index < values.length; index++) {
      Double cell = cohort.cells().get(index - COLUMNS_BEFORE);
      boolean isAmount = pivot.columns().get(index).type().equals(Table.LONG);
      values[index] = cell != null && isAmount ? (Object) Math.round(cell) : cell;
    }
    return RowFactory.create(values);
  }
}
