package io.tidemark.testing;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The rows of a Stripe export as texts by column, to be varied and written again. */
public final class ExportTable {
  private static final Set<String> AMOUNTS =
      Set.of(
          "Amount Due",
          "Ending Balance",
          "Starting Balance",
          "Subtotal",
          "Total Discount Amount",
          "Tax",
          "Total",
          "Amount Paid",
          "Exclusive Tax Amount",
          "Inclusive Tax Amount",
          "Total Spend");

  private ExportTable() {}

  /** One row; what is changed is changed in a copy. */
  public record Row(Map<String, String> cells) {
    public String get(String column) {
      return cells.get(column);
    }

    public Row with(String column, String text) {
      Map<String, String> changed = new LinkedHashMap<>(cells);
      changed.replace(column, text);
      return new Row(changed);
    }

    /** The same of another customer; also of an invoice, which gets another id. */
    public Row ofAnother(String prefix) {
      Map<String, String> changed = new LinkedHashMap<>(cells);
      for (String id : List.of("id", "Customer", "Subscription")) {
        changed.computeIfPresent(id, (column, text) -> text.isEmpty() ? text : prefix + text);
      }
      return new Row(changed);
    }

    /** Every amount times a number. */
    public Row scaled(long factor) {
      Map<String, String> changed = new LinkedHashMap<>(cells);
      AMOUNTS.forEach(
          amount -> changed.computeIfPresent(amount, (column, text) -> scaled(text, factor)));
      return new Row(changed);
    }

    /** Every time so many years later. */
    public Row later(int years) {
      Map<String, String> changed = new LinkedHashMap<>(cells);
      changed.replaceAll(
          (column, text) ->
              column.endsWith("(UTC)") && !text.isEmpty() ? later(text, years) : text);
      return new Row(changed);
    }

    private static String scaled(String text, long factor) {
      return text.isEmpty()
          ? text
          : new BigDecimal(text.replace(',', '.'))
              .multiply(BigDecimal.valueOf(factor))
              .toPlainString()
              .replace('.', ',');
    }

    private static String later(String time, int years) {
      return Integer.parseInt(time.substring(0, 4)) + years + time.substring(4);
    }
  }

  /** The rows of a file, in its order. */
  public static List<Row> read(Path file) throws IOException {
    List<Row> rows = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> records = CsvReader.builder().ofNamedCsvRecord(file)) {
      records.forEach(record -> rows.add(new Row(record.getFieldsAsMap())));
    }
    return rows;
  }

  /** Every row changed in the same way. */
  public static List<Row> each(List<Row> rows, UnaryOperator<Row> change) {
    return rows.stream().map(change).toList();
  }

  /** Writes rows of the same columns; returns where. */
  public static String write(List<Row> rows, Path file) throws IOException {
    try (CsvWriter writer = CsvWriter.builder().build(file)) {
      writer.writeRecord(rows.get(0).cells().keySet());
      rows.forEach(row -> writer.writeRecord(row.cells().values()));
    }
    return file.toString();
  }
}
