package io.tidemark.warehouse;

import io.tidemark.errors.Errors;
import io.tidemark.warehouse.PublishedRuns.Published;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;

/**
 * Reads the exported Parquet tables of a published run, without Spark. A lookup by the column that
 * a table is sorted by reads one page of each column, whatever the size of the table. Not
 * thread-safe.
 */
public final class ExportReader {
  // Names only: a declared table needs classes of Spark, which take too long to load for a lookup.
  public static final String CUSTOMERS = "customers";
  public static final String INVOICES = "invoices";
  public static final String ADJUSTMENTS = "adjustments";
  public static final String EXCHANGE_RATES = "exchange_rates";
  public static final String MRR_LAYERS = "mrr_layers";
  public static final String CUSTOMER_MRR = "customer_mrr";

  private static final String CUSTOMER = "customer_id";

  private final Path tables;
  private final Supplier<RunPolicy> run;
  private final Map<String, List<Path>> parts = new HashMap<>();
  private final Map<Path, ParquetMetadata> footers = new HashMap<>();
  private final Map<String, Map<String, List<ExportRow>>> held = new HashMap<>();

  private ExportReader(Path runFolder, Supplier<RunPolicy> run) {
    this.tables = tables(runFolder);
    this.run = run;
  }

  /**
   * Opens a published run.
   *
   * @throws io.tidemark.errors.UserError if its folder lacks the files that a query needs
   */
  public static ExportReader of(PublishedRuns runs, Published run) {
    return of(runs.folder(run), run.runId());
  }

  static ExportReader of(Path runFolder, String runId) {
    RunPolicy run = RunPolicy.of(runFolder, runId);
    return new ExportReader(runFolder, () -> run);
  }

  /** Opens the tables of a run that is not published yet. */
  public static ExportReader ofTables(Path runFolder) {
    return new ExportReader(
        runFolder,
        () -> {
          throw new IllegalStateException("the run is not published yet");
        });
  }

  /** Returns the folder that contains a folder for each Parquet table of a run. */
  public static Path tables(Path runFolder) {
    return runFolder.resolve("exports").resolve("parquet");
  }

  public RunPolicy run() {
    return run.get();
  }

  /**
   * Returns the rows of a table that have a value in a text column, in the order of the file.
   *
   * @throws io.tidemark.errors.UserError if the table is missing or damaged
   */
  public List<ExportRow> rows(String table, String column, String value) {
    List<ExportRow> known =
        column.equals(CUSTOMER) ? held.getOrDefault(table, Map.of()).get(value) : null;
    return known == null ? rows(table, column, List.of(value)) : known;
  }

  /**
   * Reads the rows of several customers at once and keeps them in memory, so that lookups by one of
   * these customers do not read the files again. Discards the rows of other customers.
   */
  public void hold(List<String> tables, Collection<String> customers) {
    held.clear();
    for (String table : tables) {
      Map<String, List<ExportRow>> rows = new HashMap<>();
      customers.forEach(customer -> rows.put(customer, new ArrayList<>()));
      rows(table, CUSTOMER, customers).forEach(row -> rows.get(row.text(CUSTOMER)).add(row));
      held.put(table, rows);
    }
  }

  /** Returns the rows of a table that have one of several values in a text column. */
  public List<ExportRow> rows(String table, String column, Collection<String> values) {
    FilterCompat.Filter oneOf =
        FilterCompat.get(FilterApi.userDefined(FilterApi.binaryColumn(column), new OneOf(values)));
    List<ExportRow> found = new ArrayList<>();
    try (ExportRows rows = new ExportRows(parts(table), List.of(), oneOf, footers)) {
      rows.forEachRemaining(found::add);
    }
    return found;
  }

  /**
   * Opens all rows of a table, in the order of the file.
   *
   * @param columns the columns to read
   * @throws io.tidemark.errors.UserError if the table is missing or damaged
   */
  public ExportRows all(String table, List<String> columns) {
    return new ExportRows(parts(table), columns, FilterCompat.NOOP, footers);
  }

  private List<Path> parts(String table) {
    return parts.computeIfAbsent(table, this::files);
  }

  private List<Path> files(String table) {
    Path folder = tables.resolve(table);
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException missing) {
      throw Errors.warehouseDamaged(folder, "The run was published with it, but it is gone.");
    }
  }
}
