package io.tidemark.bench;

import io.tidemark.config.Policy;
import io.tidemark.insights.CustomerPass;
import io.tidemark.insights.PassResult;
import io.tidemark.insights.Results;
import io.tidemark.mrr.DataWindow;
import io.tidemark.mrr.InvoiceStaging;
import io.tidemark.run.RecordTotals;
import io.tidemark.run.RunMetrics;
import io.tidemark.source.SourceData;
import io.tidemark.source.profile.FileKind;
import io.tidemark.staging.CustomerRecords;
import io.tidemark.staging.InvoiceRecords;
import io.tidemark.staging.RecordRows;
import io.tidemark.tables.CohortTables;
import io.tidemark.tables.IngestTables;
import io.tidemark.tables.MrrTables;
import io.tidemark.tables.Table;
import io.tidemark.warehouse.Parallelism;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * From CSV to MRR with the parts a run is made of, in native currencies, and without what a run
 * proves and publishes: what {@link SqlRebuild} is held against.
 */
public final class SparkRebuild {
  private final SparkSession spark;
  private final Parallelism spread;
  private final Path output;

  private SparkRebuild(SparkSession spark, Parallelism spread, Path output) {
    this.spark = spark;
    this.spread = spread;
    this.output = output;
  }

  /** Arguments: the invoices' file, the customers' file, the folder of the Parquet files. */
  public static void main(String[] arguments) throws IOException {
    Input input = new Input(Path.of(arguments[0]), Path.of(arguments[1]));
    try (SparkSession spark = Sessions.open()) {
      new SparkRebuild(spark, input.tune(spark), Path.of(arguments[2])).run(input);
    }
  }

  private void run(Input input) {
    Policy policy = Policy.defaults();
    SourceData source = input.read(spark);
    RecordRows records =
        new RecordRows(
            InvoiceRecords.of(source.invoices(), source.unrepeated().contains(FileKind.INVOICES)),
            CustomerRecords.of(
                source.customers(), source.unrepeated().contains(FileKind.CUSTOMERS)),
            spark.createDataFrame(List.of(), IngestTables.ADJUSTMENT_RECORDS.schema()));
    RecordTotals scan = RecordTotals.of(records, Optional.empty(), Optional.empty());
    DataWindow window = DataWindow.of(scan.invoices(), policy, Optional.empty());
    PassResult found =
        CustomerPass.of(
                window,
                new InvoiceStaging(scan.periodEnds(), null),
                policy,
                List.of(),
                RunMetrics.of(window, policy, List.of()))
            .over(records, Parallelism.partitionsOf(spark), spread::keep);
    write("invoices", found.invoices());
    write("customers", found.customers());
    write("subscriptions", found.subscriptions());
    write("mrr_layers", found.layers());
    write("customer_mrr", found.customerMrr());
    write("mrr_movements", found.movements());
    Results insights = found.results();
    for (Table table : List.of(MrrTables.DAILY_MRR, CohortTables.COHORTS)) {
      write(table.name(), spark.createDataFrame(insights.rows(table), table.schema()));
    }
  }

  private void write(String table, Dataset<Row> rows) {
    rows.write().mode(SaveMode.Overwrite).parquet(output.resolve(table).toString());
  }
}
