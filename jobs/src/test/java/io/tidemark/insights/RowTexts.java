package io.tidemark.insights;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/** Writes rows as texts: a space between columns, doubles with four decimals. */
public record RowTexts(List<Row> rows) {
  public static RowTexts of(TableRows table) {
    return new RowTexts(table.rows());
  }

  /** Returns the rows that have a value in a column. */
  public RowTexts where(String column, Object value) {
    return new RowTexts(
        rows.stream().filter(row -> text(row.getAs(column)).equals(text(value))).toList());
  }

  /** Returns columns, or all where none is given. */
  public List<String> texts(String... columns) {
    return rows.stream().map(row -> text(row, columns)).toList();
  }

  private static String text(Row row, String... columns) {
    return Stream.of(columns.length > 0 ? columns : row.schema().fieldNames())
        .map(column -> text(row.getAs(column)))
        .collect(Collectors.joining(" "));
  }

  private static String text(Object value) {
    return value instanceof Double ? String.format(Locale.ROOT, "%.4f", value) : "" + value;
  }
}
