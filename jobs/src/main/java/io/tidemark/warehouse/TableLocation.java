package io.tidemark.warehouse;

import io.tidemark.errors.Errors;
import io.tidemark.errors.StoreErrors;
import io.tidemark.errors.UsageErrors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;

/**
 * The location of the Delta tables of a warehouse: its own folder, or a folder in a store that
 * Hadoop supports, which then belongs to this warehouse only. The lock, {@code CURRENT}, manifests
 * and everything else that needs a rename stay in the warehouse's folder.
 */
public final class TableLocation {
  static final String RECORD = "tables.json";

  /** The file in the store with the id of the warehouse that owns the tables. */
  static final String OWNER = ".tidemark-warehouse";

  private static final Pattern ADDRESS = Pattern.compile("(?i)[a-z][a-z0-9+.-]*:/+.*");

  private static final String EXCHANGE = ".exchange";

  private final Path warehouse;
  private final Kept record;

  /**
   * The location as recorded in the warehouse's folder.
   *
   * @param location the address of a folder
   * @param warehouse an id that is also written to the store
   */
  record Kept(String location, String warehouse) {}

  private TableLocation(Path warehouse, Kept record) {
    this.warehouse = warehouse;
    this.record = record;
  }

  /** Returns the location of the tables of the published runs. */
  public static TableLocation of(Path warehouse) {
    return new TableLocation(
        warehouse, PrivateJson.read(warehouse.resolve(RECORD), Kept.class).orElse(null));
  }

  /**
   * Determines the location that the next run writes to. The caller holds the lock of the
   * warehouse. The location may change with each run until one is published; then it is fixed.
   *
   * @param asked the address of a folder that is empty or already belongs to this warehouse
   * @throws io.tidemark.errors.UserError if the tables are in another location, or the store cannot
   *     be used or contains anything else
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

  /** Returns an address without a trailing slash; refuses one with a password. */
  private static String checked(String location) {
    StoreErrors.refuseSecret(location);
    if (!ADDRESS.matcher(location).matches()) {
      boolean mayBeSecret = location.contains("@");
      throw UsageErrors.commandLine(
          "--tables must be an address" + (mayBeSecret ? "" : ", not " + location),
          "tidemark run",
          "s3a://bucket/folder");
    }
    return location.replaceFirst("/+$", "");
  }

  /** Claims the store's folder for this warehouse if no warehouse owns it. */
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
   * Checks that executors can reach the warehouse if they write to it.
   *
   * @throws io.tidemark.errors.UserError if one cannot
   */
  public void checkShared(SparkSession spark) {
    if (!isRemote() && !spark.sparkContext().isLocal()) {
      SharedFolder.check(spark, warehouse);
    }
  }

  /** Returns whether the tables are outside the warehouse's folder. */
  boolean isRemote() {
    return record != null;
  }

  /** Returns the address of a table for Spark. */
  String table(String name) {
    return text() + "/" + name;
  }

  /**
   * Returns the files of a table.
   *
   * @throws io.tidemark.errors.UserError if they are in a store that this process cannot reach
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

  /** Returns the way executors access files of the driver's disk. */
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
