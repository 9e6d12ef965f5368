package io.tidemark.bench;

import io.tidemark.config.Policy;
import io.tidemark.insights.CustomerPass;
import io.tidemark.insights.PassResult;
import io.tidemark.insights.Results;
import io.tidemark.mrr.DataWindow;
import io.tidemark.run.RunMetrics;
import io.tidemark.source.SourceData;
import io.tidemark.source.profile.FileKind;
import io.tidemark.staging.CustomerRecords;
import io.tidemark.staging.Customers;
import io.tidemark.staging.InvoiceRecords;
import io.tidemark.staging.Invoices;
import io.tidemark.staging.Subscriptions;
import io.tidemark.tables.CohortTables;
import io.tidemark.tables.MrrTables;
import io.tidemark.tables.StagingTables;
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
    Dataset<Row> staged =
        stored(
            "invoices",
            Invoices.of(
                InvoiceRecords.of(
                    source.invoices(), source.unrepeated().contains(FileKind.INVOICES))));
    Dataset<Row> customerRows =
        CustomerRecords.of(source.customers(), source.unrepeated().contains(FileKind.CUSTOMERS));
    Dataset<Row> customers = stored("customers", Customers.of(customerRows, staged));
    DataWindow window = DataWindow.of(DataWindow.bounds(staged).first(), policy, Optional.empty());

    Dataset<Row> subscriptions = stored("subscriptions", Subscriptions.of(staged));
    Dataset<Row> adjustments = spark.createDataFrame(List.of(), StagingTables.ADJUSTMENTS.schema());
    PassResult found =
        CustomerPass.of(window, policy, List.of(), RunMetrics.of(window, policy, List.of()))
            .over(
                staged,
                customers,
                adjustments,
                subscriptions,
                Parallelism.partitionsOf(spark),
                spread::keep);
    write("mrr_layers", found.layers());
    write("customer_mrr", found.customerMrr());
    write("mrr_movements", found.movements());
    Results insights = found.results();
    for (Table table : List.of(MrrTables.DAILY_MRR, CohortTables.COHORTS)) {
      write(table.name(), spark.createDataFrame(insights.rows(table), table.schema()));
    }
  }

  /** As a run does with what it has in Delta: written, and read back a column at a time. */
  private Dataset<Row> stored(String table, Dataset<Row> rows) {
    write(table, rows);
    return spark.read().parquet(output.resolve(table).toString());
  }

  private void write(String table, Dataset<Row> rows) {
    rows.write().mode(SaveMode.Overwrite).parquet(output.resolve(table).toString());
  }
}
