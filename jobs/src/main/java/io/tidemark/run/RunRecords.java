package io.tidemark.run;

import static io.tidemark.tables.IngestTables.ADJUSTMENT_RECORDS;
import static io.tidemark.tables.IngestTables.CUSTOMER_RECORDS;
import static io.tidemark.tables.IngestTables.INVOICE_RECORDS;
import static io.tidemark.tables.StagingTables.ADJUSTMENTS;
import static io.tidemark.tables.StagingTables.REJECTS;
import static io.tidemark.tables.StagingTables.SOURCE_FILES;

import io.tidemark.config.Policy;
import io.tidemark.config.Settings;
import io.tidemark.export.Publication;
import io.tidemark.source.Remedies;
import io.tidemark.source.SourceData;
import io.tidemark.source.csv.SourceFile;
import io.tidemark.source.profile.FileKind;
import io.tidemark.staging.AdjustmentRecords;
import io.tidemark.staging.Adjustments;
import io.tidemark.staging.CustomerRecords;
import io.tidemark.staging.DataQuality;
import io.tidemark.staging.InvoiceRecords;
import io.tidemark.staging.RecordRows;
import io.tidemark.staging.RejectLimit;
import io.tidemark.staging.Rejects;
import io.tidemark.staging.SourceFiles;
import io.tidemark.tables.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Publishes the records of a run and accounts for each of them. */
record RunRecords(
    SparkSession spark,
    Publication publication,
    Policy policy,
    Progress progress,
    IncrementalRun increment) {

  /**
   * The account of all records.
   *
   * @param findings those rows of {@link io.tidemark.tables.StagingTables#DATA_QUALITY} that follow
   *     from the files alone
   */
  record Accounted(RecordTotals scan, List<Row> findings) {}

  /** Returns the records of all files with their status. */
  RecordRows of(SourceData source) {
    Dataset<Row> files = source.fileRows();
    boolean invoicesDiffer = increment.isUnrepeated(INVOICE_RECORDS, FileKind.INVOICES, source);
    Dataset<Row> invoices = increment.merged(INVOICE_RECORDS, source.invoices(), files);
    boolean customersDiffer = increment.isUnrepeated(CUSTOMER_RECORDS, FileKind.CUSTOMERS, source);
    Dataset<Row> customers = increment.merged(CUSTOMER_RECORDS, source.customers(), files);
    return new RecordRows(
        store(INVOICE_RECORDS, InvoiceRecords.of(invoices, invoicesDiffer)),
        store(CUSTOMER_RECORDS, CustomerRecords.of(customers, customersDiffer)),
        adjustments(source, files));
  }

  private Dataset<Row> adjustments(SourceData source, Dataset<Row> files) {
    if (!source.ingestLog().has(FileKind.ADJUSTMENTS)) {
      publish(ADJUSTMENTS, List.of());
      return spark.createDataFrame(List.of(), ADJUSTMENT_RECORDS.schema());
    }
    Dataset<Row> merged = increment.merged(ADJUSTMENT_RECORDS, source.adjustments(), files);
    Dataset<Row> stored = store(ADJUSTMENT_RECORDS, AdjustmentRecords.of(merged, files));
    progress.step(
        ADJUSTMENTS.name(), () -> publication.publish(ADJUSTMENTS, Adjustments.of(stored)));
    return stored;
  }

  /**
   * Accounts for every record.
   *
   * @throws io.tidemark.errors.UserError if too many records are rejected
   */
  Accounted account(
      SourceData source, RecordRows records, Optional<Instant> knownAt, Remedies remedies) {
    RecordTotals scan =
        progress.step(
            "record totals", () -> RecordTotals.of(records, source.detectsEndsIn(), knownAt));
    List<Row> accounts = SourceFiles.of(scan.records(), source.ingestLog().files());
    publish(SOURCE_FILES, accounts);
    List<String> fresh = source.files().stream().map(SourceFile::file).toList();
    Dataset<Row> rejects = Rejects.of(records, source.fileRows());
    RejectLimit.check(
        accounts,
        fresh,
        policy.get(Settings.REJECT_LIMIT),
        () -> RejectReasons.lines(rejects, fresh, accounts, remedies));
    List<Row> findings =
        DataQuality.of(scan.records(), source.ingestLog().files(), scan.periodEnds());
    if (scan.records().hasRejects()) {
      publication.aside(REJECTS, rejects, work -> progress.stepAside(REJECTS.name(), work));
    } else {
      publish(REJECTS, List.of());
    }
    return new Accounted(scan, findings);
  }

  private Dataset<Row> store(Table table, Dataset<Row> rows) {
    return progress.step(table.name(), () -> publication.store(table, rows));
  }

  private void publish(Table table, List<Row> rows) {
    progress.step(table.name(), () -> publication.publish(table, rows));
  }
}
