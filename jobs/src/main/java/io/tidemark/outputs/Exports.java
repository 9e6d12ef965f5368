package io.tidemark.outputs;

import static org.apache.spark.sql.functions.col;

import io.tidemark.audit.Audits;
import io.tidemark.audit.UniqueKey;
import io.tidemark.errors.Errors;
import io.tidemark.tables.Money;
import io.tidemark.tables.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.DataSource;
import org.apache.spark.sql.types.StructType;

/**
 * The tables of a run as files for any notebook or spreadsheet: amounts in major units, rows sorted
 * by the table's key. Equal rows are equal bytes in CSV; in Parquet but for the order in which a
 * footer lists its encodings.
 */
final class Exports {
  static final long MOST_CSV_ROWS = 1_000_000;

  /** What Spark reads back as one partition, in the order it was written in. */
  private static final long MOST_BYTES_IN_ORDER = 64L << 20;

  private Exports() {}

  /**
   * What the files of a table hold, as read back from them.
   *
   * @param uniqueKeys whether the key is one
   */
  record Written(long rows, Audits.Result uniqueKeys) {}

  /**
   * Writes {@code exports/parquet/<table>/} and, up to {@link #MOST_CSV_ROWS} rows, {@code
   * exports/csv/<table>.csv}.
   *
   * @param rows the table's columns as declared
   */
  static Written write(Table table, Dataset<Row> rows, Path runFolder) {
    return write(table, rows, runFolder, Exchange.onOneDisk());
  }

  /** The same where executors may be on another disk. */
  static Written write(Table table, Dataset<Row> rows, Path runFolder, Exchange exchange) {
    Path parquet = parquetFolder(table, runFolder);
    try {
      OwnFiles.createFolders(parquet.getParent());
      Money.inMajorUnits(table, rows)
          .coalesce(1)
          .sortWithinPartitions(key(table))
          .write()
          .option("mapreduce.fileoutputcommitter.marksuccessfuljobs", false)
          .parquet(exchange.place(parquet));
      exchange.fetch(parquet);
      keepOnly(parquet, parts(parquet));
      Optional<Audits.Result> unique = writeCsv(table, rows.sparkSession(), runFolder, exchange);
      return new Written(
          rowsOf(parts(parquet)),
          unique.orElseGet(() -> Audits.results(List.of(UniqueKey.of(table, rows))).get(0)));
    } catch (IOException failed) {
      throw Errors.unwritable(parquet, failed.toString());
    }
  }

  /**
   * Writes a table as CSV from its Parquet files, unless it has too many rows.
   *
   * @return whether the key is one; empty without a CSV file
   */
  static Optional<Audits.Result> writeCsv(
      Table table, SparkSession spark, Path runFolder, Exchange exchange) throws IOException {
    Path parquet = parquetFolder(table, runFolder);
    List<Path> parts = parts(parquet);
    if (rowsOf(parts) > MOST_CSV_ROWS) {
      return Optional.empty();
    }
    StructType schema = Money.publishedSchema(table);
    Iterator<Row> inOrder =
        readBack(table, schema, spark, exchange.place(parquet), parts).toLocalIterator();
    KeyWatch watched = new KeyWatch(table, schema, inOrder);
    writeCsv(table, schema, runFolder, watched);
    return Optional.of(watched.result());
  }

  private static void writeCsv(Table table, StructType schema, Path runFolder, Iterator<Row> rows)
      throws IOException {
    Path csv = runFolder.resolve("exports").resolve("csv").resolve(table.name() + ".csv");
    OwnFiles.createFolders(csv.getParent());
    CsvFile.write(csv, schema, rows);
  }

  /**
   * The same of rows that the driver holds.
   *
   * @param rows the table's columns as declared, in any order
   */
  static Written write(Table table, List<Row> rows, Path runFolder, SparkSession spark) {
    Path parquet = parquetFolder(table, runFolder);
    StructType schema = Money.publishedSchema(table);
    List<Row> published = SmallTable.published(table, rows, schema);
    try {
      OwnFiles.createFolders(parquet);
      SmallTable.writeParquet(spark, schema, published, parquet.resolve("part-00000.parquet"));
      keepOnly(parquet, parts(parquet));
      KeyWatch watched = new KeyWatch(table, schema, published.iterator());
      writeCsv(table, schema, runFolder, watched);
      return new Written(published.size(), watched.result());
    } catch (IOException failed) {
      throw Errors.unwritable(parquet, failed.toString());
    }
  }

  /**
   * Reads a table back that was exported.
   *
   * @return the declared columns, amounts in minor units
   */
  static Dataset<Row> read(Table table, Path runFolder, Exchange exchange, SparkSession spark) {
    Path parquet = parquetFolder(table, runFolder);
    try {
      return Money.inMinorUnits(table, reader(spark).parquet(exchange.offer(parquet)));
    } catch (IOException failed) {
      throw HadoopTree.failed(parquet.toString(), failed);
    }
  }

  /** Reads paths as they are: a folder's name may hold what stands for others in a glob. */
  static DataFrameReader reader(SparkSession spark) {
    return spark.read().option(DataSource.GLOB_PATHS_KEY(), false);
  }

  private static Dataset<Row> readBack(
      Table table, StructType schema, SparkSession spark, String folder, List<Path> parts)
      throws IOException {
    Dataset<Row> rows =
        reader(spark)
            .schema(schema)
            .parquet(folder)
            .select(Stream.of(schema.fieldNames()).map(name -> col(name)).toArray(Column[]::new));
    boolean isInOrder = parts.size() == 1 && Files.size(parts.get(0)) <= MOST_BYTES_IN_ORDER;
    return isInOrder ? rows : rows.coalesce(1).sortWithinPartitions(key(table));
  }

  private static Column[] key(Table table) {
    return table.key().stream().map(name -> col(Money.publishedName(name))).toArray(Column[]::new);
  }

  /** Returns the folder of a table's Parquet files. */
  static Path parquetFolder(Table table, Path runFolder) {
    return runFolder.resolve("exports").resolve("parquet").resolve(table.name());
  }

  /** Returns the folder of a month in a table that has one for each. */
  static String monthFolder(YearMonth month) {
    return "month=" + month;
  }

  private static List<Path> parts(Path folder) throws IOException {
    return filesUnder(folder).stream()
        .filter(file -> file.getFileName().toString().startsWith("part-"))
        .toList();
  }

  private static List<Path> filesUnder(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** Numbers the files of a table by their order and removes all others. */
  static void keepOnly(Path folder, List<Path> parts) throws IOException {
    for (Path file : filesUnder(folder)) {
      if (!parts.contains(file)) {
        Files.delete(file);
      }
    }
    Path parent = null;
    int number = 0;
    for (Path part : parts.stream().sorted().toList()) {
      number = part.getParent().equals(parent) ? number + 1 : 0;
      parent = part.getParent();
      Files.move(part, parent.resolve(String.format(Locale.ROOT, "part-%05d.parquet", number)));
    }
  }

  private static long rowsOf(List<Path> parts) throws IOException {
    long rows = 0;
    for (Path part : parts) {
      rows += rowsOf(part);
    }
    return rows;
  }

  static long rowsOf(Path part) throws IOException {
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(part))) {
      return reader.getRecordCount();
    }
  }
}
