package io.tidemark.insights;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/**
 * The tables of a metric over literal customers, each observed in a task that is sent and merged.
 */
final class ObservedTables {
  private ObservedTables() {}

  static <S extends Mergeable<S>> List<TableRows> of(
      Metric<S> metric, Results results, List<CustomerHistory> customers) {
    S all = metric.empty();
    for (CustomerHistory customer : customers) {
      S sums = metric.empty();
      metric.observe(customer, sums);
      all.merge(sent(sums));
    }
    return metric.finish(all, results);
  }

  /** Rows as texts; all columns where none are named. */
  static List<String> texts(TableRows table, String... columns) {
    return table.rows().stream().map(row -> text(row, columns)).toList();
  }

  private static String text(Row row, String... columns) {
    Stream<String> names = Stream.of(columns.length > 0 ? columns : row.schema().fieldNames());
    return names.map(name -> text(row.getAs(name))).collect(Collectors.joining(" "));
  }

  private static String text(Object value) {
    return value instanceof Double number
        ? String.format(Locale.ROOT, "%.4f", number)
        : String.valueOf(value);
  }

  @SuppressWarnings("unchecked")
  private static <S> S sent(S sums) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(sums);
      }
      return (S) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    } catch (IOException | ClassNotFoundException notSerializable) {
      throw new IllegalStateException(notSerializable);
    }
  }
}
