package io.tidemark.bench;

import io.tidemark.config.Policy;
import io.tidemark.config.Settings;
import io.tidemark.insights.Cohorts;
import io.tidemark.insights.CustomerMonths;
import io.tidemark.insights.CustomerSegments;
import io.tidemark.insights.Growth;
import io.tidemark.insights.IntervalChanges;
import io.tidemark.insights.MonthlyMovements;
import io.tidemark.mrr.Conversion;
import io.tidemark.mrr.ConversionFactors;
import io.tidemark.mrr.CustomerMrr;
import io.tidemark.mrr.DailyMrr;
import io.tidemark.mrr.DataWindow;
import io.tidemark.mrr.Layers;
import io.tidemark.mrr.Movements;
import io.tidemark.mrr.WarmUp;
import io.tidemark.outputs.Spread;
import io.tidemark.source.Kind;
import io.tidemark.source.SourceData;
import io.tidemark.staging.CustomerRows;
import io.tidemark.staging.Customers;
import io.tidemark.staging.InvoiceRows;
import io.tidemark.staging.Invoices;
import io.tidemark.staging.Subscriptions;
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
  private final Spread spread;
  private final Path output;

  private SparkRebuild(SparkSession spark, Spread spread, Path output) {
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
                InvoiceRows.of(source.invoices(), source.unrepeated().contains(Kind.INVOICES))));
    Dataset<Row> customerRows =
        CustomerRows.of(source.customers(), source.unrepeated().contains(Kind.CUSTOMERS));
    Dataset<Row> customers =
        stored("customers", Customers.of(customerRows, staged.select("customer_id")));
    DataWindow window = DataWindow.of(DataWindow.bounds(staged).first(), policy, Optional.empty());

    Dataset<Row> read = stored("findings", Layers.read(staged, customers, policy, window));
    Dataset<Row> layers = stored("mrr_layers", Layers.of(read, window));
    Dataset<Row> customerMrr = stored("customer_mrr", CustomerMrr.of(CustomerMrr.balances(layers)));
    Dataset<Row> invoices = Layers.withReasons(staged, read);
    Dataset<Row> earlierPayers = Movements.earlierPayers(customers, staged, window, policy);
    Dataset<Row> factors = spark.createDataFrame(List.of(), ConversionFactors.SCHEMA);
    Dataset<Row> revaluations = Conversion.revaluations(customerMrr, factors, "EUR", window);
    Dataset<Row> movements =
        stored("mrr_movements", Movements.of(customerMrr, revaluations, earlierPayers, window));
    Dataset<Row> warmUps = WarmUp.of(layers, "EUR", window);
    Dataset<Row> daily = spread.keep(DailyMrr.of(customerMrr, movements, warmUps, "EUR", window));
    write("daily_mrr", daily);

    Dataset<Row> growth = Growth.of(daily, window.settledThrough(policy));
    Dataset<Row> subscriptions = stored("subscriptions", Subscriptions.of(staged));
    Dataset<Row> changes =
        spread.keep(IntervalChanges.of(layers, subscriptions, movements, window));
    Dataset<Row> months = spread.keep(CustomerMonths.of(customerMrr, changes, window));
    Dataset<Row> segments =
        spread.keep(
            CustomerSegments.of(
                movements, changes, invoices, customers, policy.get(Settings.COHORT_BY), window));
    Dataset<Row> monthly = MonthlyMovements.of(movements, months);
    write("cohorts", Cohorts.of(segments, months, monthly, growth));
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
