package io.tidemark.compare;

import io.tidemark.compare.RejectedRow.Reason;
import io.tidemark.errors.ErrorCode;
import io.tidemark.errors.Errors;
import io.tidemark.errors.UserError;
import io.tidemark.source.csv.ByteOrderMark;
import io.tidemark.source.csv.CsvRecordReader;
import io.tidemark.source.csv.RawRecord;
import io.tidemark.tables.Currencies;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the file of another system strictly. A row or value that cannot be read is counted under a
 * reason; a file that cannot be read as a whole is refused.
 */
final class OtherReader {
  private static final List<Character> SEPARATORS = List.of(',', ';', '\t');

  private final Path path;
  private final OtherOptions options;
  private final String defaultCurrency;
  private final OtherFile file = new OtherFile();

  private OtherReader(Path path, OtherOptions options, String defaultCurrency) {
    this.path = path;
    this.options = options;
    this.defaultCurrency = defaultCurrency;
  }

  /**
   * Reads a file.
   *
   * @param defaultCurrency of rows without a currency
   * @param last the last month of a file of changes
   * @throws UserError if the file cannot be read, lacks a column, or has no amount
   */
  static OtherFile read(Path path, OtherOptions options, String defaultCurrency, YearMonth last) {
    OtherReader reader = new OtherReader(path, options, defaultCurrency);
    try {
      reader.read();
    } catch (IOException unreadable) {
      throw Errors.unreadable(path.toString(), unreadable.toString());
    }
    if (options.format().hasMovements()) {
      reader.file.accumulate(last);
    }
    if (reader.file.isEmpty()) {
      throw reader.refused(
          ErrorCode.FILES_REFUSED, "No row has a customer, a month and an amount.", reader.why());
    }
    return reader.file;
  }

  private String why() {
    return file.rejects().stream()
        .findFirst()
        .map(
            reject ->
                String.format(
                    Locale.ROOT,
                    "The first problem is %s in line %d: \"%s\".",
                    reject.reason(),
                    reject.line(),
                    reject.example()))
        .orElse("Check that the export is complete.");
  }

  private void read() throws IOException {
    List<RawRecord> records = records();
    List<String> names = records.get(0).fields().stream().map(String::strip).toList();
    OtherHeader header = OtherHeader.of(names, options, path.toString());
    header.months().values().forEach(file::addMonth);
    List<RawRecord> rows = records.subList(1, records.size());
    Amounts amounts =
        Amounts.of(
            rows.stream()
                .filter(row -> row.fields().size() >= header.width())
                .flatMap(row -> header.amounts().stream().map(row.fields()::get))
                .toList());
    if (amounts.isMixed()) {
      throw refused(
          ErrorCode.DECIMAL_MIXED,
          "Some amounts have a decimal comma and others a decimal point.",
          "Export the file again with one format of numbers.");
    }
    for (RawRecord row : rows) {
      file.countRow();
      if (row.fields().size() < header.width()) {
        file.reject(Reason.FIELDS_MISSING, row.line(), row.text());
      } else {
        read(row, header, amounts);
      }
    }
  }

  private List<RawRecord> records() throws IOException {
    char separator = separator();
    List<RawRecord> records = new ArrayList<>();
    try (CsvRecordReader reader = open(separator)) {
      for (RawRecord record = reader.next(); record != null; record = reader.next()) {
        records.add(record);
      }
    }
    if (records.isEmpty()) {
      throw refused(ErrorCode.FILE_EMPTY, "The file is empty.", "Export it again.");
    }
    return records;
  }

  /** Returns the separator that splits the header into most fields. */
  private char separator() throws IOException {
    char best = SEPARATORS.get(0);
    int most = 0;
    for (char separator : SEPARATORS) {
      try (CsvRecordReader reader = open(separator)) {
        RawRecord header = reader.next();
        int fields = header == null ? 0 : header.fields().size();
        if (fields > most) {
          most = fields;
          best = separator;
        }
      }
    }
    return best;
  }

  private CsvRecordReader open(char separator) throws IOException {
    InputStream input = new BufferedInputStream(Files.newInputStream(path));
    long mark = ByteOrderMark.skipMark(input, path.toString());
    return new CsvRecordReader(input, path.toString(), separator, mark, 0);
  }

  private void read(RawRecord row, OtherHeader header, Amounts amounts) {
    String customer = header.text(OtherFormat.CUSTOMER, row.fields());
    String code = header.text(OtherFormat.CURRENCY, row.fields());
    String currency = code.isEmpty() ? defaultCurrency : code.toUpperCase(Locale.ROOT);
    if (customer.isEmpty()) {
      file.reject(Reason.CUSTOMER_EMPTY, row.line(), row.text());
    } else if (!Currencies.isKnown(currency)) {
      file.reject(Reason.CURRENCY_UNKNOWN, row.line(), code);
    } else if (header.months().isEmpty()) {
      String text = header.text(OtherFormat.MONTH, row.fields());
      Optional<YearMonth> month =
          options.month() == null ? Months.of(text) : Optional.of(options.month());
      month.ifPresentOrElse(
          of ->
              add(row, customer, currency, of, row.fields().get(header.amounts().get(0)), amounts),
          () -> file.reject(Reason.MONTH_INVALID, row.line(), text));
    } else {
      header
          .months()
          .forEach(
              (column, month) -> {
                String text = row.fields().get(column);
                add(row, customer, currency, month, text.isBlank() ? "0" : text, amounts);
              });
    }
  }

  private void add(
      RawRecord row,
      String customer,
      String currency,
      YearMonth month,
      String text,
      Amounts amounts) {
    amounts
        .minor(text, Currencies.decimals(currency), options.hasMinorUnits())
        .ifPresentOrElse(
            minor -> file.add(customer, currency, month, minor),
            () -> file.reject(Reason.AMOUNT_INVALID, row.line(), text));
  }

  private UserError refused(ErrorCode code, String why, String remedy) {
    return Errors.fileRefused(code, path.toString(), why, remedy);
  }
}
