package io.tidemark.export;

import io.tidemark.audit.Audits;
import io.tidemark.mrr.DataWindow;
import io.tidemark.tables.MrrTables;
import io.tidemark.tables.Table;
import io.tidemark.warehouse.BackgroundWork;
import io.tidemark.warehouse.Manifest.TableState;
import io.tidemark.warehouse.Parallelism;
import io.tidemark.warehouse.ScratchSpace;
import io.tidemark.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Publishes the tables of one run: the normalized tables to Delta, and all tables as Parquet and
 * CSV in the run's folder. Readers see nothing before the run itself is published. Tables and files
 * are written in parallel with the next computation, except for large tables, which are written
 * first and read back.
 */
public final class Publication implements AutoCloseable {
  private final Warehouse warehouse;
  private final Path runFolder;
  private final ScratchSpace exchange;
  private final Parallelism parallelism;
  private final TableFiles files;
  private final Map<Table, Dataset<Row>> tables =
      Collections.synchronizedMap(new LinkedHashMap<>());
  private final Map<Table, Future<Exports.Written>> exports = new LinkedHashMap<>();
  private final Map<Table, Future<Long>> stored = new LinkedHashMap<>();
  private final ExecutorService writer = Executors.newSingleThreadExecutor();
  private final ExecutorService aside = Executors.newSingleThreadExecutor();

  public Publication(Warehouse warehouse, Path runFolder, Parallelism parallelism) {
    this.warehouse = warehouse;
    this.runFolder = runFolder;
    this.exchange = warehouse.exchange();
    this.parallelism = parallelism;
    this.files = new TableFiles(warehouse, runFolder, exchange);
  }

  /**
   * Publishes a table, which may be written later.
   *
   * @param rows kept, or so easily computed that they can be computed for each file
   * @return its rows, for tables derived from them
   */
  public Dataset<Row> publish(Table table, Dataset<Row> rows) {
    failEarly();
    if (isReadBack() && TableFiles.isNormalized(table)) {
      long count = writeAtOnce(table, rows);
      Dataset<Row> written = warehouse.written(table);
      return published(table, written, () -> files.export(table, written, count));
    }
    Dataset<Row> selected = table.select(rows);
    return published(table, selected, () -> files.write(table, selected));
  }

  /**
   * Publishes a table whose rows the driver holds.
   *
   * @return its rows, for tables derived from them
   */
  public Dataset<Row> publish(Table table, List<Row> rows) {
    failEarly();
    Dataset<Row> local = warehouse.spark().createDataFrame(rows, table.schema());
    return published(table, local, () -> Exports.write(table, rows, runFolder, warehouse.spark()));
  }

  private Dataset<Row> published(Table table, Dataset<Row> rows, Callable<Exports.Written> export) {
    exports.put(table, writer.submit(export));
    tables.put(table, rows);
    return rows;
  }

  /**
   * Computes and writes a table in parallel with the next computation. Use it for tables from which
   * nothing else is derived: the table is in {@link #tables} only after it was computed.
   *
   * @param step runs the computation
   */
  public void aside(
      Table table, Dataset<Row> rows, Function<Supplier<Dataset<Row>>, Dataset<Row>> step) {
    Dataset<Row> selected = table.select(rows);
    aside(table, () -> step.apply(() -> parallelism.keep(selected)));
  }

  /**
   * Writes the MRR of customers per day in parallel with the next computation.
   *
   * @param customerMrr {@link MrrTables#CUSTOMER_MRR}
   * @param rows the number of days that will be written
   * @param step runs the work
   */
  public Future<DailyExport> asideDays(
      Dataset<Row> customerMrr,
      DataWindow window,
      long rows,
      Function<Supplier<DailyExport>, DailyExport> step) {
    failEarly();
    CompletableFuture<DailyExport> days =
        CompletableFuture.supplyAsync(
            () ->
                step.apply(() -> DailyExport.write(customerMrr, window, rows, runFolder, exchange)),
            aside);
    exports.put(MrrTables.CUSTOMER_DAILY_MRR, days.thenApply(DailyExport::written));
    return days;
  }

  private void aside(Table table, Supplier<Dataset<Row>> computed) {
    failEarly();
    exports.put(
        table,
        aside.submit(
            () -> {
              Dataset<Row> rows = computed.get();
              tables.put(table, rows);
              return files.write(table, rows);
            }));
  }

  /**
   * Processes exported tables in the background as soon as they are written.
   *
   * @param work receives the total number of their rows
   */
  public <T> Future<T> whenExported(List<Table> needed, LongFunction<T> work) {
    List<Future<Exports.Written>> written = needed.stream().map(exports::get).toList();
    return aside.submit(
        () -> work.apply(written.stream().mapToLong(of -> BackgroundWork.result(of).rows()).sum()));
  }

  /**
   * Computes a table that only the next run needs, and writes it to Delta only.
   *
   * @return its rows
   */
  public Dataset<Row> store(Table table, Dataset<Row> rows) {
    if (isReadBack()) {
      stored.put(table, CompletableFuture.completedFuture(writeAtOnce(table, rows)));
      return warehouse.written(table);
    }
    Dataset<Row> kept = keep(table.select(rows));
    stored.put(table, writer.submit(() -> warehouse.publish(table, kept)));
    return kept;
  }

  /**
   * Returns whether tables are written and read back. For many rows this is less work than holding
   * them: they do not fit into memory, and Parquet is read a column at a time, while rows spilled
   * to disk are read as a whole.
   */
  private boolean isReadBack() {
    return !parallelism.isOne();
  }

  private long writeAtOnce(Table table, Dataset<Row> rows) {
    failEarly();
    return warehouse.publish(table, rows);
  }

  /**
   * Calls {@link Parallelism#keep}. Fails without computing anything if an earlier write failed.
   */
  public Dataset<Row> keep(Dataset<Row> rows) {
    failEarly();
    return parallelism.keep(rows);
  }

  private void failEarly() {
    Stream.concat(exports.values().stream(), stored.values().stream())
        .filter(Future::isDone)
        .forEach(BackgroundWork::result);
  }

  /** Returns the rows of the published tables. */
  public Map<Table, Dataset<Row>> tables() {
    synchronized (tables) {
      return new LinkedHashMap<>(tables);
    }
  }

  /**
   * Waits until the files of every table are written.
   *
   * @return for each table, the result of the audit that its key is unique
   */
  public List<Audits.Result> uniqueKeys() {
    return exports.values().stream()
        .map(export -> BackgroundWork.result(export).uniqueKeys())
        .toList();
  }

  /** Returns the row count and the pinned version of each table, by name. */
  public SortedMap<String, TableState> states() {
    SortedMap<String, TableState> states = new TreeMap<>();
    exports.forEach(
        (table, export) ->
            states.put(
                table.name(), warehouse.state(table.name(), BackgroundWork.result(export).rows())));
    stored.forEach(
        (table, rows) ->
            states.put(table.name(), warehouse.state(table.name(), BackgroundWork.result(rows))));
    return states;
  }

  /** Stops writes in progress, so that nothing is written after a run failed. */
  @Override
  public void close() {
    aside.shutdownNow();
    writer.shutdownNow();
    try {
      aside.awaitTermination(1, TimeUnit.MINUTES);
      writer.awaitTermination(1, TimeUnit.MINUTES);
      exchange.clear();
    } catch (IOException | RuntimeException left) {
      // The next run clears the scratch space.
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
