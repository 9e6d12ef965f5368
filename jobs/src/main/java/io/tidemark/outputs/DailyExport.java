package io.tidemark.outputs;

import io.tidemark.audit.Audits;
import io.tidemark.audit.CustomerDay;
import io.tidemark.audit.UniqueKey;
import io.tidemark.errors.Errors;
import io.tidemark.mrr.DailyMrr;
import io.tidemark.mrr.DataWindow;
import io.tidemark.tables.Money;
import io.tidemark.tables.MrrTables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.parquet.SparkToParquetSchemaConverter;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * The files of {@link MrrTables#CUSTOMER_DAILY_MRR}, by far the largest table: one of each month,
 * written by the tasks from intervals. Spark never makes a row of a day.
 *
 * @param days what each day adds up to
 */
public record DailyExport(Exports.Written written, List<CustomerDay> days) {

  /**
   * Writes the table as {@link Exports#write} does.
   *
   * @param customerMrr {@link MrrTables#CUSTOMER_MRR}
   */
  static DailyExport write(
      Dataset<Row> customerMrr, DataWindow window, Path runFolder, Exchange exchange) {
    Path folder = Exports.parquetFolder(MrrTables.CUSTOMER_DAILY_MRR, runFolder);
    StructType schema = Money.publishedSchema(MrrTables.CUSTOMER_DAILY_MRR);
    try {
      OwnFiles.createFolders(folder);
      List<DailyFile> files =
          DailyMrr.byMonth(customerMrr, window)
              .mapPartitions(
                  writer(customerMrr.sparkSession(), schema, exchange.place(folder)),
                  Encoders.javaSerialization(DailyFile.class))
              .collectAsList();
      exchange.fetch(folder);
      Exports.keepOnly(folder, files.stream().map(file -> folder.resolve(file.name())).toList());
      Exports.Written written = written(files);
      Exports.writeCsv(
          MrrTables.CUSTOMER_DAILY_MRR, customerMrr.sparkSession(), runFolder, exchange);
      return new DailyExport(
          written, files.stream().flatMap(file -> file.days().stream()).toList());
    } catch (IOException failed) {
      throw Errors.unwritable(folder, failed.toString());
    }
  }

  private static DailyFileWriter writer(SparkSession spark, StructType schema, String folder) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    return new DailyFileWriter(
        folder,
        new SparkToParquetSchemaConverter(spark.sessionState().conf()).convert(schema).toString(),
        schema.json(),
        context.broadcast(new SerializableConfiguration(context.hadoopConfiguration())));
  }

  private static Exports.Written written(List<DailyFile> files) {
    Audits.Result keys =
        new Audits.Result(
            UniqueKey.nameOf(MrrTables.CUSTOMER_DAILY_MRR),
            files.stream().mapToLong(DailyFile::copies).sum(),
            files.stream()
                .map(DailyFile::example)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null));
    return new Exports.Written(files.stream().mapToLong(DailyFile::rows).sum(), keys);
  }
}
