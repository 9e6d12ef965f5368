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
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Rows as one CSV file by RFC 4180, UTF-8, with a header. A null is empty, an empty text is {@code
 * ""}; times are ISO 8601 in UTC. An apostrophe precedes what a spreadsheet may take for a formula:
 * at the start of a text, and behind a semicolon, tab or line end, where it may split the text.
 */
final class CsvFile {
  private static final String STARTS = "(?:^|(?<=[;\t\n])|(?<=\r)(?!\n))";
  private static final String FORMULA =
      "(?=[\\s\"']*[=+\\-@\\uff1d\\uff0b\\uff0d\\uff20]|'*[\t\r])";
  private static final Pattern FORMULA_START = Pattern.compile(STARTS + FORMULA);
  private static final Pattern NEUTRALIZED = Pattern.compile(STARTS + "'" + FORMULA);

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
      return FORMULA_START.matcher(text).replaceAll("'");
    }
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    if (value instanceof Timestamp time) {
      return time.toInstant().toString();
    }
    return value == null ? null : value.toString();
  }

  /** A text as it was before it got apostrophes. */
  static String text(String cell) {
    return NEUTRALIZED.matcher(cell).replaceAll("");
  }
}
