package io.tidemark.run;

import io.tidemark.errors.RunErrors;
import io.tidemark.export.Exports;
import io.tidemark.source.IngestLog;
import io.tidemark.tables.MrrTables;
import io.tidemark.tables.Table;
import io.tidemark.warehouse.Manifest;
import io.tidemark.warehouse.PrivateJson;
import io.tidemark.warehouse.PublishedRuns;
import io.tidemark.warehouse.PublishedRuns.Published;
import io.tidemark.warehouse.RunFingerprint;
import io.tidemark.warehouse.Runs.Run;
import io.tidemark.warehouse.Warehouse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The run that readers saw when another one started, which builds on it. */
public final class PreviousRun {
  private static final String LEDGER = "files.json";

  private final Warehouse warehouse;
  private final Path runFolder;
  private final Manifest manifest;
  private final RunFingerprint basis;
  private final IngestLog ledger;
  private final Map<Table, Dataset<Row>> read = new ConcurrentHashMap<>();

  private PreviousRun(
      Warehouse warehouse,
      Path runFolder,
      Manifest manifest,
      RunFingerprint basis,
      IngestLog ledger) {
    this.warehouse = warehouse;
    this.runFolder = runFolder;
    this.manifest = manifest;
    this.basis = basis;
    this.ledger = ledger;
  }

  /**
   * The current run of a warehouse, if any.
   *
   * @param tables where its tables are read from
   * @throws io.tidemark.errors.UserError where it was published by a version that kept no basis
   */
  public static Optional<PreviousRun> of(Path warehouse, Warehouse tables) {
    PublishedRuns runs = PublishedRuns.of(warehouse);
    return runs.current().map(run -> of(runs, run, tables));
  }

  private static PreviousRun of(PublishedRuns runs, Published run, Warehouse tables) {
    Path folder = runs.folder(run);
    RunFingerprint basis =
        PrivateJson.read(folder.resolve(RunFingerprint.FILE), RunFingerprint.class)
            .orElseThrow(() -> RunErrors.notToBuildOn(run.runId(), RunFingerprint.FILE));
    IngestLog ledger =
        PrivateJson.read(folder.resolve(LEDGER), IngestLog.class)
            .orElseThrow(() -> RunErrors.notToBuildOn(run.runId(), LEDGER));
    return new PreviousRun(tables, folder, runs.manifest(run), basis, ledger);
  }

  /**
   * Size of the files behind the current run of a warehouse, bytes; 0 where there is none, or one
   * that nothing can be built on.
   *
   * @throws io.tidemark.errors.UserError where it cannot be read
   */
  public static long bytes(Path warehouse) {
    PublishedRuns runs = PublishedRuns.of(warehouse);
    return runs.current()
        .flatMap(run -> PrivateJson.read(runs.folder(run).resolve(LEDGER), IngestLog.class))
        .map(IngestLog::bytes)
        .orElse(0L);
  }

  /** Keeps in the folder of a run what a later one has to know of it. */
  public static void keep(RunFingerprint basis, IngestLog ledger, Path runFolder) {
    PrivateJson.write(basis, runFolder.resolve(RunFingerprint.FILE));
    PrivateJson.write(ledger, runFolder.resolve(LEDGER));
  }

  /** The run itself. */
  public Run run() {
    return new Run(manifest.runId(), manifest.identity(), manifest.startedAt(), runFolder);
  }

  /** The files behind its figures. */
  public IngestLog ledger() {
    return ledger;
  }

  public RunFingerprint basis() {
    return basis;
  }

  /** Whether the run wrote a table; a run without corrections has none of their records. */
  public boolean has(Table table) {
    return manifest.tables().containsKey(table.name());
  }

  /**
   * A table as the run left it, whatever was written to it since; its declared columns.
   *
   * @throws io.tidemark.errors.UserError where the run has no such table or column
   */
  public Dataset<Row> table(Table table) {
    return read.computeIfAbsent(table, this::read);
  }

  private Dataset<Row> read(Table table) {
    Manifest.TableState state = manifest.tables().get(table.name());
    if (state == null || state.deltaVersion() == null) {
      throw RunErrors.notToBuildOn(manifest.runId(), "the table " + table.name());
    }
    Dataset<Row> rows = warehouse.read(table, state);
    List<String> columns = List.of(rows.columns());
    table.columns().stream()
        .filter(column -> !columns.contains(column.name()))
        .findFirst()
        .ifPresent(
            column -> {
              String name = table.name() + "." + column.name();
              throw RunErrors.notToBuildOn(manifest.runId(), "the column " + name);
            });
    return table.select(rows);
  }

  /** {@link MrrTables#DAILY_MRR} as it was published, in minor units. */
  public Dataset<Row> dailyMrr() {
    return Exports.read(MrrTables.DAILY_MRR, runFolder, warehouse.exchange(), warehouse.spark());
  }
}
