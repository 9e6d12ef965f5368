package io.tidemark.testing;

import io.tidemark.audit.Audit;
import io.tidemark.audit.Audits;
import io.tidemark.audit.CustomerAudits;
import io.tidemark.audit.Reconciliation;
import io.tidemark.audit.TableAudits;
import io.tidemark.config.Policy;
import io.tidemark.insights.CustomerPass;
import io.tidemark.insights.PassResult;
import io.tidemark.insights.Results;
import io.tidemark.insights.TableRows;
import io.tidemark.mrr.ConversionFactors;
import io.tidemark.mrr.DataWindow;
import io.tidemark.mrr.Layers;
import io.tidemark.run.RunMetrics;
import io.tidemark.source.SourceData;
import io.tidemark.source.rates.ExchangeRateReader;
import io.tidemark.staging.CustomerRecords;
import io.tidemark.staging.Customers;
import io.tidemark.staging.InvoiceRecords;
import io.tidemark.staging.Invoices;
import io.tidemark.staging.Subscriptions;
import io.tidemark.tables.AuditTables;
import io.tidemark.tables.InsightTables;
import io.tidemark.tables.MrrTables;
import io.tidemark.tables.StagingTables;
import io.tidemark.tables.Table;
import io.tidemark.warehouse.Parallelism;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * What a run computes, held in memory: no Delta, no export, no warehouse. Each table is computed
 * once, in minor units.
 */
public final class Figures {
  /** After every date of a test. */
  private static final LocalDate READ_ON = LocalDate.parse("2040-01-01");

  private static final List<Row> RATES =
      ExchangeRateReader.read(Optional.empty(), new Configuration()).rows();

  private final Map<Table, Dataset<Row>> tables = new LinkedHashMap<>();
  private final Results results = new Results();
  private final DataWindow window;
  private final Policy policy;

  private Figures(
      Dataset<Row> staged, Dataset<Row> known, Policy policy, Optional<LocalDate> asOf) {
    this.policy = policy;
    this.window = DataWindow.of(DataWindow.bounds(staged).first(), policy, asOf);
    Dataset<Row> customers = keep(StagingTables.CUSTOMERS, known);
    Dataset<Row> subscriptions = keep(StagingTables.SUBSCRIPTIONS, Subscriptions.of(staged));
    Dataset<Row> adjustments = none(StagingTables.ADJUSTMENTS);
    List<String> currencies =
        ConversionFactors.currencies(staged, adjustments, policy)
            .as(Encoders.STRING())
            .collectAsList();
    List<Row> factorRows = ConversionFactors.of(RATES, currencies, policy, window);
    PassResult found =
        CustomerPass.of(window, policy, factorRows, RunMetrics.of(window, policy, factorRows))
            .over(staged, customers, adjustments, subscriptions, 1, Figures::local);
    keep(StagingTables.INVOICES, Layers.withReasons(staged, found.exclusions()));
    keep(MrrTables.MRR_LAYERS, found.layers());
    Dataset<Row> customerMrr = keep(MrrTables.CUSTOMER_MRR, found.customerMrr());
    keep(MrrTables.MRR_MOVEMENTS, found.movements());
    keep(MrrTables.CUSTOMER_DAILY_MRR, CustomerDays.of(customerMrr, window));
    keep(InsightTables.CUSTOMER_MONTHLY_MOVEMENTS, found.monthlyMovements());
    found.results().all().forEach(insight -> keep(insight.table(), insight.rows()));
  }

  private static Dataset<Row> none(Table table) {
    return TestSpark.session().createDataFrame(List.of(), table.schema());
  }

  /** From staged rows. */
  public static Figures of(
      Dataset<Row> invoices, Dataset<Row> customers, Policy policy, Optional<LocalDate> asOf) {
    return new Figures(local(invoices), customers, policy, asOf);
  }

  /** From export files, up to the last complete day of the data. */
  public static Figures ofFiles(List<String> invoices, List<String> customers, Policy policy) {
    SourceData source = TestSources.read(invoices, customers, TestSources.stripe(), READ_ON);
    Dataset<Row> staged = local(Invoices.of(InvoiceRecords.of(source.invoices())));
    Dataset<Row> known = Customers.of(CustomerRecords.of(source.customers()), staged);
    return new Figures(staged, known, policy, Optional.empty());
  }

  public DataWindow window() {
    return window;
  }

  /** The rows of a table. */
  public Dataset<Row> table(Table table) {
    return tables.get(table);
  }

  /** The rows of a table in the currencies that were billed. */
  public Dataset<Row> nativeRows(Table table) {
    return table(table).where("NOT is_converted");
  }

  /** The rows of every table so far. */
  public Map<Table, Dataset<Row>> tables() {
    return new LinkedHashMap<>(tables);
  }

  /** The rows of metrics and statistics as they were made. */
  public Results results() {
    return results;
  }

  /** The currencies whose books do not balance. */
  public List<String> unbalanced() {
    return Reconciliation.unbalanced(table(AuditTables.RECONCILIATION).collectAsList());
  }

  /** What every audit of a run found. */
  public List<Audits.Result> audits() {
    List<Audit> audits =
        new ArrayList<>(
            List.of(
                CustomerAudits.intervalsDoNotOverlap(results),
                TableAudits.customersAddUpToDays(
                    CustomerDays.totals(table(MrrTables.CUSTOMER_DAILY_MRR)),
                    results.rows(MrrTables.DAILY_MRR)),
                CustomerAudits.movementsExplainDays(results),
                TableAudits.movementsExplainDays(results.rows(MrrTables.DAILY_MRR))));
    tables.forEach((table, rows) -> audits.add(UniqueKeys.of(table, rows)));
    return Audits.results(audits);
  }

  /** The checks that found an oddity of an invoice or a customer. */
  public List<String> oddities() {
    return table(StagingTables.DATA_QUALITY).select("check").as(Encoders.STRING()).collectAsList();
  }

  private Dataset<Row> keep(Table table, List<Row> rows) {
    results.add(new TableRows(table, rows));
    return keep(table, TestSpark.session().createDataFrame(rows, table.schema()));
  }

  private Dataset<Row> keep(Table table, Dataset<Row> rows) {
    tables.put(table, local(table.select(rows)));
    return tables.get(table);
  }

  /** The same rows without their history: what comes after is planned in no time. */
  public static Dataset<Row> local(Dataset<Row> rows) {
    return Parallelism.ONE_PARTITION.keep(rows);
  }
}
