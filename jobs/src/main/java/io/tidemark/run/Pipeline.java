package io.tidemark.run;

import static io.tidemark.tables.AuditTables.RECONCILIATION;
import static io.tidemark.tables.IngestTables.ADJUSTMENT_RECORDS;
import static io.tidemark.tables.IngestTables.CUSTOMER_RECORDS;
import static io.tidemark.tables.IngestTables.INVOICE_RECORDS;
import static io.tidemark.tables.InsightTables.CUSTOMER_MONTHLY_MOVEMENTS;
import static io.tidemark.tables.MrrTables.CUSTOMER_DAILY_MRR;
import static io.tidemark.tables.MrrTables.CUSTOMER_MRR;
import static io.tidemark.tables.MrrTables.DAILY_MRR;
import static io.tidemark.tables.MrrTables.MRR_LAYERS;
import static io.tidemark.tables.MrrTables.MRR_MOVEMENTS;
import static io.tidemark.tables.RestatementTables.RESTATEMENTS;
import static io.tidemark.tables.StagingTables.ADJUSTMENTS;
import static io.tidemark.tables.StagingTables.CUSTOMERS;
import static io.tidemark.tables.StagingTables.DATA_QUALITY;
import static io.tidemark.tables.StagingTables.EXCHANGE_RATES;
import static io.tidemark.tables.StagingTables.INVOICES;
import static io.tidemark.tables.StagingTables.REJECTS;
import static io.tidemark.tables.StagingTables.SOURCE_FILES;
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
import io.tidemark.mrr.InvoicesAsOf;
import io.tidemark.mrr.Layers;
import io.tidemark.source.Remedies;
import io.tidemark.source.SourceData;
import io.tidemark.source.csv.SourceFile;
import io.tidemark.source.profile.FileKind;
import io.tidemark.staging.AdjustmentRecords;
import io.tidemark.staging.Adjustments;
import io.tidemark.staging.AmountRange;
import io.tidemark.staging.CustomerRecords;
import io.tidemark.staging.Customers;
import io.tidemark.staging.DataQuality;
import io.tidemark.staging.ExchangeRates;
import io.tidemark.staging.InvoiceRecords;
import io.tidemark.staging.Invoices;
import io.tidemark.staging.PeriodEnds;
import io.tidemark.staging.RejectLimit;
import io.tidemark.staging.Rejects;
import io.tidemark.staging.SourceFiles;
import io.tidemark.staging.Subscriptions;
import io.tidemark.tables.Table;
import io.tidemark.warehouse.Parallelism;
import io.tidemark.warehouse.RunFingerprint;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
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
  record Books(
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
    this.increment = new IncrementalRun(spark, earlier);
  }

  /** Publishes every table from the records of the files to the daily MRR. */
  Books books(
      SourceData source,
      List<Row> rates,
      Optional<LocalDate> asOf,
      Optional<Instant> knownAt,
      Remedies remedies) {
    Dataset<Row> files = source.fileRows();
    boolean invoicesDiffer = increment.isUnrepeated(INVOICE_RECORDS, FileKind.INVOICES, source);
    Dataset<Row> allInvoices = merged(INVOICE_RECORDS, source.invoices(), files);
    Dataset<Row> invoiceRows =
        store(INVOICE_RECORDS, InvoiceRecords.of(allInvoices, invoicesDiffer));
    boolean customersDiffer = increment.isUnrepeated(CUSTOMER_RECORDS, FileKind.CUSTOMERS, source);
    Dataset<Row> allCustomers = merged(CUSTOMER_RECORDS, source.customers(), files);
    Dataset<Row> customerRows =
        store(CUSTOMER_RECORDS, CustomerRecords.of(allCustomers, customersDiffer));
    Dataset<Row> corrected = merged(ADJUSTMENT_RECORDS, source.adjustments(), files);
    Dataset<Row> adjustmentRows =
        source.ledger().has(FileKind.ADJUSTMENTS)
            ? store(ADJUSTMENT_RECORDS, AdjustmentRecords.of(corrected, files))
            : keep(AdjustmentRecords.of(corrected));
    source.release();
    Dataset<Row> accounted = SourceFiles.of(invoiceRows, customerRows, adjustmentRows, files);
    List<Row> accounts =
        AmountRange.check(invoiceRows, () -> publish(SOURCE_FILES, accounted)).collectAsList();
    Dataset<Row> rejects = Rejects.of(invoiceRows, customerRows, adjustmentRows, files);
    List<String> fresh = source.files().stream().map(SourceFile::file).toList();
    BigDecimal limit = policy.get(Settings.REJECT_LIMIT);
    RejectLimit.check(
        accounts, fresh, limit, () -> RejectReasons.lines(rejects, fresh, accounts, remedies));
    aside(REJECTS, rejects);
    PeriodEnds ends = PeriodEnds.of(invoiceRows, source.detectsEndsIn());
    Dataset<Row> all = Invoices.of(ends.exclusive(invoiceRows));
    Dataset<Row> staged = knownAt.map(time -> InvoicesAsOf.of(all, time)).orElse(all);
    Dataset<Row> adjustments = publish(ADJUSTMENTS, Adjustments.of(adjustmentRows));
    Dataset<Row> naming = staged.unionByName(adjustments.select("customer_id"), true);
    Dataset<Row> customers = publish(CUSTOMERS, Customers.of(customerRows, naming));
    Dataset<Row> subscriptions = publish(SUBSCRIPTIONS, Subscriptions.of(staged));
    Dataset<Row> quality =
        DataQuality.of(invoiceRows, customerRows, adjustmentRows, customers, files, ends);
    Dataset<Row> findings =
        source.ledger().has(FileKind.CUSTOMERS)
            ? quality
            : DataQuality.withoutCustomersFile(quality);

    String reporting = policy.get(FxSettings.REPORTING_CURRENCY);
    DataWindow window = DataWindow.of(DataWindow.bounds(staged).first(), policy, asOf);
    List<String> currencies =
        ConversionFactors.currencies(staged, adjustments, policy)
            .as(Encoders.STRING())
            .collectAsList();
    publish(EXCHANGE_RATES, ExchangeRates.of(rates, currencies, reporting));
    List<Row> factorRows = ConversionFactors.of(rates, currencies, policy, window);
    RunFingerprint basis = basis(knownAt, window, factorRows);
    PassResult found =
        CustomerPass.of(window, policy, factorRows, RunMetrics.of(window, policy, factorRows))
            .over(
                staged,
                customers,
                adjustments,
                subscriptions,
                Parallelism.partitionsOf(spark),
                this::keep);
    publish(INVOICES, Layers.withReasons(staged, found.exclusions()));
    publish(MRR_LAYERS, found.layers());
    Results insights = progress.step("metrics", found::results);
    List<Row> odd = insights.rows(DATA_QUALITY);
    aside(DATA_QUALITY, findings.union(spark.createDataFrame(odd, DATA_QUALITY.schema())));
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
    aside(RESTATEMENTS, increment.restatements(basis, publication.tables()));
    return new Books(window, basis, found, insights, days);
  }

  /** Publishes the metrics that follow from the daily MRR, and returns the audits of all tables. */
  RunAudits answers(Books books) {
    DataWindow window = books.window();
    publish(CUSTOMER_MONTHLY_MOVEMENTS, books.found().monthlyMovements());
    for (TableRows insight : books.insights().all()) {
      if (!NO_ANSWERS.contains(insight.table())) {
        publish(insight.table(), insight.rows());
      }
    }
    List<Audits.Result> uniqueKeys = progress.step("files", publication::uniqueKeys);
    List<Audit> audits = RunAudits.audits(books, publication.tables());
    audits.addAll(increment.audits(books.basis(), publication.tables()));
    List<String> unbalanced = Reconciliation.unbalanced(books.insights().rows(RECONCILIATION));
    return new RunAudits(unbalanced, uniqueKeys, audits);
  }

  private static long customerDays(List<Row> dailyMrr) {
    return dailyMrr.stream().mapToLong(day -> day.<Long>getAs("customers")).sum();
  }

  private Dataset<Row> keep(Dataset<Row> rows) {
    return publication.keep(rows);
  }

  private Dataset<Row> merged(Table table, Dataset<Row> fresh, Dataset<Row> files) {
    return increment.merged(table, fresh, files);
  }

  private Dataset<Row> store(Table table, Dataset<Row> rows) {
    return progress.step(table.name(), () -> publication.store(table, rows));
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
