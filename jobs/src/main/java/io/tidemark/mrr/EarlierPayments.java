package io.tidemark.mrr;

import io.tidemark.tables.InvoiceStatus;
import java.time.Instant;

/** Counts the payments that a customer made before the first invoice of the files. */
public final class EarlierPayments {
  private EarlierPayments() {}

  /**
   * Returns the total number of payments less those that the invoices show. It is 0 for a customer
   * created in the data window, and null if the customers file has no count. Payments are counted,
   * not summed, because total spend has no currency.
   *
   * @param createdAt when the customer was created; null if unknown
   * @param paymentCount total number of payments; null if unknown
   * @param shown payments that the invoices show
   */
  public static Long of(Instant createdAt, Long paymentCount, long shown, DataWindow window) {
    if (createdAt != null && !window.date(createdAt).isBefore(window.firstDay())) {
      return 0L;
    }
    return paymentCount == null ? null : Long.valueOf(Math.max(paymentCount - shown, 0));
  }

  /**
   * Returns whether an invoice shows a payment. If the amount paid is unknown, a paid invoice with
   * a positive total shows one.
   *
   * @param amountPaidMinor null if unknown
   */
  static boolean isPayment(InvoiceStatus status, long totalMinor, Long amountPaidMinor) {
    return amountPaidMinor == null
        ? status == InvoiceStatus.PAID && totalMinor > 0
        : amountPaidMinor > 0;
  }
}
