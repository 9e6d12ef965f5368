package io.tidemark.query;

import io.tidemark.config.Policy;
import io.tidemark.insights.CustomerPass;
import io.tidemark.insights.Metrics;
import io.tidemark.insights.PassResult;
import io.tidemark.mrr.ConversionFactors;
import io.tidemark.mrr.DataWindow;
import io.tidemark.mrr.Layers;
import io.tidemark.source.rates.ExchangeRateReader;
import io.tidemark.staging.ExchangeRates;
import io.tidemark.staging.Subscriptions;
import io.tidemark.tables.MrrTables;
import io.tidemark.tables.StagingTables;
import io.tidemark.tables.Table;
import io.tidemark.testing.LiteralTable;
import io.tidemark.testing.TestSpark;
import io.tidemark.warehouse.ExportedRun;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** A warehouse whose current run was computed from staged invoices by the rules themselves. */
public final class StoredRun {
  private static final String RUN_ID = "20260101T060000-0a1b2c3d";

  private StoredRun() {}

  /**
   * Computes and exports a run.
   *
   * @return the warehouse
   */
  public static Path of(Dataset<Row> staged, Dataset<Row> customers, Policy policy) {
    return of(staged, customers, LiteralTable.of(StagingTables.ADJUSTMENTS, "reason"), policy);
  }

  /** The same with manual adjustments. */
  public static Path of(
      Dataset<Row> staged, Dataset<Row> customers, Dataset<Row> adjustments, Policy policy) {
    DataWindow window = DataWindow.of(DataWindow.bounds(staged).first(), policy, Optional.empty());
    List<Row> rates = ExchangeRateReader.read(Optional.empty(), new Configuration()).rows();
    List<String> currencies =
        ConversionFactors.currencies(staged, adjustments, policy)
            .as(Encoders.STRING())
            .collectAsList();
    Map<Table, Dataset<Row>> tables = new HashMap<>();
    tables.put(
        StagingTables.EXCHANGE_RATES,
        rows(StagingTables.EXCHANGE_RATES.schema(), ExchangeRates.of(rates, currencies, "EUR")));
    tables.put(StagingTables.CUSTOMERS, customers);
    tables.put(StagingTables.ADJUSTMENTS, adjustments);
    Dataset<Row> subscriptions = Subscriptions.of(staged);
    List<Row> factors = ConversionFactors.of(rates, currencies, policy, window);
    PassResult found =
        CustomerPass.of(window, policy, factors, new Metrics(List.of()))
            .over(staged, customers, adjustments, subscriptions, 1, Dataset::localCheckpoint);
    tables.put(StagingTables.INVOICES, Layers.withReasons(staged, found.exclusions()));
    tables.put(MrrTables.MRR_LAYERS, found.layers());
    tables.put(MrrTables.CUSTOMER_MRR, found.customerMrr());
    return ExportedRun.of(
        RUN_ID,
        ExportedRun.basis(policy.texts(), window.from(), window.through(), window.asOf()),
        tables);
  }

  private static Dataset<Row> rows(StructType schema, List<Row> rows) {
    return TestSpark.session().createDataFrame(rows, schema);
  }
}
