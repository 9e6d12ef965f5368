package io.tidemark.insights;

import io.tidemark.tables.Column;
import io.tidemark.tables.RowBuilder;
import io.tidemark.tables.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;

/** Reads rows of a table as a person writes them: a header, then fields between bars. */
final class LiteralRows {
  private static final Map<DataType, String> WHERE_REQUIRED =
      Map.of(
          Table.STRING, "-",
          Table.LONG, "0",
          Table.INT, "0",
          Table.BOOLEAN, "false",
          Table.DATE, "2024-01-01");

  private LiteralRows() {}

  /**
   * Returns the rows. An empty field is null; a column that is left out is null where it may be,
   * else 0, false, "-" or the first day of 2024.
   */
  static TableRows of(Table table, String text) {
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    List<String> header = fields(lines.get(0));
    RowBuilder builder = RowBuilder.of(table);
    List<Row> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      List<String> fields = fields(line);
      for (Column column : table.columns()) {
        int index = header.indexOf(column.name());
        String field = index < 0 ? missing(column) : fields.get(index);
        builder.set(column.name(), field.isEmpty() ? null : value(column.type(), field));
      }
      rows.add(builder.build());
    }
    return new TableRows(table, rows);
  }

  private static String missing(Column column) {
    return column.nullable() ? "" : WHERE_REQUIRED.get(column.type());
  }

  private static List<String> fields(String line) {
    return Arrays.stream(line.split("\\|", -1)).map(String::trim).toList();
  }

  private static Object value(DataType type, String text) {
    if (type.equals(Table.LONG)) {
      return Long.valueOf(text);
    } else if (type.equals(Table.INT)) {
      return Integer.valueOf(text);
    } else if (type.equals(Table.DOUBLE)) {
      return Double.valueOf(text);
    } else if (type.equals(Table.BOOLEAN)) {
      return Boolean.valueOf(text);
    } else if (type.equals(Table.DATE)) {
      return LocalDate.parse(text);
    }
    return text;
  }
}
