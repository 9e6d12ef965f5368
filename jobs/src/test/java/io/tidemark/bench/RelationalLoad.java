package io.tidemark.bench;

import io.tidemark.config.Policy;
import io.tidemark.mrr.DataWindow;
import io.tidemark.outputs.RelationalRun;
import io.tidemark.outputs.RelationalStore;
import io.tidemark.outputs.Spread;
import io.tidemark.source.Kind;
import io.tidemark.source.SourceData;
import io.tidemark.staging.CustomerRows;
import io.tidemark.staging.Customers;
import io.tidemark.staging.InvoiceRows;
import io.tidemark.staging.Invoices;
import io.tidemark.staging.Subscriptions;
import io.tidemark.tables.MrrTables;
import io.tidemark.tables.StagingTables;
import io.tidemark.tables.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** How fast the tables of a rebuild get into the relational database of a run. */
public final class RelationalLoad {
  private static final List<Table> REBUILT =
      List.of(MrrTables.MRR_LAYERS, MrrTables.CUSTOMER_MRR, MrrTables.DAILY_MRR);
  private static final List<Table> LEFT_EMPTY =
      List.of(StagingTables.EXCHANGE_RATES, StagingTables.ADJUSTMENTS, StagingTables.REJECTS);

  private final SparkSession spark;
  private final Spread spread;
  private final Map<Table, Dataset<Row>> tables = new HashMap<>();

  private RelationalLoad(SparkSession spark, Spread spread) {
    this.spark = spark;
    this.spread = spread;
  }

  /**
   * Arguments: the invoices' file, the customers' file, the folder of the rebuild, a folder for the
   * database. Prints the rows loaded a second.
   */
  public static void main(String[] arguments) throws IOException {
    Input input = new Input(Path.of(arguments[0]), Path.of(arguments[1]));
    try (SparkSession spark = Sessions.open()) {
      RelationalLoad load = new RelationalLoad(spark, input.tune(spark));
      RelationalRun run = load.read(input, Path.of(arguments[2]));
      long rows = load.tables.values().stream().mapToLong(Dataset::count).sum();
      long start = System.nanoTime();
      new RelationalStore(Policy.defaults(), Optional.empty())
          .write(Path.of(arguments[3]), run, load.tables);
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf(Locale.ROOT, "%.0f%n", rows / seconds);
    }
  }

  private RelationalRun read(Input input, Path rebuilt) {
    Policy policy = Policy.defaults();
    SourceData source = input.read(spark);
    Dataset<Row> invoices =
        keep(
            Invoices.of(
                InvoiceRows.of(source.invoices(), source.unrepeated().contains(Kind.INVOICES))));
    DataWindow window =
        DataWindow.of(DataWindow.bounds(invoices).first(), policy, Optional.empty());
    Dataset<Row> customerRows =
        CustomerRows.of(source.customers(), source.unrepeated().contains(Kind.CUSTOMERS));
    tables.put(StagingTables.INVOICES, invoices);
    tables.put(
        StagingTables.CUSTOMERS, keep(Customers.of(customerRows, invoices.select("customer_id"))));
    tables.put(StagingTables.SUBSCRIPTIONS, keep(Subscriptions.of(invoices)));
    REBUILT.forEach(
        table -> tables.put(table, spark.read().parquet(rebuilt.resolve(table.name()).toString())));
    LEFT_EMPTY.forEach(
        table -> tables.put(table, spark.createDataFrame(List.of(), table.schema())));
    return new RelationalRun(
        "rebuilt",
        Instant.EPOCH,
        window.from(),
        window.through(),
        window.asOf(),
        window.zone(),
        "bench",
        "{}");
  }

  private Dataset<Row> keep(Dataset<Row> rows) {
    return spread.keep(rows);
  }
}
