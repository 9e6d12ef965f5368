package io.tidemark.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import io.tidemark.config.FxSettings;
import io.tidemark.config.Policy;
import io.tidemark.config.Settings;
import io.tidemark.errors.Emails;
import io.tidemark.errors.Problems;
import io.tidemark.mrr.ConversionFactors;
import io.tidemark.mrr.DataWindow;
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
import io.tidemark.staging.Adjustments;
import io.tidemark.staging.AmountRange;
import io.tidemark.staging.CustomerRecords;
import io.tidemark.staging.Customers;
import io.tidemark.staging.DataQuality;
import io.tidemark.staging.InvoiceRecords;
import io.tidemark.staging.Invoices;
import io.tidemark.staging.PeriodEnds;
import io.tidemark.staging.RejectLimit;
import io.tidemark.staging.Rejects;
import io.tidemark.staging.SourceFiles;
import io.tidemark.tables.Currencies;
import io.tidemark.tables.QualityCheck;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Reads and validates files by the same rules as a run, without writing anything. */
public final class CheckJob {
  private static final Object[] ABOUT_CUSTOMERS = {
    QualityCheck.CUSTOMER_UNKNOWN.name(), QualityCheck.ADJUSTMENT_CUSTOMER_UNKNOWN.name()
  };

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
    Dataset<Row> adjustmentRows = AdjustmentRecords.of(source.adjustments());
    try {
      boolean hasCustomers = !named.customers().isEmpty();
      return judged(
          source, invoiceRows, customerRows, adjustmentRows, isWhole, hasCustomers, problems);
    } finally {
      invoiceRows.unpersist();
      customerRows.unpersist();
      source.release();
    }
  }

  private CheckReport judged(
      SourceData source,
      Dataset<Row> invoiceRows,
      Dataset<Row> customerRows,
      Dataset<Row> adjustmentRows,
      boolean isWhole,
      boolean hasCustomers,
      Problems problems) {
    Dataset<Row> fileRows = source.fileRows();
    List<Row> accounts =
        AmountRange.check(
            invoiceRows,
            () ->
                SourceFiles.of(invoiceRows, customerRows, adjustmentRows, fileRows)
                    .orderBy("currency")
                    .collectAsList());
    Dataset<Row> rejects = Rejects.of(invoiceRows, customerRows, adjustmentRows, fileRows);
    PeriodEnds ends = PeriodEnds.of(invoiceRows, source.detectsEndsIn());
    Dataset<Row> staged = Invoices.of(ends.exclusive(invoiceRows));
    Dataset<Row> naming =
        staged.unionByName(Adjustments.of(adjustmentRows).select("customer_id"), true);
    Dataset<Row> quality =
        DataQuality.of(
            invoiceRows,
            customerRows,
            adjustmentRows,
            Customers.of(customerRows, naming),
            fileRows,
            ends);
    Dataset<Row> findings = hasCustomers ? quality : DataQuality.withoutCustomersFile(quality);
    // If one of the files is refused, missing customers cannot be determined.
    Dataset<Row> said =
        isWhole ? findings : findings.filter(not(col("check").isin(ABOUT_CUSTOMERS)));
    problems.attempt(
        () -> RejectLimit.check(accounts, policy.get(Settings.REJECT_LIMIT), List::of));
    if (isWhole) {
      Row bounds = DataWindow.bounds(staged).first();
      List<String> currencies =
          ConversionFactors.currencies(staged, Adjustments.of(adjustmentRows), policy)
              .as(Encoders.STRING())
              .collectAsList();
      problems.attempt(
          () -> checkRates(DataWindow.of(bounds, policy, Optional.empty()), currencies));
    }
    return new CheckReport(
        problems.all().isEmpty(),
        problems.all(),
        source.files().stream().map(file -> file(file, accounts)).toList(),
        RejectReasons.of(rejects, accounts, remedies),
        said
            .orderBy(col("is_file_wide").desc(), col("severity").desc(), col("check"))
            .collectAsList()
            .stream()
            .map(CheckJob::finding)
            .toList());
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
