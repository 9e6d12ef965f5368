package io.tidemark.export;

import static org.apache.spark.sql.functions.col;

import io.tidemark.audit.Audits;
import io.tidemark.errors.Errors;
import io.tidemark.tables.Money;
import io.tidemark.tables.MrrTables;
import io.tidemark.tables.StagingTables;
import io.tidemark.tables.Table;
import io.tidemark.warehouse.DataFile;
import io.tidemark.warehouse.DataFolder;
import io.tidemark.warehouse.ExportReader;
import io.tidemark.warehouse.FileSchema;
import io.tidemark.warehouse.HadoopFileStore;
import io.tidemark.warehouse.InternalRows;
import io.tidemark.warehouse.ParquetFiles;
import io.tidemark.warehouse.PrivateFiles;
import io.tidemark.warehouse.ScratchSpace;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Exports the tables of a run as files for notebooks and spreadsheets, with amounts in major units.
 * Rows are sorted by the table's key; in the Parquet files of tables that are looked up by
 * customer, they are sorted by customer first. Equal rows produce equal bytes in CSV. In Parquet,
 * only the order in which a footer lists its encodings may differ.
 */
public final class Exports {
  static final long MOST_CSV_ROWS = 1_000_000;

  /** Tables whose rows are looked up by customer: those of a customer are adjacent in Parquet. */
  private static final Set<Table> BY_CUSTOMER =
      Set.of(StagingTables.ADJUSTMENTS, StagingTables.INVOICES, MrrTables.MRR_LAYERS);

  private Exports() {}

  /**
   * The content of a table's files.
   *
   * @param uniqueKeys the result of the audit that the key is unique
   * @param delta data files with the same rows
   */
  record Written(long rows, Audits.Result uniqueKeys, List<DataFile> delta) {}

  /**
   * Writes {@code exports/parquet/<table>/} and, up to {@link #MOST_CSV_ROWS} rows, {@code
   * exports/csv/<table>.csv}.
   *
   * @param rows the table's columns as declared
   * @param exchange a folder that driver and executors can read
   */
  public static Written write(
      Table table, Dataset<Row> rows, Path runFolder, ScratchSpace exchange) {
    return write(table, rows, runFolder, exchange, null);
  }

  /**
   * Writes a table as {@link #write(Table, Dataset, Path, ScratchSpace)} does.
   *
   * @param delta where the same task writes the rows as a data file; null if nowhere
   */
  static Written write(
      Table table, Dataset<Row> rows, Path runFolder, ScratchSpace exchange, DataFolder delta) {
    Path folder = parquetFolder(table, runFolder);
    Broadcast<SerializableConfiguration> hadoop = ParquetFiles.hadoop(rows.sparkSession());
    BiFunction<List<String>, ExportFile.Formats, Optional<ExportFile>> sorted =
        (order, formats) -> {
          ExportTask task =
              new ExportTask(
                  table,
                  schema(table),
                  exchange.place(folder),
                  formats,
                  formats.hasParquet() ? delta : null,
                  hadoop);
          Dataset<Row> inOrder =
              table
                  .select(rows)
                  .coalesce(1)
                  .sortWithinPartitions(
                      order.stream().map(name -> col(name)).toArray(Column[]::new));
          return InternalRows.of(inOrder).mapPartitions(task).collect().stream().findFirst();
        };
    try {
      PrivateFiles.createFolders(folder);
      Optional<ExportFile> file = inOrder(table, sorted);
      exchange.fetch(folder);
      return file.isPresent()
          ? settle(table, List.of(file.get()), runFolder)
          : write(table, List.of(), runFolder, rows.sparkSession());
    } catch (IOException failed) {
      throw Errors.unwritable(folder, failed.toString());
    }
  }

  /** Writes Parquet and CSV together if they have the same order, otherwise one after the other. */
  private static Optional<ExportFile> inOrder(
      Table table, BiFunction<List<String>, ExportFile.Formats, Optional<ExportFile>> sorted) {
    if (order(table).equals(table.key())) {
      return sorted.apply(table.key(), ExportFile.Formats.BOTH);
    }
    return sorted
        .apply(order(table), ExportFile.Formats.PARQUET)
        .flatMap(
            parquet ->
                sorted
                    .apply(table.key(), ExportFile.Formats.CSV)
                    .map(csv -> parquet.withCsvOf(csv)));
  }

