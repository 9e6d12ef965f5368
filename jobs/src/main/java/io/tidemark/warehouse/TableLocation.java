package io.tidemark.warehouse;

import io.tidemark.errors.Errors;
import io.tidemark.errors.StoreErrors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;

/**
 * Where the Delta tables of a warehouse are: in its own folder, or in one of a store that Hadoop
 * reaches, which then is this warehouse's alone. Lock, pointer, manifests and everything else that
 * needs a rename stay in the warehouse's folder.
 */
public final class TableLocation {
  static final String RECORD = "tables.json";

  /** In the store: the id of the warehouse whose tables these are. */
  static final String OWNER = ".tidemark-warehouse";

  private static final Pattern ADDRESS = Pattern.compile("(?i)[a-z][a-z0-9+.-]*:/+.*");

  private static final String EXCHANGE = ".exchange";

  private final Path warehouse;
  private final Kept record;

  /**
   * As it is kept in the warehouse's folder.
   *
   * @param location address of a folder
   * @param warehouse an id that stands in the store, too
   */
  record Kept(String location, String warehouse) {}

  private TableLocation(Path warehouse, Kept record) {
    this.warehouse = warehouse;
    this.record = record;
  }

  /** Where the tables of the published runs are. */
  public static TableLocation of(Path warehouse) {
    return new TableLocation(
        warehouse, PrivateJson.read(warehouse.resolve(RECORD), Kept.class).orElse(null));
  }

  /**
   * Settles where the next run writes; the caller holds the warehouse's lock. Until a run is
   * published it is where that asks for, then it stays.
   *
   * @param asked address of a folder that is empty or this warehouse's already
   * @throws io.tidemark.errors.UserError where the tables are elsewhere, or the store cannot be
   *     used or holds anything else
   */
  public static TableLocation settle(Path warehouse, Optional<String> asked) {
    TableLocation kept = of(warehouse);
    Optional<String> location = asked.map(TableLocation::checked);
    if (PublishedRuns.of(warehouse).current().isPresent()) {
      location
          .filter(other -> !other.equals(kept.text()))
          .ifPresent(
              other -> {
                throw StoreErrors.tablesStay(kept.text(), other);
              });
    } else if (!location.equals(Optional.ofNullable(kept.record).map(Kept::location))) {
      return changed(warehouse, location);
    }
    kept.claim();
    return kept;
  }

  private static TableLocation changed(Path warehouse, Optional<String> location) {
    Path file = warehouse.resolve(RECORD);
    try {
      Files.deleteIfExists(file);
    } catch (IOException failed) {
      throw Errors.unwritable(file, failed.toString());
    }
    location.ifPresent(at -> PrivateJson.write(new Kept(at, UUID.randomUUID().toString()), file));
    TableLocation place = of(warehouse);
    place.claim();
    return place;
  }

  /** An address without a password, and without a slash at its end. */
  private static String checked(String location) {
    StoreErrors.refuseSecret(location);
    if (!ADDRESS.matcher(location).matches()) {
      boolean mayBeSecret = location.contains("@");
      throw Errors.commandLine(
          "--tables must be an address" + (mayBeSecret ? "" : ", not " + location),
          "tidemark run",
          "s3a://bucket/folder");
    }
    return location.replaceFirst("/+$", "");
  }

  /** Makes the store's folder this warehouse's, where it is nobody's yet. */
  private void claim() {
    if (!isRemote()) {
      return;
    }
    try {
      HadoopFileStore store = store();
      if (!store.exists(OWNER)) {
        if (!store.list("").isEmpty()) {
          throw StoreErrors.tablesTaken(record.location());
        }
        store.create(OWNER, record.warehouse().getBytes(StandardCharsets.UTF_8));
      }
      try (InputStream owner = store.open(OWNER)) {
        String id = new String(owner.readAllBytes(), StandardCharsets.UTF_8);
        if (!id.equals(record.warehouse())) {
          throw StoreErrors.tablesTaken(record.location());
        }
      }
      store.deleteFolder(EXCHANGE);
    } catch (IOException failed) {
      throw HadoopFileStore.failed(record.location(), failed);
    }
  }

  /**
   * Makes sure that executors reach the warehouse where they write to it.
   *
   * @throws io.tidemark.errors.UserError where one does not
   */
  public void checkShared(SparkSession spark) {
    if (!isRemote() && !spark.sparkContext().isLocal()) {
      SharedFolder.check(spark, warehouse);
    }
  }

  /** Whether they are elsewhere than in the warehouse's folder. */
  boolean isRemote() {
    return record != null;
  }

  /** Where Spark finds a table. */
  String table(String name) {
    return text() + "/" + name;
  }

  /**
   * The files of a table.
   *
   * @throws io.tidemark.errors.UserError where they are in a store that this process cannot reach
   */
  FileStore files(String table) {
    try {
      return isRemote()
          ? HadoopFileStore.of(table(table))
          : new LocalFileStore(Path.of(table(table)));
    } catch (NoClassDefFoundError withoutHadoop) {
      throw StoreErrors.needsSpark();
    }
  }

  /** How many rows Parquet files of a table hold, as their footers say. */
  long rowsOf(String table, List<String> files) throws IOException {
    long rows = 0;
    for (String file : files) {
      rows +=
          isRemote()
              ? HadoopFileStore.of(table(table)).rowsOf(file)
              : ParquetFiles.rowsOf(Path.of(table(table)).resolve(file));
    }
    return rows;
  }

  /** How executors get at files of the driver's disk. */
  ScratchSpace exchange() {
    return isRemote()
        ? ScratchSpace.in(record.location() + "/" + EXCHANGE)
        : ScratchSpace.onOneDisk();
  }

  private HadoopFileStore store() {
    return HadoopFileStore.of(record.location());
  }

  private String text() {
    return isRemote() ? record.location() : warehouse.resolve(Warehouse.DELTA).toString();
  }
}
