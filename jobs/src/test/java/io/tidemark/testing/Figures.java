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
import io.tidemark.mrr.InvoiceStaging;
import io.tidemark.mrr.RunCurrencies;
import io.tidemark.run.RecordTotals;
import io.tidemark.run.RunMetrics;
import io.tidemark.source.SourceData;
import io.tidemark.source.rates.ExchangeRateReader;
import io.tidemark.staging.RecordRows;
import io.tidemark.tables.AuditTables;
import io.tidemark.tables.InsightTables;
import io.tidemark.tables.MrrTables;
import io.tidemark.tables.StagingTables;
import io.tidemark.tables.Table;
import io.tidemark.warehouse.Parallelism;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
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
      RecordRows records, Optional<ZoneId> detectsEndsIn, Policy policy, Optional<LocalDate> asOf) {
    this.policy = policy;
    RecordTotals scan = RecordTotals.of(records, detectsEndsIn, Optional.empty());
    InvoiceStaging staging = new InvoiceStaging(scan.periodEnds(), null);
    this.window = DataWindow.of(scan.invoices(), policy, asOf);
    List<String> currencies =
        RunCurrencies.of(scan.invoices(), records.acceptedInvoices(), staging, policy);
    List<Row> factorRows = ConversionFactors.of(RATES, currencies, policy, window);
    PassResult found =
        CustomerPass.of(
                window, staging, policy, factorRows, RunMetrics.of(window, policy, factorRows))
            .over(records, 1, Figures::local);
    keep(StagingTables.CUSTOMERS, found.customers());
    keep(StagingTables.SUBSCRIPTIONS, found.subscriptions());
    keep(StagingTables.INVOICES, found.invoices());
    keep(MrrTables.MRR_LAYERS, found.layers());
    Dataset<Row> customerMrr = keep(MrrTables.CUSTOMER_MRR, found.customerMrr());
    keep(MrrTables.MRR_MOVEMENTS, found.movements());
    keep(MrrTables.CUSTOMER_DAILY_MRR, CustomerDays.of(customerMrr, window));
    keep(InsightTables.CUSTOMER_MONTHLY_MOVEMENTS, found.monthlyMovements());
    found.results().all().forEach(insight -> keep(insight.table(), insight.rows()));
  }

  /** From records, with the period ends as they are. */
  public static Figures of(RecordRows records, Policy policy, Optional<LocalDate> asOf) {
    return new Figures(records, Optional.empty(), policy, asOf);
  }

  /** From records, whose inclusive period ends are detected. */
  public static Figures detecting(RecordRows records, ZoneId zone) {
    return new Figures(records, Optional.of(zone), Policy.defaults(), Optional.empty());
  }

  /** From export files, up to the last complete day of the data. */
  public static Figures ofFiles(List<String> invoices, List<String> customers, Policy policy) {
    SourceData source = TestSources.read(invoices, customers, TestSources.stripe(), READ_ON);
    return of(TestRecords.of(source), policy, Optional.empty());
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
    return results.rows(StagingTables.DATA_QUALITY).stream()
        .map(row -> row.<String>getAs("check"))
        .toList();
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
