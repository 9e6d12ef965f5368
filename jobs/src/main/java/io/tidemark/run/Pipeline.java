package io.tidemark.run;

import static io.tidemark.tables.AuditTables.RECONCILIATION;
import static io.tidemark.tables.InsightTables.CUSTOMER_MONTHLY_MOVEMENTS;
import static io.tidemark.tables.MrrTables.CUSTOMER_DAILY_MRR;
import static io.tidemark.tables.MrrTables.CUSTOMER_MRR;
import static io.tidemark.tables.MrrTables.DAILY_MRR;
import static io.tidemark.tables.MrrTables.MRR_LAYERS;
import static io.tidemark.tables.MrrTables.MRR_MOVEMENTS;
import static io.tidemark.tables.RestatementTables.RESTATEMENTS;
import static io.tidemark.tables.StagingTables.CUSTOMERS;
import static io.tidemark.tables.StagingTables.DATA_QUALITY;
import static io.tidemark.tables.StagingTables.EXCHANGE_RATES;
import static io.tidemark.tables.StagingTables.INVOICES;
import static io.tidemark.tables.StagingTables.SUBSCRIPTIONS;

import io.tidemark.audit.Audit;
import io.tidemark.audit.Audits;
import io.tidemark.audit.CustomerAudits;
import io.tidemark.audit.Reconciliation;
import io.tidemark.config.FxSettings;
import io.tidemark.config.Policy;
import io.tidemark.config.Settings;
import io.tidemark.export.DailyExport;
import io.tidemark.export.Publication;
import io.tidemark.insights.CustomerPass;
import io.tidemark.insights.PassResult;
import io.tidemark.insights.Results;
import io.tidemark.insights.TableRows;
import io.tidemark.mrr.ConversionFactors;
import io.tidemark.mrr.DataWindow;
import io.tidemark.mrr.InvoiceStaging;
import io.tidemark.mrr.RunCurrencies;
import io.tidemark.source.Remedies;
import io.tidemark.source.SourceData;
import io.tidemark.source.profile.FileKind;
import io.tidemark.staging.DataQuality;
import io.tidemark.staging.ExchangeRates;
import io.tidemark.staging.RecordRows;
import io.tidemark.tables.Table;
import io.tidemark.warehouse.Parallelism;
import io.tidemark.warehouse.RunFingerprint;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The stages of a run, from records to published tables, with about one line per table. */
final class Pipeline {
  /**
   * The metric tables that {@link #answers} does not publish: two are published earlier, the audits
   * never.
   */
  private static final Set<Table> NO_ANSWERS =
      Set.of(DAILY_MRR, DATA_QUALITY, CustomerAudits.FOUND);

  private final SparkSession spark;
  private final Publication publication;
  private final Policy policy;
  private final Progress progress;
  private final IncrementalRun increment;

  /**
   * The state of a run whose tables down to the daily MRR are published, while the metrics are not.
   *
   * @param found the results of the pass over customers
   * @param insights the tables of all metrics
   * @param days MRR of customers per day, unless the policy disables it
   */
  record DailyResult(
      DataWindow window,
      RunFingerprint basis,
      PassResult found,
      Results insights,
      Optional<Future<DailyExport>> days) {}

  /**
   * Creates the pipeline of a run.
   *
   * @param earlier the run to build on
   */
  Pipeline(
      SparkSession spark,
      Publication publication,
      Policy policy,
      Progress progress,
      Optional<PreviousRun> earlier) {
    this.spark = spark;
    this.publication = publication;
    this.policy = policy;
    this.progress = progress;
    this.increment = new IncrementalRun(earlier);
  }

