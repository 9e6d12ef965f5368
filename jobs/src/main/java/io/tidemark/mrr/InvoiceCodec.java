package io.tidemark.mrr;

import io.tidemark.mrr.engine.Invoice;
import io.tidemark.staging.PackedTime;
import io.tidemark.tables.InvoiceStatus;
import java.util.Locale;
import org.apache.spark.sql.Row;

/**
 * Converts the fields of an invoice that the MRR rules and the metrics need to plain Java, from a
 * packed row of {@link io.tidemark.tables.StagingTables#INVOICES}.
 */
public final class InvoiceCodec {
  private InvoiceCodec() {}

  /** Reads an invoice with its net amount. */
  static Invoice invoice(Row row, String customerId) {
    Boolean isClosed = row.getAs("is_closed");
    return new Invoice(
        row.getAs("invoice_id"),
        customerId,
        row.getAs("subscription_id"),
        row.getAs("currency"),
        status(row),
        Boolean.TRUE.equals(isClosed),
        isCreditedInFull(row),
        PackedTime.inSeconds(row, "created_at"),
        PackedTime.inSeconds(row, "due_at"),
        PackedTime.inSeconds(row, "finalized_at"),
        PackedTime.inSeconds(row, "uncollectible_at"),
        PackedTime.inSeconds(row, "service_start"),
        PackedTime.inSeconds(row, "service_end"),
        PackedTime.inSeconds(row, "usage_start"),
        PackedTime.inSeconds(row, "usage_end"),
        row.getAs("net_minor"));
  }

  /**
   * Returns whether nothing was due or paid of a positive total, and no balance was used for it.
   */
  private static boolean isCreditedInFull(Row row) {
    Long due = row.getAs("amount_due_minor");
    Long paid = row.getAs("amount_paid_minor");
    Long balance = row.getAs("starting_balance_minor");
    return row.<Long>getAs("total_minor") > 0
        && due != null
        && due == 0
        && paid != null
        && paid == 0
        && balance != null
        && balance.equals(row.<Long>getAs("ending_balance_minor"));
  }

  /** Reads the times at which the status of an invoice changed. */
  static StatusTimes statusTimes(Row row) {
    return new StatusTimes(
        PackedTime.inSeconds(row, "paid_at"), PackedTime.inSeconds(row, "voided_at"));
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
        PackedTime.inSeconds(row, "created_at"),
        PackedTime.inSeconds(row, "service_start"),
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

  static InvoiceStatus status(Row row) {
    return InvoiceStatus.valueOf(row.<String>getAs("status").toUpperCase(Locale.ROOT));
  }

  /** Returns the discount of an invoice in minor units; 0 if unknown. */
  static long discountMinor(Row row) {
    Long discount = row.getAs("discount_minor");
    return discount == null ? 0 : discount;
  }
}
