package io.tidemark.testing;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.tidemark.tables.Column;
import io.tidemark.tables.RowBuilder;
import io.tidemark.tables.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** Rows of a table as a person writes them: a header, then fields between bars. */
public final class LiteralTable {
  private static final Map<DataType, String> WHERE_REQUIRED =
      Map.of(
          Table.STRING, "-",
          Table.LONG, "0",
          Table.INT, "0",
          Table.RATE, "1",
          Table.DOUBLE, "0",
          Table.EXACT, "0",
          Table.BOOLEAN, "false",
          Table.TIMESTAMP, "2024-01-01T00:00:00Z",
          Table.DATE, "2024-01-01");

  private LiteralTable() {}

  /**
   * An empty field is null; a column that is left out is null where it may be, else 0, 1, false,
   * "-" or the first of 2024.
   */
  public static Dataset<Row> of(Table table, String text) {
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    List<String> header = fields(lines.get(0));
    StructType strings = new StructType();
    for (String name : header) {
      strings = strings.add(name, Table.STRING);
    }
    List<Row> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      Object[] fields = fields(line).stream().map(f -> f.isEmpty() ? null : f).toArray();
      rows.add(RowFactory.create(fields));
    }
    Dataset<Row> given = TestSpark.session().createDataFrame(rows, strings);
    return given.select(
        table.columns().stream()
            .map(column -> typed(column, header))
            .toArray(org.apache.spark.sql.Column[]::new));
  }

  /**
   * The same without Spark, with a declared type for each value: dates are {@link LocalDate}, times
   * are {@link Instant}.
   */
  public static List<Row> rows(Table table, String text) {
    return rows(table, text, RowBuilder.of(table));
  }

  /** The same, packed as plain Java gets them from Spark. */
  public static List<Row> packed(Table table, String text) {
    return rows(table, text, RowBuilder.packed(table));
  }

  private static List<Row> rows(Table table, String text, RowBuilder row) {
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    List<String> header = fields(lines.get(0));
    List<Row> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      List<String> fields = fields(line);
      for (Column column : table.columns()) {
        int index = header.indexOf(column.name());
        String missing = column.nullable() ? "" : WHERE_REQUIRED.get(column.type());
        row.set(column.name(), value(column.type(), index < 0 ? missing : fields.get(index)));
      }
      rows.add(row.build());
    }
    return rows;
  }

  private static Object value(DataType type, String text) {
    if (text.isEmpty()) {
      return null;
    }
    return switch (type.typeName()) {
      case "string" -> text;
      case "long" -> Long.valueOf(text);
      case "integer" -> Integer.valueOf(text);
      case "double" -> Double.valueOf(text);
      case "boolean" -> Boolean.valueOf(text);
      case "date" -> LocalDate.parse(text);
      case "timestamp" -> Instant.parse(text);
      default -> new BigDecimal(text);
    };
  }

  private static List<String> fields(String line) {
    return Arrays.stream(line.split("\\|", -1)).map(String::trim).toList();
  }

  private static org.apache.spark.sql.Column typed(Column column, List<String> header) {
    org.apache.spark.sql.Column text =
        header.contains(column.name())
            ? col(column.name())
            : lit(column.nullable() ? null : WHERE_REQUIRED.get(column.type()));
    return text.cast(column.type()).as(column.name());
  }
}
