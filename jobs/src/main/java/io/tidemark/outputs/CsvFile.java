package io.tidemark.outputs;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Rows as one CSV file by RFC 4180, UTF-8, with a header. A null is empty, an empty text is {@code
 * ""}; times are ISO 8601 in UTC. A text that a spreadsheet would take for a formula gets a leading
 * apostrophe.
 */
final class CsvFile {
  private static final String FORMULA_STARTS = "=+-@\t\r";

  private CsvFile() {}

  /** Writes the rows in the order they come, to a new file. */
  static void write(Path file, StructType schema, Iterator<Row> rows) throws IOException {
    OwnFiles.create(file).close();
    try (CsvWriter writer =
        CsvWriter.builder()
            .lineDelimiter(LineDelimiter.CRLF)
            .quoteStrategy(QuoteStrategies.EMPTY)
            .build(file)) {
      writer.writeRecord(Arrays.asList(schema.fieldNames()));
      List<String> cells = new ArrayList<>();
      while (rows.hasNext()) {
        Row row = rows.next();
        cells.clear();
        for (int column = 0; column < row.size(); column++) {
          cells.add(cell(row.get(column)));
        }
        writer.writeRecord(cells);
      }
    }
  }

  /** A value as it stands in the file; null stays null. */
  static String cell(Object value) {
    if (value instanceof String text) {
      return isFormula(text) ? "'" + text : text;
    }
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    if (value instanceof Timestamp time) {
      return time.toInstant().toString();
    }
    return value == null ? null : value.toString();
  }

  /** A text as it was before it got an apostrophe. */
  static String text(String cell) {
    return cell.startsWith("'") && isFormula(cell.substring(1)) ? cell.substring(1) : cell;
  }

  private static boolean isFormula(String text) {
    return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
  }
}
