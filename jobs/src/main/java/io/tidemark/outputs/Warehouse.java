package io.tidemark.outputs;

import io.delta.tables.DeltaTable;
import io.tidemark.tables.Table;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
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
 * The only place that reads and writes Delta tables: one path each, shared by all runs of a
 * warehouse, each of which pins the versions it made. The caller holds the warehouse's lock.
 */
public final class Warehouse {
  static final String DELTA = "delta";

  /** Longer than any run is kept: Delta refuses to read what is older, vacuumed or not. */
  private static final String RETENTION = "interval 3650 days";

  private final SparkSession spark;
  private final Path folder;
  private final String runId;
  private final SortedMap<String, Long> versions =
      Collections.synchronizedSortedMap(new TreeMap<>());

  /**
   * The tables under a warehouse, as the run of an id writes them.
   *
   * @param warehouse its folder; the tables are in {@code delta}
   */
  public Warehouse(SparkSession spark, Path warehouse, String runId) {
    this.spark = spark;
    this.folder = warehouse.resolve(DELTA);
    this.runId = runId;
  }

  /**
   * Replaces the rows of a table in one commit that carries the run's id.
   *
   * @param rows the declared columns, in any order; NULL where the table declares none fails
   * @return the rows as read back at the version written, whatever is written later
   */
  public Dataset<Row> publish(Table table, Dataset<Row> rows) {
    String path = path(table.name());
    boolean isEmpty = declare(table, path);
    table
        .select(rows)
        .write()
        .format("delta")
        .mode(isEmpty ? SaveMode.Append : SaveMode.Overwrite)
        .option("userMetadata", runId)
        .save(path);
    long version = snapshot(path).version();
    versions.put(table.name(), version);
    String[] files = filesAddedBy(version, path).toArray(String[]::new);
    return files.length == 0
        ? spark.createDataFrame(List.of(), table.schema())
        : spark.read().schema(table.schema()).parquet(files);
  }

  /**
   * The files of a commit that wrote the whole table: what reading the version reads, without the
   * second it costs Delta to find out.
   */
  private List<String> filesAddedBy(long version, String path) {
    List<Action> actions =
        CollectionConverters.asJava(
            DeltaLog.forTable(spark, path).getChanges(version, None$.empty(), true).next()._2());
    return actions.stream()
        .filter(action -> action instanceof AddFile)
        .map(action -> Path.of(path).resolve(((AddFile) action).toPath().toString()).toString())
        .toList();
  }

  /** The rows of a table at a version. */
  public Dataset<Row> read(Table table, long version) {
    return spark.read().format("delta").option("versionAsOf", version).load(path(table.name()));
  }

  SparkSession spark() {
    return spark;
  }

  /** The versions this run wrote, by table. */
  public SortedMap<String, Long> versions() {
    return new TreeMap<>(versions);
  }

  /**
   * Undoes what a run wrote that never was published, or was rolled back.
   *
   * @param pinned the versions of the run that readers see, by table
   * @return the tables that were not at their pinned version
   */
  public List<String> restore(Map<String, Long> pinned) {
    List<String> strayed =
        pinned.entrySet().stream()
            .filter(table -> snapshot(path(table.getKey())).version() != table.getValue())
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    for (String table : strayed) {
      DeltaTable.forPath(spark, path(table)).restoreToVersion(pinned.get(table));
    }
    return strayed;
  }

  /**
   * Makes the table, or makes it anew where its declaration changed; its history stays.
   *
   * @return whether it did, which leaves the table empty
   */
  private boolean declare(Table table, String path) {
    StructType declared = table.schema();
    boolean exists = DeltaTable.isDeltaTable(spark, path);
    if (exists && Arrays.equals(declared.fields(), snapshot(path).schema().fields())) {
      return false;
    }
    // Not createOrReplace: it takes a path that is a table already for one to be created.
    (exists ? DeltaTable.replace(spark) : DeltaTable.create(spark))
        .location(path)
        .comment("One row per " + table.grain())
        .addColumns(declared)
        .property("delta.deletedFileRetentionDuration", RETENTION)
        .property("delta.logRetentionDuration", RETENTION)
        .execute();
    return true;
  }

  private Snapshot snapshot(String path) {
    return DeltaLog.forTable(spark, path).update(false, None$.empty(), None$.empty());
  }

  private String path(String table) {
    return folder.resolve(table).toString();
  }
}
