package io.tidemark;

import static org.apache.spark.sql.functions.col;

import io.tidemark.config.Policy;
import io.tidemark.config.Settings;
import io.tidemark.errors.Problems;
import io.tidemark.mrr.DataWindow;
import io.tidemark.outputs.CheckReport;
import io.tidemark.outputs.CheckReport.CheckedFile;
import io.tidemark.outputs.CheckReport.Finding;
import io.tidemark.outputs.CheckReport.Reject;
import io.tidemark.outputs.CheckReport.Sum;
import io.tidemark.outputs.RejectedByReason;
import io.tidemark.source.Profile;
import io.tidemark.source.SourceData;
import io.tidemark.source.SourceFile;
import io.tidemark.source.Sources;
import io.tidemark.staging.CustomerRows;
import io.tidemark.staging.Customers;
import io.tidemark.staging.Findings;
import io.tidemark.staging.InvoiceRows;
import io.tidemark.staging.Invoices;
import io.tidemark.staging.RejectLimit;
import io.tidemark.staging.Rejects;
import io.tidemark.staging.SourceFiles;
import io.tidemark.tables.Currencies;
import io.tidemark.tables.QualityCheck;
import io.tidemark.tables.RejectReason;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Reads and judges files by the same rules as a run, and writes nothing. */
public final class CheckJob {
  private final SparkSession spark;
  private final Profile profile;
  private final Policy policy;

  public CheckJob(SparkSession spark, Profile profile, Policy policy) {
    this.spark = spark;
    this.profile = profile;
    this.policy = policy;
  }

  /**
   * What a run would make of the files. A file that is refused is left out of all but the refusals.
   *
   * @param invoices files, folders or globs, as {@link Sources#read} takes them
   * @param customers the same; may be empty
   */
  public CheckReport check(List<String> invoices, List<String> customers) {
    Problems problems = new Problems();
    LocalDate today = LocalDate.now(Clock.systemUTC());
    SourceData source = Sources.read(spark, invoices, customers, profile, today, problems);
    boolean isWhole = problems.all().isEmpty();
    Dataset<Row> invoiceRows = InvoiceRows.of(source.invoices()).persist();
    Dataset<Row> customerRows = CustomerRows.of(source.customers()).persist();
    try {
      return judged(source, invoiceRows, customerRows, isWhole, problems);
    } finally {
      invoiceRows.unpersist();
      customerRows.unpersist();
    }
  }

  private CheckReport judged(
      SourceData source,
      Dataset<Row> invoiceRows,
      Dataset<Row> customerRows,
      boolean isWhole,
      Problems problems) {
    Dataset<Row> fileRows = source.fileRows();
    List<Row> accounts =
        SourceFiles.of(invoiceRows, customerRows, fileRows).orderBy("currency").collectAsList();
    Dataset<Row> rejects = Rejects.of(invoiceRows, customerRows, fileRows);
    Dataset<Row> staged = Invoices.of(invoiceRows);
    Dataset<Row> findings =
        Findings.of(invoiceRows, customerRows, Customers.of(customerRows, staged), fileRows);
    // Without one of the files nobody knows which customers are missing.
    Dataset<Row> said =
        isWhole
            ? findings
            : findings.filter(col("check").notEqual(QualityCheck.CUSTOMER_UNKNOWN.name()));
    problems.attempt(() -> RejectLimit.check(accounts, policy.get(Settings.REJECT_LIMIT)));
    if (isWhole) {
      Row bounds = DataWindow.bounds(staged).first();
      problems.attempt(() -> DataWindow.of(bounds, policy, Optional.empty()));
    }
    return new CheckReport(
        problems.all().isEmpty(),
        problems.all(),
        source.files().stream().map(file -> file(file, accounts)).toList(),
        RejectedByReason.of(rejects).collectAsList().stream().map(CheckJob::reject).toList(),
        said.orderBy(col("severity").desc(), col("check")).collectAsList().stream()
            .map(CheckJob::finding)
            .toList());
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

  private static Reject reject(Row row) {
    String reason = row.getAs("reason");
    Row example = row.getAs("example");
    return new Reject(
        reason,
        RejectReason.valueOf(reason).definition(),
        row.getAs("values"),
        example.getString(0),
        example.getLong(1),
        example.getString(2),
        example.getString(3));
  }

  private static Finding finding(Row row) {
    return new Finding(
        row.getAs("check"),
        row.getAs("severity"),
        row.getAs("what"),
        row.getAs("rows"),
        row.getAs("share"),
        row.getAs("example"));
  }
}
