package io.tidemark.export;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.tidemark.errors.Errors;
import io.tidemark.report.Excerpt;
import io.tidemark.report.Excerpts;
import io.tidemark.report.Facts;
import io.tidemark.report.Page;
import io.tidemark.report.PageData;
import io.tidemark.tables.InsightTables;
import io.tidemark.tables.StatisticsTables;
import io.tidemark.tables.Table;
import io.tidemark.util.SpreadsheetText;
import io.tidemark.warehouse.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Writes the report of a run from its CSV exports, so that the page shows what was published. */
public final class ReportFile {
  /** The tables of the page that name customers. */
  private static final List<Table> NAMING =
      List.of(
          InsightTables.BIGGEST_CUSTOMERS,
          InsightTables.RENEWAL_CALENDAR,
          StatisticsTables.SIGNIFICANT_DAY_DRIVERS,
          StatisticsTables.FORECAST_RISKS);

  private ReportFile() {}

  /**
   * Writes {@code report/index.html}.
   *
   * @param runFolder the folder with all exports; a table too large for CSV is not on the page
   * @return the path of the page
   */
  public static Path write(Path runFolder, Facts facts) {
    Path page = runFolder.resolve("report").resolve("index.html");
    try {
      PageData figures = new PageData(facts);
      for (Excerpt excerpt : Excerpts.all()) {
        add(figures, excerpt, runFolder.resolve("exports").resolve("csv"));
      }
      Set<String> customers = named(runFolder.resolve("exports").resolve("csv"));
      for (Excerpt excerpt : Excerpts.histories(customers)) {
        add(figures, excerpt, runFolder.resolve("exports").resolve("csv"));
      }
      PrivateFiles.createFolders(page.getParent());
      PrivateFiles.replace(page, Page.of(figures).getBytes(StandardCharsets.UTF_8));
      return page;
    } catch (IOException failed) {
      throw Errors.unwritable(page, failed.toString());
    }
  }

  /** Returns the largest customers, and all that other tables of the page name. */
  private static Set<String> named(Path exports) throws IOException {
    Set<String> customers = new HashSet<>();
    for (Table table : NAMING) {
      Path csv = exports.resolve(table.name() + ".csv");
      if (!Files.exists(csv)) {
        continue;
      }
      try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(csv)) {
        for (NamedCsvRecord row : reader) {
          for (String column : List.of("customer_id", "largest_customer_id")) {
            row.findField(column)
                .filter(id -> !id.isEmpty())
                .map(SpreadsheetText::original)
                .ifPresent(customers::add);
          }
        }
      }
    }
    return customers;
  }

  private static void add(PageData figures, Excerpt excerpt, Path exports) throws IOException {
    Path csv = exports.resolve(excerpt.table().name() + ".csv");
    if (!Files.exists(csv)) {
      return;
    }
    try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(csv);
        Stream<CsvRecord> records = reader.stream()) {
      Iterator<CsvRecord> each = records.iterator();
      List<String> header = each.next().getFields();
      Iterable<CsvRecord> rest = () -> each;
      figures.add(
          excerpt, header, StreamSupport.stream(rest.spliterator(), false).map(ReportFile::cells));
    }
  }

  private static List<String> cells(CsvRecord row) {
    List<String> cells = new ArrayList<>();
    for (String field : row.getFields()) {
      cells.add(field.isEmpty() ? null : SpreadsheetText.original(field));
    }
    return cells;
  }
}
