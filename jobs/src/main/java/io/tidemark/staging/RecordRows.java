package io.tidemark.staging;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.when;

import io.tidemark.tables.PackedTable;
import io.tidemark.tables.RejectReason;
import io.tidemark.tables.StagingTables;
import io.tidemark.tables.Table;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The records of all files with their status.
 *
 * @param invoices {@link InvoiceRecords#of}
 * @param customers {@link CustomerRecords#of}
 * @param adjustments {@link AdjustmentRecords#of}
 */
public record RecordRows(Dataset<Row> invoices, Dataset<Row> customers, Dataset<Row> adjustments) {

  /**
   * Returns the records of all kinds in one shape, which {@link RecordSums} adds up: {@code
   * source_file, source_line, decision, currency, amount_minor, is_header}; of accepted invoices
   * the packed {@code invoice} and {@code is_flawed, flaw}, the first invalid value that was
   * ignored; of accepted customers {@code known_customer} and {@code refunded_minor}; of accepted
   * adjustments {@code adjusted_currency}.
   */
  public Dataset<Row> all() {
    Column flaws = col("flaws");
    Dataset<Row> ofInvoices =
        records(
            invoices,
            col("currency"),
            col("total_minor"),
            accepted(PackedTable.pack(StagingTables.INVOICES, invoices)).as("invoice"),
            size(flaws).gt(0).as("is_flawed"),
            when(size(flaws).gt(0), element_at(flaws, 1).getField("value")).as("flaw"));
    Dataset<Row> ofCustomers =
        records(
            customers,
            lit(null).cast(Table.STRING),
            lit(0L),
            accepted(col("customer_id")).as("known_customer"),
            col("refunded_volume_minor").as("refunded_minor"));
    Dataset<Row> ofAdjustments =
        records(
            adjustments,
            col("currency"),
            col("mrr_minor"),
            accepted(col("currency")).as("adjusted_currency"));
    return ofInvoices.unionByName(ofCustomers, true).unionByName(ofAdjustments, true);
  }

  private static Dataset<Row> records(
      Dataset<Row> rows, Column currency, Column amount, Column... others) {
    Column isHeader =
        exists(
            col("problems"),
            problem -> problem.getField("reason").equalTo(RejectReason.ROW_IS_HEADER.name()));
    return rows.withColumn("is_header", isHeader)
        .select(
            Stream.concat(
                    Stream.of(
                        col("source_file"),
                        col("source_line"),
                        col("decision"),
                        currency.as("currency"),
                        amount.as("amount_minor"),
                        col("is_header")),
                    Stream.of(others))
                .toArray(Column[]::new));
  }

  private static Column accepted(Column value) {
    return when(RecordStatus.ACCEPTED.isOne(), value);
  }

  /** Returns the accepted invoices: {@code customer_id} and the packed {@code invoice}. */
  public Dataset<Row> acceptedInvoices() {
    return accepted(StagingTables.INVOICES, invoices, "invoice");
  }

  /** Returns the accepted customers: {@code customer_id} and the packed {@code customer}. */
  public Dataset<Row> acceptedCustomers() {
    return accepted(StagingTables.CUSTOMERS, customers, "customer");
  }

  /** Returns the manual adjustments in effect: {@code customer_id} and {@code adjustment}. */
  public Dataset<Row> acceptedAdjustments() {
    return accepted(StagingTables.ADJUSTMENTS, adjustments, "adjustment");
  }

  private static Dataset<Row> accepted(Table table, Dataset<Row> rows, String name) {
    return rows.where(RecordStatus.ACCEPTED.isOne())
        .select(col("customer_id"), PackedTable.pack(table, rows).as(name));
  }
}
