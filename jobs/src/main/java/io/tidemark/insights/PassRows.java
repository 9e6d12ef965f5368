package io.tidemark.insights;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_seconds;

import io.tidemark.mrr.Account;
import io.tidemark.mrr.Accounts;
import io.tidemark.mrr.BookedAmount;
import io.tidemark.mrr.CustomerLayers;
import io.tidemark.mrr.InvoiceCodec;
import io.tidemark.mrr.LayerRows;
import io.tidemark.mrr.MrrInterval;
import io.tidemark.mrr.MrrLayer;
import io.tidemark.mrr.MrrMovement;
import io.tidemark.tables.InsightTables;
import io.tidemark.tables.MrrTables;
import io.tidemark.tables.PackedTable;
import io.tidemark.tables.RowBuilder;
import io.tidemark.tables.Table;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The rows that go into {@link CustomerPass} and those that come out of it. */
final class PassRows {
  static final String CUSTOMER_ID = "customer_id";
  static final String CUSTOMER = "customer";
  static final String ADJUSTMENT = "adjustment";
  static final String INVOICE = "invoice";

  private static final DataType WHOLE = DataTypes.createDecimalType(38, 0);

  private static final StructType EXCLUSION =
      new StructType()
          .add("invoice_id", Table.STRING, false)
          .add("exclusion_reason", Table.STRING, false);

  private static final StructType NEGATIVE =
      new StructType().add(CUSTOMER_ID, Table.STRING, false).add("valid_from", Table.INT, false);

  private static final StructType POSTING =
      new StructType()
          .add("invoice_id", Table.STRING, false)
          .add("currency", Table.STRING, false)
          .add("line", Table.STRING, false)
          .add("numerator", WHOLE, false)
          .add("denominator", WHOLE, false);

  /** One row per customer, and one per partition that has only {@code sums}. */
  static final StructType SCHEMA =
      new StructType()
          .add("exclusions", DataTypes.createArrayType(EXCLUSION, false))
          .add("postings", DataTypes.createArrayType(POSTING, false))
          .add("rounded_too_much", DataTypes.createArrayType(Table.STRING, false))
          .add("negative", DataTypes.createArrayType(NEGATIVE, false))
          .add("layers", PackedTable.type(MrrTables.MRR_LAYERS))
          .add("customer_mrr", PackedTable.type(MrrTables.CUSTOMER_MRR))
          .add("movements", PackedTable.type(MrrTables.MRR_MOVEMENTS))
          .add("months", PackedTable.type(InsightTables.CUSTOMER_MONTHLY_MOVEMENTS))
          .add("sums", DataTypes.BinaryType);

  private PassRows() {}

  /**
   * Returns everything about a customer in rows that follow one another.
   *
   * @param invoices as staged
   * @param subscriptions for the interval of what is no whole cycle
   */
  static Dataset<Row> byCustomer(
      Dataset<Row> invoices,
      Dataset<Row> customers,
      Dataset<Row> adjustments,
      Dataset<Row> subscriptions) {
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
            unix_seconds(col("created_at")).as("created_at"), col("payment_count"), col("country"));
    Dataset<Row> ofCustomers = customers.select(col(CUSTOMER_ID), customer.as(CUSTOMER));
    Column adjustment =
        struct(
            col("adjustment_id"),
            col("currency"),
            col("valid_from"),
            col("valid_to"),
            col("mrr_minor"));
    Dataset<Row> ofAdjustments = adjustments.select(col(CUSTOMER_ID), adjustment.as(ADJUSTMENT));
    return ofInvoices
        .unionByName(ofCustomers, true)
        .unionByName(ofAdjustments, true)
        .repartition(col(CUSTOMER_ID))
        .sortWithinPartitions(CUSTOMER_ID);
  }

  static Row ofSums(byte[] sums) {
    return RowFactory.create(null, null, null, null, null, null, null, null, sums);
  }

  static Row of(
      CustomerHistory customer, CustomerLayers.Found found, LayerRows packed, RowBuilder monthly) {
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
    found.exclusions().forEach((invoice, why) -> exclusions.add(RowFactory.create(invoice, why)));
    return RowFactory.create(
        exclusions.toArray(),
        found.postings().stream().map(PassRows::posting).toArray(),
        found.roundedTooMuch().toArray(),
        Accounts.negativeFrom(customer.layers()).stream()
            .map(day -> RowFactory.create(id, Math.toIntExact(day.toEpochDay())))
            .toArray(),
        layers.toArray(),
        intervals.toArray(),
        movements.toArray(),
        MonthlyMovements.of(customer, monthly).toArray(),
        null);
  }

  private static Row posting(BookedAmount amount) {
    return RowFactory.create(
        amount.invoiceId(),
        amount.currency(),
        amount.line(),
        new BigDecimal(amount.numerator()),
        new BigDecimal(amount.denominator()));
  }
}
