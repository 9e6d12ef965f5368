package io.tidemark.source.rates;

import io.tidemark.errors.ErrorCode;
import io.tidemark.errors.Errors;
import io.tidemark.errors.UserError;
import io.tidemark.source.InputFiles;
import io.tidemark.source.csv.BoundedGzipStream;
import io.tidemark.source.csv.ByteOrderMark;
import io.tidemark.source.csv.CsvRecordReader;
import io.tidemark.source.csv.InputFile;
import io.tidemark.source.csv.RawRecord;
import io.tidemark.tables.Currencies;
import io.tidemark.util.Checksums;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Reads exchange rates in the layout of the European Central Bank's {@code eurofxref-hist.csv}: one
 * row per day, one column per currency, units of the currency per euro, {@code N/A} for no rate.
 * All amounts depend on the rates, so a single invalid cell refuses the file.
 */
public final class ExchangeRateReader {
  private static final Pattern RATE = Pattern.compile("[0-9]{1,10}(?:\\.[0-9]{1,8})?");
  private static final String NONE = "N/A";
  private static final String BUNDLED = "/data/fx/eurofxref-hist.csv";

  private final String file;
  private final List<Row> rows = new ArrayList<>();
  private final Set<LocalDate> days = new HashSet<>();

  private ExchangeRateReader(String file) {
    this.file = file;
  }

  /**
   * Reads the rates of a file. Columns of withdrawn currencies are ignored; the euro itself has no
   * row.
   *
   * @param path a {@code .csv} or {@code .csv.gz} file; empty for the bundled one
   * @throws UserError if it is unreadable or a day, currency or rate is invalid
   */
  public static RateFile read(Optional<String> path, Configuration hadoop) {
    if (path.isEmpty()) {
      return read(
          BUNDLED.substring(1), false, () -> ExchangeRateReader.class.getResourceAsStream(BUNDLED));
    }
    InputFile input = InputFiles.of(List.of(path.get()), hadoop).get(0).get(0);
    return read(input.name(), input.isCompressed(), () -> input.open(hadoop));
  }

  /** Opens the file. */
  private interface Opening {
    InputStream open() throws IOException;
  }

  private static RateFile read(String name, boolean isCompressed, Opening opening) {
    ExchangeRateReader rates = new ExchangeRateReader(name);
    try (InputStream opened = opening.open()) {
      byte[] stored = opened.readAllBytes();
      InputStream bytes = new ByteArrayInputStream(stored);
      InputStream text =
          isCompressed
              ? new BufferedInputStream(new BoundedGzipStream(bytes, name, stored.length))
              : bytes;
      long offset = ByteOrderMark.skipMark(text, name);
      rates.readAll(new CsvRecordReader(text, name, ',', offset, 0));
      String sha256 = Checksums.sha256(stored);
      return new RateFile(name, sha256, stored.length, rates.days.size(), rates.rows);
    } catch (IOException unreadable) {
      throw Errors.unreadable(name, String.valueOf(unreadable.getMessage()));
    }
  }

  private void readAll(CsvRecordReader records) throws IOException {
    RawRecord header = records.next();
    if (header == null || !header.fields().get(0).equals("Date")) {
      throw refused(1, "The first line is not a header that starts with Date");
    }
    List<String> codes = header.fields();
    Set<String> seen = new HashSet<>();
    for (String code : codes) {
      if (!seen.add(code)) {
        throw refused(1, "Duplicate column \"" + code + "\"");
      }
    }
    for (RawRecord record = records.next(); record != null; record = records.next()) {
      add(codes, record);
    }
    if (rows.isEmpty()) {
      throw refused(1, "The file contains no rates");
    }
  }

  private void add(List<String> codes, RawRecord record) {
    List<String> cells = record.fields();
    if (cells.size() != codes.size()) {
      throw refused(record.line(), cells.size() + " fields, but the header has " + codes.size());
    }
    LocalDate day = day(cells.get(0), record.line());
    for (int column = 1; column < cells.size(); column++) {
      String cell = cells.get(column);
      boolean isBlank = cell.isEmpty() && codes.get(column).isEmpty();
      if (!isBlank && !cell.equals(NONE)) {
        addRate(codes.get(column), day, cell, record.line());
      }
    }
  }

  private void addRate(String code, LocalDate day, String cell, long line) {
    if (!RATE.matcher(cell).matches() || new BigDecimal(cell).signum() == 0) {
      throw refused(line, "\"" + cell + "\" is not a valid rate for " + code);
    }
    if (Currencies.isKnown(code)) {
      rows.add(RowFactory.create(code, Date.valueOf(day), new BigDecimal(cell).setScale(8)));
    }
  }

  private LocalDate day(String text, long line) {
    try {
      LocalDate day = LocalDate.parse(text);
      if (!days.add(day)) {
        throw refused(line, "Duplicate date " + day);
      }
      return day;
    } catch (DateTimeException malformed) {
      throw refused(line, "\"" + text + "\" is not a valid date");
    }
  }

  private UserError refused(long line, String why) {
    return Errors.fileRefused(
        ErrorCode.RATES_INVALID,
        file + ", line " + line,
        why + ".",
        "Use the ECB's eurofxref-hist.csv or a file in the same format.");
  }
}
