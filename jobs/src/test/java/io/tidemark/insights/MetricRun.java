package io.tidemark.insights;

import io.tidemark.tables.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.lang3.SerializationUtils;
import org.apache.spark.sql.Row;

/** Runs a metric on two tasks as a run does: sums are sent and merged, rows made once. */
final class MetricRun {
  private MetricRun() {}

  /** Returns the rows of the metric's only table; every other customer is of the other task. */
  static <S extends Mergeable<S>> List<Row> rows(
      Metric<S> metric, List<CustomerHistory> customers, Results results) {
    List<S> tasks = new ArrayList<>();
    for (int task = 0; task < 2; task++) {
      Metric<S> sent = SerializationUtils.clone(metric);
      S sums = sent.empty();
      for (int index = task; index < customers.size(); index += 2) {
        sent.observe(customers.get(index), sums);
      }
      tasks.add(SerializationUtils.clone(sums));
    }
    S all = metric.empty();
    tasks.forEach(all::merge);
    List<TableRows> tables = metric.finish(all, results);
    return tables.get(0).rows();
  }

  /** Returns columns of rows with blanks between them, ratios with four decimals. */
  static List<String> texts(List<Row> rows, String... columns) {
    return rows.stream()
        .map(
            row ->
                Stream.of(columns)
                    .map(column -> text(row.getAs(column)))
                    .collect(Collectors.joining(" ")))
        .toList();
  }

  /** Returns all columns of a table. */
  static List<String> texts(List<Row> rows, Table table) {
    return texts(
        rows, table.columns().stream().map(column -> column.name()).toArray(String[]::new));
  }

  private static String text(Object value) {
    return value instanceof Double ? String.format(Locale.ROOT, "%.4f", value) : "" + value;
  }
}