  /** Publishes every table from the records of the files to the daily MRR. */
  DailyResult compute(
      SourceData source,
      List<Row> rates,
      Optional<LocalDate> asOf,
      Optional<Instant> knownAt,
      Remedies remedies) {
    RunRecords stage = new RunRecords(spark, publication, policy, progress, increment);
    RecordRows records = stage.of(source);
    source.release();
    RunRecords.Accounted accounted = stage.account(source, records, knownAt, remedies);
    RecordTotals scan = accounted.scan();

    InvoiceStaging staging = new InvoiceStaging(scan.periodEnds(), knownAt.orElse(null));
    String reporting = policy.get(FxSettings.REPORTING_CURRENCY);
    DataWindow window = DataWindow.of(scan.invoices(), policy, asOf);
    List<String> currencies =
        RunCurrencies.of(scan.invoices(), records.acceptedInvoices(), staging, policy);
    publish(EXCHANGE_RATES, ExchangeRates.of(rates, currencies, reporting));
    List<Row> factorRows = ConversionFactors.of(rates, currencies, policy, window);
    RunFingerprint basis = basis(knownAt, window, factorRows);
    PassResult found =
        CustomerPass.of(
                window, staging, policy, factorRows, RunMetrics.of(window, policy, factorRows))
            .over(records, Parallelism.partitionsOf(spark), this::keep);
    publish(CUSTOMERS, found.customers());
    publish(SUBSCRIPTIONS, found.subscriptions());
    publish(INVOICES, found.invoices());
    publish(MRR_LAYERS, found.layers());
    Results insights = progress.step("metrics", found::results);
    List<Row> quality = concat(accounted.findings(), insights.rows(DATA_QUALITY));
    List<Row> findings =
        source.ingestLog().has(FileKind.CUSTOMERS)
            ? quality
            : DataQuality.withoutCustomersFile(quality);
    publish(DATA_QUALITY, findings);
    Dataset<Row> customerMrr = publish(CUSTOMER_MRR, found.customerMrr());
    publish(MRR_MOVEMENTS, found.movements());
    Optional<Future<DailyExport>> days =
        policy.get(Settings.DAILY_EXPANSION)
            ? Optional.of(
                publication.asideDays(
                    customerMrr,
                    window,
                    customerDays(insights.rows(DAILY_MRR)),
                    work -> progress.stepAside(CUSTOMER_DAILY_MRR.name(), work)))
            : Optional.empty();
    publish(DAILY_MRR, insights.rows(DAILY_MRR));
    increment
        .restatements(basis, publication.tables())
        .ifPresentOrElse(rows -> aside(RESTATEMENTS, rows), () -> publish(RESTATEMENTS, List.of()));
    return new DailyResult(window, basis, found, insights, days);
  }

  /** Publishes the metrics that follow from the daily MRR, and returns the audits of all tables. */
  RunAudits answers(DailyResult result) {
    DataWindow window = result.window();
    publish(CUSTOMER_MONTHLY_MOVEMENTS, result.found().monthlyMovements());
    for (TableRows insight : result.insights().all()) {
      if (!NO_ANSWERS.contains(insight.table())) {
        publish(insight.table(), insight.rows());
      }
    }
    List<Audits.Result> uniqueKeys = progress.step("files", publication::uniqueKeys);
    List<Audit> audits = RunAudits.audits(result, publication.tables());
    audits.addAll(increment.audits(result.basis(), publication.tables()));
    List<String> unbalanced = Reconciliation.unbalanced(result.insights().rows(RECONCILIATION));
    return new RunAudits(unbalanced, uniqueKeys, audits);
  }

  private static List<Row> concat(List<Row> one, List<Row> other) {
    return Stream.concat(one.stream(), other.stream()).toList();
  }

  private static long customerDays(List<Row> dailyMrr) {
    return dailyMrr.stream().mapToLong(day -> day.<Long>getAs("customers")).sum();
  }

  private Dataset<Row> keep(Dataset<Row> rows) {
    return publication.keep(rows);
  }

  private Dataset<Row> publish(Table table, Dataset<Row> rows) {
    return progress.step(table.name(), () -> publication.publish(table, rows));
  }

  private Dataset<Row> publish(Table table, List<Row> rows) {
    return progress.step(table.name(), () -> publication.publish(table, rows));
  }

  private void aside(Table table, Dataset<Row> rows) {
    publication.aside(table, rows, work -> progress.stepAside(table.name(), work));
  }

  private RunFingerprint basis(Optional<Instant> knownAt, DataWindow window, List<Row> factors) {
    return new RunFingerprint(
        policy.texts(),
        knownAt.orElse(null),
        Version.build(),
        window.from(),
        window.through(),
        window.asOf(),
        factors.stream().map(factor -> factor.mkString(" ")).toList());
  }
}
