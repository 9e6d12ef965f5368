package io.tidemark.outputs;

import io.tidemark.audit.Audits;
import io.tidemark.outputs.Manifest.TableState;
import io.tidemark.tables.MrrTables;
import io.tidemark.tables.StagingTables;
import io.tidemark.tables.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Publishes the tables of one run: the normalized ones to Delta, all of them as Parquet and CSV in
 * the run's folder. Nothing of it is seen before the run itself is published. The files are written
 * beside the computation of what comes next.
 */
public final class Publication implements AutoCloseable {
  private static final List<Table> NORMALIZED =
      List.of(
          StagingTables.INVOICES,
          StagingTables.CUSTOMERS,
          StagingTables.SUBSCRIPTIONS,
          MrrTables.MRR_LAYERS,
          MrrTables.CUSTOMER_MRR,
          MrrTables.MRR_MOVEMENTS);

  private final Warehouse warehouse;
  private final Path runFolder;
  private final Exchange exchange;
  private final Spread spread;
  private final Map<Table, Dataset<Row>> tables = new LinkedHashMap<>();
  private final Map<Table, Future<Exports.Written>> exports = new LinkedHashMap<>();
  private final Map<Table, Long> stored = new LinkedHashMap<>();
  private final ExecutorService exporter = Executors.newSingleThreadExecutor();

  public Publication(Warehouse warehouse, Path runFolder, Spread spread) {
    this.warehouse = warehouse;
    this.runFolder = runFolder;
    this.exchange = warehouse.exchange();
    this.spread = spread;
  }

  /**
   * Writes a table; its files may be written later.
   *
   * @return its rows as written, for what is derived from them
   */
  public Dataset<Row> publish(Table table, Dataset<Row> rows) {
    Dataset<Row> written =
        NORMALIZED.contains(table)
            ? spread.keep(warehouse.publish(table, rows))
            : spread.keep(table.select(rows));
    exports.put(table, exporter.submit(() -> Exports.write(table, written, runFolder, exchange)));
    tables.put(table, written);
    return written;
  }

  /**
   * Writes what only the next run needs: to Delta, and nowhere else.
   *
   * @return its rows as written
   */
  public Dataset<Row> store(Table table, Dataset<Row> rows) {
    Dataset<Row> written = spread.keep(warehouse.publish(table, rows));
    stored.put(table, written.count());
    return written;
  }

  /** {@link Spread#keep} */
  public Dataset<Row> keep(Dataset<Row> rows) {
    return spread.keep(rows);
  }

  /** The rows of what was published, by table. */
  public Map<Table, Dataset<Row>> tables() {
    return new LinkedHashMap<>(tables);
  }

  /**
   * Waits until the files of every table are written.
   *
   * @return whether the key of each is one
   */
  public List<Audits.Result> uniqueKeys() {
    return exports.values().stream().map(export -> done(export).uniqueKeys()).toList();
  }

  /** Rows and pinned version of what was published, by name. */
  public SortedMap<String, TableState> states() {
    SortedMap<String, TableState> states = new TreeMap<>();
    exports.forEach(
        (table, export) ->
            states.put(table.name(), warehouse.state(table.name(), done(export).rows())));
    stored.forEach((table, rows) -> states.put(table.name(), warehouse.state(table.name(), rows)));
    return states;
  }

  /** Ends what is still being written, so that nothing comes after a run that failed. */
  @Override
  public void close() {
    exporter.shutdownNow();
    try {
      exporter.awaitTermination(1, TimeUnit.MINUTES);
      exchange.clear();
    } catch (IOException left) {
      // The next run clears it.
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static Exports.Written done(Future<Exports.Written> export) {
    try {
      return export.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException ours) {
        throw ours;
      }
      throw new IllegalStateException(failed.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }
}
