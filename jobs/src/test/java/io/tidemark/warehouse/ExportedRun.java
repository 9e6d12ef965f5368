package io.tidemark.warehouse;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.export.Exports;
import io.tidemark.relational.Store;
import io.tidemark.tables.Table;
import io.tidemark.testing.TestSpark;
import io.tidemark.warehouse.PublishedRuns.Published;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A warehouse whose current run exported some tables, without the rest of a run. */
public final class ExportedRun {
  private ExportedRun() {}

  /**
   * A change of an exported table.
   *
   * @param value an expression of SQL
   * @param where which rows it changes, at least one
   */
  public record Change(String table, String column, String value, String where) {}

  /** Writes the warehouse. */
  public static Path of(String runId, RunFingerprint basis, Map<Table, Dataset<Row>> tables) {
    Path warehouse = Store.newFolder();
    Path run = warehouse.resolve("runs").resolve(runId);
    tables.forEach((table, rows) -> Exports.write(table, rows, run, ScratchSpace.onOneDisk()));
    PrivateJson.write(basis, run.resolve(RunFingerprint.FILE));
    Published published = new Published(runId, "-");
    PrivateJson.write(
        new PublishedRuns.State(runId, published.manifestSha256(), List.of(published)),
        warehouse.resolve(PublishedRuns.CURRENT));
    return warehouse;
  }

  /** A basis by which nothing was known later and no currency was converted. */
  public static RunFingerprint basis(
      Map<String, String> policy, Instant dataFrom, Instant dataThrough, LocalDate asOf) {
    return new RunFingerprint(policy, null, "0.1.0", dataFrom, dataThrough, asOf, List.of());
  }

  /** Reads the current run of a warehouse. */
  public static ExportReader open(Path warehouse) {
    PublishedRuns runs = PublishedRuns.of(warehouse);
    return ExportReader.of(runs, runs.current().orElseThrow());
  }

  /** A copy of a warehouse after changes. */
  public static Path changed(Path warehouse, List<Change> changes) {
    Path copy = Store.newFolder();
    try (Stream<Path> walk = Files.walk(warehouse)) {
      for (Path file : (Iterable<Path>) walk.filter(Files::isRegularFile)::iterator) {
        Path target = copy.resolve(warehouse.relativize(file));
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    for (Change change : changes) {
      rewrite(copy, change.table(), rows -> change(rows, change));
    }
    return copy;
  }

  private static Dataset<Row> change(Dataset<Row> rows, Change change) {
    assertThat(rows.where(change.where()).count()).as(change.toString()).isPositive();
    return rows.withColumn(
        change.column(),
        when(expr(change.where()), expr(change.value()).cast(type(rows, change.column())))
            .otherwise(col(change.column())));
  }

  /** Writes an exported table of the current run once more. */
  public static void rewrite(Path warehouse, String table, UnaryOperator<Dataset<Row>> step) {
    PublishedRuns runs = PublishedRuns.of(warehouse);
    Path folder = ExportReader.tables(runs.folder(runs.current().orElseThrow())).resolve(table);
    SparkSession spark = TestSpark.session();
    List<Path> before = files(folder);
    step.apply(spark.read().parquet(folder.toString()).localCheckpoint())
        .coalesce(1)
        .write()
        .mode("append")
        .parquet(folder.toString());
    try {
      for (Path file : before) {
        Files.delete(file);
      }
      for (Path file : files(folder)) {
        if (!file.toString().endsWith(".parquet")
            || file.getFileName().toString().startsWith(".")) {
          Files.delete(file);
        }
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static String type(Dataset<Row> rows, String column) {
    return rows.schema().apply(column).dataType().sql();
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
