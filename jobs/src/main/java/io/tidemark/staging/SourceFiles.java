package io.tidemark.staging;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.tidemark.tables.RejectReason;
import io.tidemark.tables.StagingTables;
import io.tidemark.tables.Table;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The account of every file: scanned rows and amounts by status. */
public final class SourceFiles {
  private SourceFiles() {}

  /**
   * Returns the rows of {@link StagingTables#SOURCE_FILES}, one per file and currency. A file
   * without rows has one row of zeros.
   *
   * @param invoiceRows {@link InvoiceRecords#of}
   * @param customerRows {@link CustomerRecords#of}
   * @param adjustmentRows {@link AdjustmentRecords#of}
   * @param fileRows {@link io.tidemark.source.SourceData#fileRows()}
   */
  public static Dataset<Row> of(
      Dataset<Row> invoiceRows,
      Dataset<Row> customerRows,
      Dataset<Row> adjustmentRows,
      Dataset<Row> fileRows) {
    Dataset<Row> records =
        invoiceRows
            .select(columns(col("currency"), col("total_minor")))
            .union(customerRows.select(columns(lit(null).cast(Table.STRING), lit(0L))))
            .union(adjustmentRows.select(columns(col("currency"), col("mrr_minor"))));
    Dataset<Row> counted =
        records
            .groupBy("source_file", "currency")
            .agg(
                count(lit(1)).as("scanned_rows"),
                rows(RecordStatus.ACCEPTED).as("accepted_rows"),
                rows(RecordStatus.REJECTED).as("rejected_rows"),
                rows(RecordStatus.DUPLICATE).as("duplicate_rows"),
                rows(RecordStatus.SUPERSEDED).as("superseded_rows"),
                total(lit(true)).as("scanned_minor"),
                total(RecordStatus.ACCEPTED.isOne()).as("accepted_minor"),
                total(RecordStatus.REJECTED.isOne()).as("rejected_minor"),
                total(RecordStatus.DUPLICATE.isOne()).as("duplicate_minor"),
                total(RecordStatus.SUPERSEDED.isOne()).as("superseded_minor"),
                count(when(col("is_unreadable"), lit(1))).as("unreadable_rows"),
                coalesce(max(abs(col("total_minor"))), lit(0L)).as("largest_minor"));
    Dataset<Row> files = fileRows.join(counted, new String[] {"source_file"}, "left");
    return StagingTables.SOURCE_FILES.select(files.na().fill(0L));
  }

  private static Column[] columns(Column currency, Column total) {
    Column isHeader =
        exists(
            col("problems"),
            problem -> problem.getField("reason").equalTo(RejectReason.ROW_IS_HEADER.name()));
    Column isUnreadable = RecordStatus.REJECTED.isOne().and(total.isNull()).and(not(isHeader));
    return new Column[] {
      col("source_file"),
      currency.as("currency"),
      col("decision"),
      total.as("total_minor"),
      isUnreadable.as("is_unreadable")
    };
  }

  private static Column rows(RecordStatus decision) {
    return count(when(decision.isOne(), lit(1)));
  }

  private static Column total(Column condition) {
    return coalesce(sum(when(condition, col("total_minor"))), lit(0L));
  }
}
