package io.tidemark.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import io.tidemark.tables.Money;
import io.tidemark.tables.Table;
import io.tidemark.util.SpreadsheetText;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes rows to one CSV file according to RFC 4180, in UTF-8, with a header. A null is empty, an
 * empty text is {@code ""}; times are ISO 8601 in UTC. Texts have no formulas: {@link
 * SpreadsheetText}.
 */
final class CsvFile implements Closeable {
  private final CsvWriter writer;
  private final List<String> cells = new ArrayList<>();

  /** Returns the header of a table's file. */
  static byte[] header(Table table) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (CsvFile header = new CsvFile(bytes)) {
      header.writer.writeRecord(
          table.columns().stream().map(column -> Money.publishedName(column.name())).toList());
    }
    return bytes.toByteArray();
  }

  /** Starts a file without a header. */
  CsvFile(OutputStream file) {
    this.writer =
        CsvWriter.builder()
            .lineDelimiter(LineDelimiter.CRLF)
            .quoteStrategy(QuoteStrategies.EMPTY)
            .build(file);
  }

  void write(Object... values) {
    cells.clear();
    for (Object value : values) {
      cells.add(cell(value));
    }
    writer.writeRecord(cells);
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }

  /** Returns a value as it is written to the file; null for null. */
  static String cell(Object value) {
    if (value instanceof String text) {
      return SpreadsheetText.of(text);
    }
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    return value == null ? null : value.toString();
  }
}
