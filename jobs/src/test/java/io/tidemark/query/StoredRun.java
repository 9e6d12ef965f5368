package io.tidemark.query;

import io.tidemark.config.Policy;
import io.tidemark.insights.CustomerPass;
import io.tidemark.insights.Metrics;
import io.tidemark.insights.PassResult;
import io.tidemark.mrr.ConversionFactors;
import io.tidemark.mrr.DataWindow;
import io.tidemark.mrr.InvoiceStaging;
import io.tidemark.mrr.RunCurrencies;
import io.tidemark.run.RecordTotals;
import io.tidemark.source.rates.ExchangeRateReader;
import io.tidemark.staging.ExchangeRates;
import io.tidemark.staging.PeriodEnds;
import io.tidemark.staging.RecordRows;
import io.tidemark.tables.MrrTables;
import io.tidemark.tables.StagingTables;
import io.tidemark.tables.Table;
import io.tidemark.testing.TestSpark;
import io.tidemark.warehouse.ExportedRun;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
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
  public static Path of(RecordRows records, Policy policy) {
    RecordTotals scan = RecordTotals.of(records, Optional.empty(), Optional.empty());
    InvoiceStaging staging = new InvoiceStaging(PeriodEnds.EXCLUSIVE, null);
    DataWindow window = DataWindow.of(scan.invoices(), policy, Optional.empty());
    List<Row> rates = ExchangeRateReader.read(Optional.empty(), new Configuration()).rows();
    List<String> currencies =
        RunCurrencies.of(scan.invoices(), records.acceptedInvoices(), staging, policy);
    Map<Table, Dataset<Row>> tables = new HashMap<>();
    tables.put(
        StagingTables.EXCHANGE_RATES,
        rows(StagingTables.EXCHANGE_RATES.schema(), ExchangeRates.of(rates, currencies, "EUR")));
    tables.put(StagingTables.ADJUSTMENTS, StagingTables.ADJUSTMENTS.select(records.adjustments()));
    List<Row> factors = ConversionFactors.of(rates, currencies, policy, window);
    PassResult found =
        CustomerPass.of(window, staging, policy, factors, new Metrics(List.of()))
            .over(records, 1, Dataset::localCheckpoint);
    tables.put(StagingTables.CUSTOMERS, found.customers());
    tables.put(StagingTables.INVOICES, found.invoices());
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
