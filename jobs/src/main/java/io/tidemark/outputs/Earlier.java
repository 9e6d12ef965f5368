package io.tidemark.outputs;

import io.tidemark.errors.RunErrors;
import io.tidemark.outputs.PublishedRuns.Published;
import io.tidemark.tables.MrrTables;
import io.tidemark.tables.Table;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The run that readers saw when another one started, which builds on it. */
public final class Earlier {
  private final Warehouse warehouse;
  private final Path runFolder;
  private final Manifest manifest;
  private final Basis basis;

  private Earlier(Warehouse warehouse, Path runFolder, Manifest manifest, Basis basis) {
    this.warehouse = warehouse;
    this.runFolder = runFolder;
    this.manifest = manifest;
    this.basis = basis;
  }

  /**
   * The current run of a warehouse, if any.
   *
   * @param tables where its tables are read from
   * @throws io.tidemark.errors.UserError where it was published by a version that kept no basis
   */
  public static Optional<Earlier> of(Path warehouse, Warehouse tables) {
    PublishedRuns runs = PublishedRuns.of(warehouse);
    return runs.current().map(run -> of(runs, run, tables));
  }

  private static Earlier of(PublishedRuns runs, Published run, Warehouse tables) {
    Basis basis =
        Basis.read(runs.folder(run))
            .orElseThrow(() -> RunErrors.notToBuildOn(run.runId(), "the list of its files"));
    return new Earlier(tables, runs.folder(run), runs.manifest(run), basis);
  }

  public Manifest manifest() {
    return manifest;
  }

  public Basis basis() {
    return basis;
  }

  /**
   * A table as the run left it, whatever was written to it since; its declared columns.
   *
   * @throws io.tidemark.errors.UserError where the run has no such table or column
   */
  public Dataset<Row> table(Table table) {
    Manifest.TableState state = manifest.tables().get(table.name());
    if (state == null || state.deltaVersion() == null) {
      throw RunErrors.notToBuildOn(manifest.runId(), "the table " + table.name());
    }
    Dataset<Row> rows = warehouse.read(table, state.deltaVersion());
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
    return Exports.read(MrrTables.DAILY_MRR, runFolder, warehouse.spark());
  }
}
