package io.tidemark.run;

import io.tidemark.digest.DigestFiles;
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

/** The run that was current when another run started, which builds on it. */
public final class PreviousRun {
  private static final String INGEST_LOG = "files.json";

  private final Warehouse warehouse;
  private final Path runFolder;
  private final Manifest manifest;
  private final RunFingerprint basis;
  private final IngestLog ingestLog;
  private final Map<Table, Dataset<Row>> read = new ConcurrentHashMap<>();

  private PreviousRun(
      Warehouse warehouse,
      Path runFolder,
      Manifest manifest,
      RunFingerprint basis,
      IngestLog ingestLog) {
    this.warehouse = warehouse;
    this.runFolder = runFolder;
    this.manifest = manifest;
    this.basis = basis;
    this.ingestLog = ingestLog;
  }

  /**
   * Returns the current run of a warehouse, if any.
   *
   * @param tables reads its tables
   * @throws io.tidemark.errors.UserError if the version that published it kept no fingerprint
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
    IngestLog ingestLog =
        PrivateJson.read(folder.resolve(INGEST_LOG), IngestLog.class)
            .orElseThrow(() -> RunErrors.notToBuildOn(run.runId(), INGEST_LOG));
    return new PreviousRun(tables, folder, runs.manifest(run), basis, ingestLog);
  }

  /**
   * Returns the size in bytes of the files that the current run of a warehouse was computed from; 0
   * if there is no run, or none to build on.
   *
   * @throws io.tidemark.errors.UserError if it cannot be read
   */
  public static long bytes(Path warehouse) {
    PublishedRuns runs = PublishedRuns.of(warehouse);
    return runs.current()
        .flatMap(run -> PrivateJson.read(runs.folder(run).resolve(INGEST_LOG), IngestLog.class))
        .map(IngestLog::bytes)
        .orElse(0L);
  }

  /** Writes the records that a later run needs to the folder of a run. */
  public static void keep(RunFingerprint basis, IngestLog ingestLog, Path runFolder) {
    PrivateJson.write(basis, runFolder.resolve(RunFingerprint.FILE));
    PrivateJson.write(ingestLog, runFolder.resolve(INGEST_LOG));
  }

  public Run run() {
    return new Run(manifest.runId(), manifest.identity(), manifest.startedAt(), runFolder);
  }

  /** Returns the duration of each of its steps in seconds, by name. */
  Map<String, Double> seconds() {
    return manifest.seconds();
  }

  /** Returns what a digest compares with. */
  DigestFiles.Previous asBefore() {
    return new DigestFiles.Previous(runFolder, manifest.asOf());
  }

  /** Returns the files that its figures were computed from. */
  public IngestLog ingestLog() {
    return ingestLog;
  }

  public RunFingerprint basis() {
    return basis;
  }

  /**
   * Returns whether the run wrote a table. A run without manual adjustments has no table of their
   * records.
   */
  public boolean has(Table table) {
    return manifest.tables().containsKey(table.name());
  }

  /**
   * Returns the declared columns of a table as the run left it, regardless of later writes.
   *
   * @throws io.tidemark.errors.UserError if the run has no such table or column
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

  /** Returns {@link MrrTables#DAILY_MRR} as published, in minor units. */
  public Dataset<Row> dailyMrr() {
    return Exports.read(MrrTables.DAILY_MRR, runFolder, warehouse.exchange(), warehouse.spark());
  }
}
