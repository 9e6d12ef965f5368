package io.tidemark.warehouse;

import io.delta.tables.DeltaTable;
import io.delta.tables.DeltaTableBuilder;
import io.tidemark.errors.Errors;
import io.tidemark.tables.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;

/** Creates Delta tables as they are declared. */
final class NewTable {
  /** Longer than any run is kept: Delta refuses to read older versions, even if not vacuumed. */
  private static final String RETENTION = "interval 3650 days";

  private NewTable() {}

  /**
   * Creates a table completely or not at all: Delta refuses a folder in which a creation was
   * interrupted. The table has the marker file until a run that pins it is published.
   *
   * @param folder the folder of the tables, on the local disk
   */
  static void create(SparkSession spark, Table table, Path folder) {
    Path making = folder.resolve("." + table.name() + ".new");
    Path place = folder.resolve(table.name());
    try {
      PrivateFiles.delete(making);
      PrivateFiles.createFolders(folder);
      PrivateFiles.createDeletable(making);
      Path made = making.resolve(table.name());
      declare(DeltaTable.create(spark), table, made.toString());
      PrivateFiles.release(made);
      Files.move(made, place, StandardCopyOption.ATOMIC_MOVE);
      PrivateFiles.delete(making);
      DeltaLog.invalidateCache(spark, new org.apache.hadoop.fs.Path(place.toString()));
    } catch (IOException failed) {
      throw Errors.unwritable(place, failed.toString());
    }
  }

  static void declare(DeltaTableBuilder builder, Table table, String path) {
    // Not createOrReplace, which treats a path that is already a table as one to create.
    builder
        .location(path)
        .comment("One row per " + table.grain())
        .addColumns(table.schema())
        .property("delta.deletedFileRetentionDuration", RETENTION)
        .property("delta.logRetentionDuration", RETENTION)
        // Every file has rows of all customers and dates, so that statistics never skip one.
        .property("delta.dataSkippingNumIndexedCols", "0")
        .execute();
  }
}
