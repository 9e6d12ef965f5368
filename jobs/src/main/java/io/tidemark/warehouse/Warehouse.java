package io.tidemark.warehouse;

import io.delta.tables.DeltaTable;
import io.tidemark.errors.StoreErrors;
import io.tidemark.errors.UserError;
import io.tidemark.tables.Table;
import io.tidemark.warehouse.Manifest.TableState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
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
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.types.StructType;
import scala.None$;
import scala.jdk.javaapi.CollectionConverters;

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
    // Every commit carries the run id.
    spark.conf().set("spark.databricks.delta.commitInfo.userMetadata", runId);
  }

  /**
   * Replaces the rows of a table in one commit that carries the run id.
   *
   * @param rows the declared columns, in any order; a null in a column declared without nulls fails
   * @return the number of rows in the files written
   */
  public long publish(Table table, Dataset<Row> rows) {
    String path = path(table.name());
    boolean isEmpty = declare(table, path);
    table
        .select(rows)
        .write()
        .format("delta")
        .mode(isEmpty ? SaveMode.Append : SaveMode.Overwrite)
        .save(path);
    long version = snapshot(path).version();
    versions.put(table.name(), version);
    try {
      data.put(table.name(), filesAddedBy(version, path));
      return place.rowsOf(table.name(), data.get(table.name()));
    } catch (IOException unreadable) {
      throw StoreErrors.tableDamaged(path, unreadable.toString());
    }
  }

  /** Returns the files of a commit that wrote the whole table, by their path relative to it. */
  private List<String> filesAddedBy(long version, String path) {
    List<Action> actions =
        CollectionConverters.asJava(
            DeltaLog.forTable(spark, path).getChanges(version, None$.empty(), true).next()._2());
    return actions.stream()
        .filter(action -> action instanceof AddFile)
        .map(action -> ((AddFile) action).toPath().toString())
        .toList();
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
    List<String> strayed = new ArrayList<>();
    pinned.forEach(
        (table, version) -> {
          try {
            if (!new DeltaFolder(place.files(table)).isAt(version)) {
              DeltaTable.forPath(spark, path(table)).restoreToVersion(version);
              strayed.add(table);
            }
          } catch (IOException | RuntimeException damaged) {
            throw damaged(path(table), "Its version " + version + " cannot be read", damaged);
          }
        });
    return strayed;
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
      DeltaTable.forPath(spark, path(table)).vacuum(Math.max(hours, 0));
    }
    return versions.keySet();
  }

  /**
   * Creates a table, or replaces it if its declaration changed; its history is kept.
   *
   * @return whether it did so, which leaves the table empty
   */
  private boolean declare(Table table, String path) {
    StructType declared = table.schema();
    boolean exists = DeltaTable.isDeltaTable(spark, path);
    if (exists && Arrays.equals(declared.fields(), snapshot(path).schema().fields())) {
      return false;
    }
    if (exists) {
      NewTable.declare(DeltaTable.replace(spark), table, path);
    } else if (place.isRemote()) {
      // One object creates the table, so an interrupted creation leaves nothing behind.
      NewTable.declare(DeltaTable.create(spark), table, path);
    } else {
      NewTable.create(spark, table, warehouse.resolve(DELTA));
    }
    return true;
  }

  private static UserError damaged(String path, String what, Exception failure) {
    String why = what + ": " + failure.getMessage();
    return StoreErrors.of(path, failure)
        .orElseGet(() -> StoreErrors.tableDamaged(path, why.lines().findFirst().get()));
  }

  private Snapshot snapshot(String path) {
    return DeltaLog.forTable(spark, path).update(false, None$.empty(), None$.empty());
  }

  private String path(String table) {
    return place.table(table);
  }
}