  /** Returns the columns that the rows of a table are sorted by in Parquet. */
  public static List<String> order(Table table) {
    Stream<String> customer =
        BY_CUSTOMER.contains(table) ? Stream.of("customer_id") : Stream.empty();
    return Stream.concat(customer, table.key().stream()).toList();
  }

  private static FileSchema schema(Table table) {
    return FileSchema.of(Money.publishedSchema(table));
  }

  /**
   * Writes a table whose rows the driver holds.
   *
   * @param rows the table's columns as declared, in any order
   */
  public static Written write(Table table, List<Row> rows, Path runFolder, SparkSession spark) {
    Path folder = parquetFolder(table, runFolder);
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    try {
      PrivateFiles.createFolders(folder);
      ExportFile.Formats both = ExportFile.Formats.BOTH;
      try (ExportWriter writer =
          new ExportWriter(table, schema(table), folder.toString(), both, hadoop)) {
        for (Row row : rows.stream().sorted(KeyOrder.of(table)).toList()) {
          writer.write(values(row));
        }
        return settle(table, List.of(writer.finish(null)), runFolder);
      }
    } catch (IOException failed) {
      throw Errors.unwritable(folder, failed.toString());
    }
  }

  private static Object[] values(Row row) {
    Object[] values = new Object[row.size()];
    for (int at = 0; at < values.length; at++) {
      values[at] = plain(row.get(at));
    }
    return values;
  }

  private static Object plain(Object value) {
    if (value instanceof Date date) {
      return date.toLocalDate();
    }
    return value instanceof Timestamp time ? time.toInstant() : value;
  }

  /**
   * Renames the files of a table to their final names and removes what failed attempts of a task
   * left.
   *
   * @param files in the order of the key
   */
  static Written settle(Table table, List<ExportFile> files, Path runFolder) throws IOException {
    Path folder = parquetFolder(table, runFolder);
    if (files.stream().allMatch(file -> file.csv() != null)) {
      Path csv = runFolder.resolve("exports").resolve("csv").resolve(table.name() + ".csv");
      PrivateFiles.createFolders(csv.getParent());
      try (OutputStream all = PrivateFiles.create(csv)) {
        all.write(CsvFile.header(table));
        for (ExportFile file : files) {
          Files.copy(folder.resolve(file.csv()), all);
        }
      }
    }
    keepOnly(folder, files.stream().map(file -> folder.resolve(file.parquet())).toList());
    Audits.Result keys =
        new Audits.Result(
            "key_is_unique_" + table.name(),
            files.stream().mapToLong(ExportFile::copies).sum(),
            files.stream()
                .map(ExportFile::example)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null));
    List<DataFile> delta = files.stream().map(ExportFile::delta).filter(Objects::nonNull).toList();
    return new Written(files.stream().mapToLong(ExportFile::rows).sum(), keys, delta);
  }

  /**
   * Reads an exported table.
   *
   * @return the declared columns, amounts in minor units
   */
  public static Dataset<Row> read(
      Table table, Path runFolder, ScratchSpace exchange, SparkSession spark) {
    Path folder = parquetFolder(table, runFolder);
    try {
      return Money.inMinorUnits(table, ParquetFiles.reader(spark).parquet(exchange.offer(folder)));
    } catch (IOException failed) {
      throw HadoopFileStore.failed(folder.toString(), failed);
    }
  }

  /** Returns the folder of a table's Parquet files. */
  static Path parquetFolder(Table table, Path runFolder) {
    return ExportReader.tables(runFolder).resolve(table.name());
  }

  /** Returns the folder of a month in a table with one folder per month. */
  static String monthFolder(YearMonth month) {
    return "month=" + month;
  }

  private static void keepOnly(Path folder, List<Path> parts) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      if (!parts.contains(file)) {
        Files.delete(file);
      }
    }
    Path parent = null;
    int number = 0;
    for (Path part : parts) {
      number = part.getParent().equals(parent) ? number + 1 : 0;
      parent = part.getParent();
      Files.move(part, parent.resolve(String.format(Locale.ROOT, "part-%05d.parquet", number)));
    }
  }
}
