package io.tidemark.export;

import io.tidemark.audit.CustomerDay;
import io.tidemark.errors.Errors;
import io.tidemark.mrr.DailyMrr;
import io.tidemark.mrr.DataWindow;
import io.tidemark.tables.Money;
import io.tidemark.tables.MrrTables;
import io.tidemark.warehouse.FileSchema;
import io.tidemark.warehouse.ParquetFiles;
import io.tidemark.warehouse.PrivateFiles;
import io.tidemark.warehouse.ScratchSpace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Exports {@link MrrTables#CUSTOMER_DAILY_MRR}, by far the largest table, to one file per month.
 * The tasks write the files from intervals; Spark never creates a row per day.
 *
 * @param days the sums of each day
 */
public record DailyExport(Exports.Written written, List<CustomerDay> days) {

  /**
   * Writes the table as {@link Exports#write} does.
   *
   * @param customerMrr {@link MrrTables#CUSTOMER_MRR}
   * @param rows the number of rows that will be written
   */
  static DailyExport write(
      Dataset<Row> customerMrr,
      DataWindow window,
      long rows,
      Path runFolder,
      ScratchSpace exchange) {
    Path folder = Exports.parquetFolder(MrrTables.CUSTOMER_DAILY_MRR, runFolder);
    SparkSession spark = customerMrr.sparkSession();
    DailyFileWriter writer =
        new DailyFileWriter(
            exchange.place(folder),
            FileSchema.of(Money.publishedSchema(MrrTables.CUSTOMER_DAILY_MRR)),
            rows <= Exports.MOST_CSV_ROWS,
            ParquetFiles.hadoop(spark));
    try {
      PrivateFiles.createFolders(folder);
      List<DailyFile> months =
          DailyMrr.byMonth(customerMrr, window)
              .mapPartitions(writer, Encoders.javaSerialization(DailyFile.class))
              .collectAsList();
      exchange.fetch(folder);
      List<ExportFile> files = months.stream().map(DailyFile::file).toList();
      return new DailyExport(
          Exports.settle(MrrTables.CUSTOMER_DAILY_MRR, files, runFolder),
          months.stream().flatMap(month -> month.days().stream()).toList());
    } catch (IOException failed) {
      throw Errors.unwritable(folder, failed.toString());
    }
  }
}
