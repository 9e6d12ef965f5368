package io.tidemark.insights;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_seconds;

import io.tidemark.mrr.Account;
import io.tidemark.mrr.InvoiceCodec;
import io.tidemark.mrr.InvoiceFacts;
import io.tidemark.mrr.LayerRows;
import io.tidemark.mrr.MrrInterval;
import io.tidemark.mrr.MrrLayer;
import io.tidemark.mrr.MrrMovement;
import io.tidemark.tables.InsightTables;
import io.tidemark.tables.MrrTables;
import io.tidemark.tables.PackedTable;
import io.tidemark.tables.RowBuilder;
import io.tidemark.tables.Table;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The input and output rows of {@link CustomerPass}. */
final class PassRows {
  static final String CUSTOMER_ID = "customer_id";
  static final String CUSTOMER = "customer";
  static final String ADJUSTMENT = "adjustment";
  static final String INVOICE = "invoice";

  private static final StructType EXCLUSION =
      new StructType()
          .add("invoice_id", Table.STRING, false)
          .add("exclusion_reason", Table.STRING, false);

  /**
   * The schema of the output: one row per customer, and one per partition with only {@code sums}.
   */
  static final StructType SCHEMA =
      new StructType()
          .add("exclusions", DataTypes.createArrayType(EXCLUSION, false))
          .add("layers", PackedTable.type(MrrTables.MRR_LAYERS))
          .add("customer_mrr", PackedTable.type(MrrTables.CUSTOMER_MRR))
          .add("movements", PackedTable.type(MrrTables.MRR_MOVEMENTS))
          .add("months", PackedTable.type(InsightTables.CUSTOMER_MONTHLY_MOVEMENTS))
          .add("sums", DataTypes.BinaryType);

  private PassRows() {}

  /**
   * Returns all data of each customer in consecutive rows.
   *
   * @param invoices as staged
   * @param subscriptions with the billing interval of periods that are not whole cycles
   * @param partitions number of hash partitions of customers
   */
  static Dataset<Row> byCustomer(
      Dataset<Row> invoices,
      Dataset<Row> customers,
      Dataset<Row> adjustments,
      Dataset<Row> subscriptions,
      int partitions) {
    Dataset<Row> intervals =
        subscriptions.select(
            col("subscription_id"), col("billing_interval").as("subscription_interval"));
    Column invoice = InvoiceCodec.column();
    Dataset<Row> ofInvoices =
        invoices
            .join(intervals, new String[] {"subscription_id"}, "left")
            .select(col(CUSTOMER_ID), invoice.as(INVOICE));
    Column customer =
        struct(
            unix_seconds(col("created_at")).as("created_at"),
            col("payment_count"),
            col("has_paid"),
            col("country"));
    Dataset<Row> ofCustomers = customers.select(col(CUSTOMER_ID), customer.as(CUSTOMER));
    Column adjustment =
        struct(
            col("adjustment_id"),
            col("currency"),
            col("valid_from"),
            col("valid_to"),
            col("mrr_minor"));
    Dataset<Row> ofAdjustments = adjustments.select(col(CUSTOMER_ID), adjustment.as(ADJUSTMENT));
    // The number of partitions is fixed, because Spark would merge them by size in bytes, but most
    // time is spent on the rules.
    return ofInvoices
        .unionByName(ofCustomers, true)
        .unionByName(ofAdjustments, true)
        .repartition(partitions, col(CUSTOMER_ID))
        .sortWithinPartitions(CUSTOMER_ID);
  }

  static Row ofSums(byte[] sums) {
    return RowFactory.create(null, null, null, null, null, sums);
  }

  static Row of(CustomerHistory customer, LayerRows packed, RowBuilder monthly) {
    String id = customer.customerId();
    List<Row> layers = new ArrayList<>();
    for (MrrLayer layer : customer.layers()) {
      layers.add(packed.of(id, layer));
    }
    List<Row> intervals = new ArrayList<>();
    List<Row> movements = new ArrayList<>();
    for (Account account : customer.accounts()) {
      for (MrrInterval interval : account.intervals()) {
        intervals.add(packed.of(id, account.key(), interval));
      }
      for (MrrMovement movement : account.movements()) {
        movements.add(packed.of(id, account.key(), movement));
      }
    }
    List<Row> exclusions = new ArrayList<>();
    for (InvoiceFacts invoice : customer.invoices()) {
      if (!invoice.counts()) {
        exclusions.add(RowFactory.create(invoice.invoiceId(), invoice.exclusionReason()));
      }
    }
    return RowFactory.create(
        exclusions.toArray(),
        layers.toArray(),
        intervals.toArray(),
        movements.toArray(),
        MonthlyMovements.rows(customer, monthly).toArray(),
        null);
  }
}
