package io.tidemark.mrr;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_seconds;

import io.tidemark.mrr.engine.Invoice;
import io.tidemark.tables.InvoiceStatus;
import java.time.Instant;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/**
 * Converts the fields of a staged invoice that the MRR rules and the metrics need to plain Java.
 */
public final class InvoiceCodec {
  private InvoiceCodec() {}

  /**
   * Returns the invoice as one column. The input must have the joined column {@code
   * subscription_interval}.
   */
  public static Column column() {
    return struct(
        col("invoice_id"),
        col("subscription_id"),
        col("currency"),
        col("status"),
        coalesce(col("is_closed"), lit(false)).as("is_closed"),
        Layers.isCreditedInFull().as("is_credited_in_full"),
        col("total_minor"),
        col("amount_paid_minor"),
        seconds("created_at"),
        seconds("due_at"),
        seconds("finalized_at"),
        seconds("uncollectible_at"),
        seconds("paid_at"),
        seconds("voided_at"),
        seconds("service_start"),
        seconds("service_end"),
        seconds("usage_start"),
        seconds("usage_end"),
        col("net_minor"),
        col("subtotal_minor"),
        col("discount_minor"),
        col("coupons"),
        col("subscription_interval"));
  }

  private static Column seconds(String time) {
    return unix_seconds(col(time)).as(time);
  }

  /** Reads an invoice with its net amount. */
  static Invoice invoice(Row row, String customerId) {
    return new Invoice(
        row.getAs("invoice_id"),
        customerId,
        row.getAs("subscription_id"),
        row.getAs("currency"),
        status(row),
        row.getAs("is_closed"),
        row.getAs("is_credited_in_full"),
        time(row, "created_at"),
        time(row, "due_at"),
        time(row, "finalized_at"),
        time(row, "uncollectible_at"),
        time(row, "service_start"),
        time(row, "service_end"),
        time(row, "usage_start"),
        time(row, "usage_end"),
        row.getAs("net_minor"));
  }

  /** Reads the times at which the status of an invoice changed. */
  static StatusTimes statusTimes(Row row) {
    return new StatusTimes(time(row, "paid_at"), time(row, "voided_at"));
  }

  /**
   * Reads the facts of an invoice.
   *
   * @param exclusionReason code of why it makes no layer; null if it makes one
   */
  static InvoiceFacts facts(Row row, String exclusionReason) {
    return new InvoiceFacts(
        row.getAs("invoice_id"),
        row.getAs("currency"),
        time(row, "created_at"),
        time(row, "service_start"),
        row.getAs("net_minor"),
        row.getAs("subtotal_minor"),
        row.getAs("discount_minor"),
        row.getAs("coupons"),
        exclusionReason);
  }

  /** Returns whether an invoice shows a payment. */
  public static boolean isPayment(Row row) {
    return EarlierPayments.isPayment(
        status(row), row.<Long>getAs("total_minor"), row.getAs("amount_paid_minor"));
  }

  private static InvoiceStatus status(Row row) {
    return InvoiceStatus.valueOf(row.<String>getAs("status").toUpperCase(Locale.ROOT));
  }

  /** Returns the discount of an invoice in minor units; 0 if unknown. */
  static long discountMinor(Row row) {
    Long discount = row.getAs("discount_minor");
    return discount == null ? 0 : discount;
  }

  private static Instant time(Row row, String column) {
    Long seconds = row.getAs(column);
    return seconds == null ? null : Instant.ofEpochSecond(seconds);
  }
}
