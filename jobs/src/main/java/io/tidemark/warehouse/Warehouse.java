package io.tidemark.warehouse;

import io.delta.tables.DeltaTable;
import io.tidemark.errors.Errors;
import io.tidemark.errors.StoreErrors;
import io.tidemark.errors.UserError;
import io.tidemark.tables.Table;
import io.tidemark.warehouse.Manifest.TableState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;

/**
 * Reads and writes Delta tables; no other class does. All runs of a warehouse share one path per
 * table, and each run pins the versions that it wrote. The caller holds the lock of the warehouse.
 */
public final class Warehouse {
  static final String DELTA = "delta";

  private final SparkSession spark;
  private final Path warehouse;
  private final TableLocation place;
  private final String runId;
  private final SortedMap<String, Long> versions =
      Collections.synchronizedSortedMap(new TreeMap<>());
  private final Map<String, List<String>> data = new ConcurrentHashMap<>();

  /**
   * Opens the tables of a warehouse for a run.
   *
   * @param warehouse its folder; the tables are in {@code delta} or at the {@link TableLocation}
   */
  public Warehouse(SparkSession spark, Path warehouse, String runId) {
    this.spark = spark;
    this.warehouse = warehouse;
    this.place = TableLocation.of(warehouse);
    this.runId = runId;
  }

  /**
   * Replaces the rows of a table in one commit that carries the run id.
   *
   * @param rows the declared columns, in any order
   * @return the number of rows in the files written
   */
  public long publish(Table table, Dataset<Row> rows) {
    DataFolder folder = dataFolder(table);
    return commit(table, InternalRows.of(table.select(rows)).mapPartitions(folder).collect());
  }

  /** Returns the place where tasks write the data files of a table that {@link #commit} adds. */
  public DataFolder dataFolder(Table table) {
    Path folder = warehouse.resolve(DELTA).resolve(table.name());
    try {
      if (!place.isRemote() && !Files.exists(folder)) {
        // The marker stays until a run that pins the table is published.
        PrivateFiles.createDeletable(folder);
      }
    } catch (IOException failed) {
      throw Errors.unwritable(folder, failed.toString());
    }
    return new DataFolder(
        table, FileSchema.of(table.schema()), path(table.name()), ParquetFiles.hadoop(spark));
  }

  /**
   * Makes files the content of a table in one commit that carries the run id.
   *
   * @return the number of rows in the files
   */
  public long commit(Table table, List<DataFile> files) {
    String path = path(table.name());
    try {
      boolean exists = new DeltaFolder(place.files(table.name())).latest().isPresent();
      DeltaCommits commits =
          new DeltaCommits(spark.sparkContext().hadoopConfiguration(), DeltaFolder.writer(runId));
      versions.put(table.name(), commits.replace(table, path, exists, files));
    } catch (IOException failed) {
      throw HadoopFileStore.failed(path, failed);
    }
    data.put(table.name(), files.stream().map(DataFile::name).toList());
    return files.stream().mapToLong(DataFile::rows).sum();
  }

  /** Returns the rows of a table that this run wrote, read from their files. */
  public Dataset<Row> written(Table table) {
    return read(table, data.get(table.name()));
  }

  /**
   * Returns the rows of a table as of a run, read directly from its files. Reading them through
   * Delta takes several queries per table.
   *
   * @param state the entry for the table in the run's manifest
   * @throws io.tidemark.errors.UserError if a file is missing or the first is not Parquet
   */
  public Dataset<Row> read(Table table, TableState state) {
    return read(table, state.data());
  }

  private Dataset<Row> read(Table table, List<String> files) {
    String path = path(table.name());
    String[] paths = files.stream().map(file -> path + "/" + file).toArray(String[]::new);
    if (paths.length == 0) {
      return spark.createDataFrame(List.of(), table.schema());
    }
    try {
      return ParquetFiles.reader(spark).parquet(paths);
    } catch (Exception unreadable) {
      // A missing path is a checked exception, which Scala does not declare.
      throw damaged(path, "A file of the table cannot be read", unreadable);
    }
  }

  public SparkSession spark() {
    return spark;
  }

  public ScratchSpace exchange() {
    return place.exchange();
  }

  /** Returns the entry for a table of this run in the manifest. */
  public TableState state(String table, long rows) {
    Long version = versions.get(table);
    if (version == null) {
      return new TableState(rows, null, Map.of());
    }
    DeltaFolder written = new DeltaFolder(place.files(table));
    try {
      if (place.isRemote() && !written.isBy(runId, version)) {
        throw StoreErrors.tablesShared(path(table));
      }
      return new TableState(rows, version, written.files(version));
    } catch (IOException missing) {
      throw StoreErrors.tableDamaged(path(table), missing.toString());
    }
  }

  /**
   * Restores every table to the version that readers see, before anything else uses it. A run that
   * was never published, or was rolled back, may have left the table at another version.
   *
   * @return the tables that were restored
   * @throws io.tidemark.errors.UserError if a version cannot be restored
   */
  public static List<String> recover(SparkSession spark, Path folder) {
    PublishedRuns runs = PublishedRuns.of(folder);
    return runs.current()
        .map(run -> new Warehouse(spark, folder, run.runId()).restore(runs.manifest(run).pinned()))
        .orElse(List.of());
  }

  private List<String> restore(Map<String, Long> pinned) {
    List<String> restored = new ArrayList<>();
    pinned.forEach(
        (table, version) -> {
          try {
            if (!new DeltaFolder(place.files(table)).isAt(version)) {
              byDelta(table).restoreToVersion(version);
              restored.add(table);
            }
          } catch (IOException | RuntimeException damaged) {
            throw damaged(path(table), "Its version " + version + " cannot be read", damaged);
          }
        });
    return restored;
  }

  /**
   * Deletes data that no kept run reads: data that was already replaced when the oldest kept run
   * started.
   *
   * @return the tables that were vacuumed
   */
  public Set<String> vacuum() {
    PublishedRuns runs = PublishedRuns.of(warehouse);
    Instant oldest =
        runs.newestFirst().stream()
            .map(run -> runs.manifest(run).startedAt())
            .min(Comparator.naturalOrder())
            .orElseThrow();
    double hours = Duration.between(oldest, Instant.now()).toMillis() / 3_600_000.0;
    spark.conf().set("spark.databricks.delta.retentionDurationCheck.enabled", false);
    spark.conf().set("spark.databricks.delta.vacuum.logging.enabled", false);
    // A table is one folder here; Delta would list it in ten thousand tasks.
    int cores = spark.sparkContext().defaultParallelism();
    spark.conf().set("spark.sql.sources.parallelPartitionDiscovery.parallelism", cores);
    for (String table : versions.keySet()) {
      byDelta(table).vacuum(Math.max(hours, 0));
    }
    return versions.keySet();
  }

  private DeltaTable byDelta(String table) {
    String path = path(table);
    // A folder that was deleted and created again is another table.
    DeltaLog.invalidateCache(spark, new org.apache.hadoop.fs.Path(path));
    return DeltaTable.forPath(spark, path);
  }

  private static UserError damaged(String path, String what, Exception failure) {
    String why = what + ": " + failure.getMessage();
    return StoreErrors.of(path, failure)
        .orElseGet(() -> StoreErrors.tableDamaged(path, why.lines().findFirst().get()));
  }

  private String path(String table) {
    return place.table(table);
  }
}
