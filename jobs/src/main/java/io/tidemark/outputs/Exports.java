package io.tidemark.outputs;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_format;

import io.tidemark.audit.Audits;
import io.tidemark.audit.UniqueKey;
import io.tidemark.errors.Errors;
import io.tidemark.tables.Money;
import io.tidemark.tables.MrrTables;
import io.tidemark.tables.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.DataFrameWriter;
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

  private static final String MONTH = "month";

  /** How many months one task may write side by side. */
  private static final String OPEN_FILES = "spark.sql.maxConcurrentOutputFileWriters";

  private static final long MOST_MONTHS = 1_000;

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
   * @param rows the table's columns as declared; of {@link MrrTables#CUSTOMER_DAILY_MRR} all days
   *     of a month in one partition
   */
  static Written write(Table table, Dataset<Row> rows, Path runFolder) {
    return write(table, rows, runFolder, Exchange.onOneDisk());
  }

  /** The same where executors may be on another disk. */
  static Written write(Table table, Dataset<Row> rows, Path runFolder, Exchange exchange) {
    Path parquet = runFolder.resolve("exports").resolve("parquet").resolve(table.name());
    Path csv = runFolder.resolve("exports").resolve("csv").resolve(table.name() + ".csv");
    Dataset<Row> published = Money.inMajorUnits(table, rows);
    try {
      OwnFiles.createFolders(parquet.getParent());
      OwnFiles.createFolders(csv.getParent());
      writeParquet(table, published, exchange.place(parquet));
      exchange.fetch(parquet);
      List<Path> parts = tidy(parquet);
      long count = 0;
      for (Path part : parts) {
        count += rowsOf(part);
      }
      if (count > MOST_CSV_ROWS) {
        return new Written(count, Audits.results(List.of(UniqueKey.of(table, rows))).get(0));
      }
      Iterator<Row> inOrder =
          readBack(table, published, exchange.place(parquet), parts).toLocalIterator();
      KeyWatch watched = new KeyWatch(table, published.schema(), inOrder);
      CsvFile.write(csv, published.schema(), watched);
      return new Written(count, watched.result());
    } catch (IOException failed) {
      throw Errors.unwritable(parquet, failed.toString());
    }
  }

  /**
   * The same of rows that the driver holds.
   *
   * @param rows the table's columns as declared, in any order
   */
  static Written write(Table table, List<Row> rows, Path runFolder, SparkSession spark) {
    Path parquet = runFolder.resolve("exports").resolve("parquet").resolve(table.name());
    Path csv = runFolder.resolve("exports").resolve("csv").resolve(table.name() + ".csv");
    StructType schema = Money.publishedSchema(table);
    List<Row> published = SmallTable.published(table, rows, schema);
    try {
      OwnFiles.createFolders(parquet);
      OwnFiles.createFolders(csv.getParent());
      SmallTable.writeParquet(spark, schema, published, parquet.resolve("part-00000.parquet"));
      tidy(parquet);
      KeyWatch watched = new KeyWatch(table, schema, published.iterator());
      CsvFile.write(csv, schema, watched);
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
    Path parquet = runFolder.resolve("exports").resolve("parquet").resolve(table.name());
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

  private static void writeParquet(Table table, Dataset<Row> rows, String folder) {
    Column[] key = key(table);
    DataFrameWriter<Row> writer;
    if (table.equals(MrrTables.CUSTOMER_DAILY_MRR)) {
      // Else Spark sorts once more, by the month alone.
      rows.sparkSession().conf().set(OPEN_FILES, MOST_MONTHS);
      writer =
          rows.withColumn(MONTH, date_format(col("date"), "yyyy-MM"))
              .sortWithinPartitions(key)
              .write()
              .partitionBy(MONTH);
    } else {
      writer = rows.coalesce(1).sortWithinPartitions(key).write();
    }
    writer.option("mapreduce.fileoutputcommitter.marksuccessfuljobs", false);
    writer.parquet(folder);
  }

  private static Dataset<Row> readBack(
      Table table, Dataset<Row> published, String folder, List<Path> parts) throws IOException {
    Dataset<Row> rows =
        reader(published.sparkSession())
            .schema(published.schema())
            .parquet(folder)
            .select(Stream.of(published.columns()).map(name -> col(name)).toArray(Column[]::new));
    boolean isInOrder = parts.size() == 1 && Files.size(parts.get(0)) <= MOST_BYTES_IN_ORDER;
    return isInOrder ? rows : rows.coalesce(1).sortWithinPartitions(key(table));
  }

  private static Column[] key(Table table) {
    return table.key().stream().map(name -> col(Money.publishedName(name))).toArray(Column[]::new);
  }

  /** Removes what Hadoop leaves beside the data and names the parts by their order. */
  private static List<Path> tidy(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    List<Path> parts = new ArrayList<>();
    Path parent = null;
    int number = 0;
    for (Path file : files) {
      if (!file.getFileName().toString().startsWith("part-")) {
        Files.delete(file);
        continue;
      }
      number = file.getParent().equals(parent) ? number + 1 : 0;
      parent = file.getParent();
      parts.add(
          Files.move(
              file, parent.resolve(String.format(Locale.ROOT, "part-%05d.parquet", number))));
    }
    return parts;
  }

  static long rowsOf(Path part) throws IOException {
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(part))) {
      return reader.getRecordCount();
    }
  }
}
