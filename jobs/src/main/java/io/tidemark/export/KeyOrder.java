package io.tidemark.export;

import io.tidemark.tables.Column;
import io.tidemark.tables.Table;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.unsafe.types.UTF8String;

/** Orders rows by the key of their table, as Spark sorts them. */
final class KeyOrder {
  private KeyOrder() {}

  static Comparator<Row> of(Table table) {
    List<String> names = table.columns().stream().map(Column::name).toList();
    int[] key = table.key().stream().mapToInt(names::indexOf).toArray();
    return (one, other) -> {
      for (int column : key) {
        int order = compare(one.get(column), other.get(column));
        if (order != 0) {
          return order;
        }
      }
      return 0;
    };
  }

  /** Compares two values. Null comes first; texts are ordered by their bytes. */
  @SuppressWarnings("unchecked")
  private static int compare(Object one, Object other) {
    if (one == null || other == null) {
      return Boolean.compare(one != null, other != null);
    }
    return one instanceof String text
        ? UTF8String.fromString(text).compareTo(UTF8String.fromString((String) other))
        : ((Comparable<Object>) one).compareTo(other);
  }
}
