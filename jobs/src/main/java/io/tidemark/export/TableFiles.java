package io.tidemark.export;

import io.tidemark.tables.MrrTables;
import io.tidemark.tables.StagingTables;
import io.tidemark.tables.Table;
import io.tidemark.warehouse.ScratchSpace;
import io.tidemark.warehouse.Warehouse;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Writes the files of one table and checks that they contain all computed rows. */
record TableFiles(Warehouse warehouse, Path runFolder, ScratchSpace exchange) {
  private static final List<Table> NORMALIZED =
      List.of(
          StagingTables.INVOICES,
          StagingTables.CUSTOMERS,
          StagingTables.SUBSCRIPTIONS,
          MrrTables.MRR_LAYERS,
          MrrTables.CUSTOMER_MRR,
          MrrTables.MRR_MOVEMENTS);

  /** Returns whether a table is published to Delta as well. */
  static boolean isNormalized(Table table) {
    return NORMALIZED.contains(table);
  }

  /** Writes Parquet and CSV, and Delta for a normalized table. */
  Exports.Written write(Table table, Dataset<Row> rows) {
    if (!isNormalized(table)) {
      return Exports.write(table, rows, runFolder, exchange);
    }
    Exports.Written written =
        Exports.write(table, rows, runFolder, exchange, warehouse.dataFolder(table));
    checkCount(table, written.rows(), warehouse.commit(table, written.delta()));
    return written;
  }

  /** Writes Parquet and CSV of a table that is in Delta already. */
  Exports.Written export(Table table, Dataset<Row> rows, long expected) {
    Exports.Written written = Exports.write(table, rows, runFolder, exchange);
    checkCount(table, expected, written.rows());
    return written;
  }

  private static void checkCount(Table table, long expected, long written) {
    if (written != expected) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "%s: %d rows were computed, but its files contain %d",
              table.name(),
              expected,
              written));
    }
  }
}
