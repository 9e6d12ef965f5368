package io.tidemark.bench;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Cuts an export in two, as one that is taken in every day comes: all before its last day, and that
 * day.
 */
final class Exported {
  private static final int DAY_LENGTH = "2024-12-31".length();

  private Exported() {}

  /**
   * Cuts invoices as they come where they are taken in every day: writes all before the last day to
   * {@code before.csv}, and that day to {@code day.csv}.
   *
   * @return the folder
   */
  static Path cut(Path invoices, Path folder) throws IOException {
    Files.createDirectories(folder);
    List<CsvRecord> records;
    try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(invoices)) {
      records = reader.stream().toList();
    }
    int date = records.get(0).getFields().indexOf("Date (UTC)");
    String last =
        records.stream().skip(1).map(record -> day(record, date)).max(String::compareTo).get();
    try (CsvWriter before = CsvWriter.builder().build(folder.resolve("before.csv"));
        CsvWriter day = CsvWriter.builder().build(folder.resolve("day.csv"))) {
      before.writeRecord(records.get(0).getFields());
      day.writeRecord(records.get(0).getFields());
      for (CsvRecord record : records.subList(1, records.size())) {
        (day(record, date).equals(last) ? day : before).writeRecord(record.getFields());
      }
    }
    return folder;
  }

  private static String day(CsvRecord record, int date) {
    return record.getField(date).substring(0, DAY_LENGTH);
  }

  static long rows(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count() - 1;
    }
  }

  /** The first of the customers' file. */
  static String customer(Path customers) throws IOException {
    try (Stream<String> lines = Files.lines(customers)) {
      return lines.skip(1).findFirst().orElseThrow().split(",")[0];
    }
  }
}
