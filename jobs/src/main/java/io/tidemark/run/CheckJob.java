package io.tidemark.run;

import io.tidemark.config.FxSettings;
import io.tidemark.config.Policy;
import io.tidemark.config.Settings;
import io.tidemark.errors.Emails;
import io.tidemark.errors.Problems;
import io.tidemark.mrr.ConversionFactors;
import io.tidemark.mrr.DataWindow;
import io.tidemark.mrr.InvoiceStaging;
import io.tidemark.mrr.RunCurrencies;
import io.tidemark.run.CheckReport.CheckedFile;
import io.tidemark.run.CheckReport.Finding;
import io.tidemark.run.CheckReport.Sum;
import io.tidemark.source.Remedies;
import io.tidemark.source.SourceData;
import io.tidemark.source.Sources;
import io.tidemark.source.csv.SourceFile;
import io.tidemark.source.profile.FileKind;
import io.tidemark.source.profile.Profile;
import io.tidemark.source.rates.ExchangeRateReader;
import io.tidemark.source.rates.RateFile;
import io.tidemark.staging.AdjustmentRecords;
import io.tidemark.staging.CustomerRecords;
import io.tidemark.staging.DataQuality;
import io.tidemark.staging.InvoiceRecords;
import io.tidemark.staging.RecordRows;
import io.tidemark.staging.RejectLimit;
import io.tidemark.staging.Rejects;
import io.tidemark.staging.SourceFiles;
import io.tidemark.staging.UnknownCustomers;
import io.tidemark.tables.Currencies;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Reads and validates files by the same rules as a run, without writing anything. */
public final class CheckJob {
  private static final Comparator<Finding> MOST_IMPORTANT_FIRST =
      Comparator.comparing(Finding::isFileWide)
          .thenComparing(Finding::severity)
          .reversed()
          .thenComparing(Finding::check);

  private final SparkSession spark;
  private final Profile profile;
  private final Remedies remedies;
  private final Policy policy;

  /**
   * Creates a check.
   *
   * @param source the name or path of the profile
   */
  public CheckJob(SparkSession spark, String source, Profile profile, Policy policy) {
    this.spark = spark;
    this.profile = profile;
    this.remedies = new Remedies(source, profile);
    this.policy = policy;
  }

  /** Returns how a run would process the files. A refused file appears only among the refusals. */
  public CheckReport check(Sources.Named named) {
    Problems problems = new Problems();
    LocalDate today = LocalDate.now(Clock.systemUTC());
    SourceData source = Sources.read(spark, named, profile, today, problems);
    boolean isWhole = problems.all().isEmpty();
    Dataset<Row> invoiceRows =
        InvoiceRecords.of(source.invoices(), source.unrepeated().contains(FileKind.INVOICES))
            .persist();
    Dataset<Row> customerRows =
        CustomerRecords.of(source.customers(), source.unrepeated().contains(FileKind.CUSTOMERS))
            .persist();
    RecordRows records =
        new RecordRows(invoiceRows, customerRows, AdjustmentRecords.of(source.adjustments()));
    try {
      return judged(source, records, isWhole, !named.customers().isEmpty(), problems);
    } finally {
      invoiceRows.unpersist();
      customerRows.unpersist();
      source.release();
    }
  }

  private CheckReport judged(
      SourceData source,
      RecordRows records,
      boolean isWhole,
      boolean hasCustomers,
      Problems problems) {
    RecordTotals scan = RecordTotals.of(records, source.detectsEndsIn(), Optional.empty());
    List<Row> accounts = SourceFiles.of(scan.records(), source.ingestLog().files());
    List<Row> found =
        new ArrayList<>(
            DataQuality.of(scan.records(), source.ingestLog().files(), scan.periodEnds()));
    problems.attempt(
        () -> RejectLimit.check(accounts, policy.get(Settings.REJECT_LIMIT), List::of));
    // If one of the files is refused, missing customers cannot be determined.
    if (isWhole) {
      found.addAll(UnknownCustomers.of(records));
      InvoiceStaging staging = new InvoiceStaging(scan.periodEnds(), null);
      List<String> currencies =
          RunCurrencies.of(scan.invoices(), records.acceptedInvoices(), staging, policy);
      problems.attempt(
          () -> checkRates(DataWindow.of(scan.invoices(), policy, Optional.empty()), currencies));
    }
    List<CheckReport.Reject> rejects =
        scan.records().hasRejects()
            ? RejectReasons.of(Rejects.of(records, source.fileRows()), accounts, remedies)
            : List.of();
    List<Row> findings = hasCustomers ? found : DataQuality.withoutCustomersFile(found);
    return new CheckReport(
        problems.all().isEmpty(),
        problems.all(),
        source.files().stream().map(file -> file(file, accounts)).toList(),
        rejects,
        findings.stream().map(CheckJob::finding).sorted(MOST_IMPORTANT_FIRST).toList());
  }

  private void checkRates(DataWindow window, List<String> currencies) {
    RateFile rates =
        ExchangeRateReader.read(
            policy.get(FxSettings.RATES), spark.sparkContext().hadoopConfiguration());
    ConversionFactors.of(rates.rows(), currencies, policy, window);
  }

  private static CheckedFile file(SourceFile file, List<Row> accounts) {
    List<Sum> sums =
        accounts.stream()
            .filter(account -> account.getAs("source_file").equals(file.file()))
            .map(CheckJob::sum)
            .toList();
    return new CheckedFile(
        file.file(), file.kind().text(), file.layout().unknownColumns(), file.records(), sums);
  }

  private static Sum sum(Row account) {
    return new Sum(
        account.getAs("currency"),
        account.getAs("accepted_rows"),
        account.getAs("rejected_rows"),
        account.getAs("duplicate_rows"),
        account.getAs("superseded_rows"),
        amount(account, "accepted_minor"),
        amount(account, "rejected_minor"));
  }

  private static BigDecimal amount(Row account, String column) {
    String currency = account.getAs("currency");
    return currency == null
        ? null
        : BigDecimal.valueOf(account.<Long>getAs(column), Currencies.decimals(currency));
  }

  private static Finding finding(Row row) {
    return new Finding(
        row.getAs("check"),
        row.getAs("severity"),
        row.getAs("is_file_wide"),
        row.getAs("what"),
        row.getAs("rows"),
        row.getAs("share"),
        row.isNullAt(row.fieldIndex("example")) ? null : Emails.hidden(row.getAs("example")));
  }
}
