package io.tidemark.mrr;

import io.tidemark.tables.InvoiceStatus;
import java.time.Instant;

/** Counts the payments that a customer made before the first invoice of the files. */
public final class EarlierPayments {
  private EarlierPayments() {}

  /**
   * Returns the payments ever less those that the invoices show; 0 for a customer created in the
   * window, null where the customers file has no count. Payments are counted, not summed: total
   * spend has no currency.
   *
   * @param createdAt when the customer was created; null if unknown
   * @param paymentCount payments ever; null if unknown
   * @param shown payments that the invoices show
   */
  public static Long of(Instant createdAt, Long paymentCount, long shown, DataWindow window) {
    if (createdAt != null && !window.date(createdAt).isBefore(window.firstDay())) {
      return 0L;
    }
    return paymentCount == null ? null : Long.valueOf(Math.max(paymentCount - shown, 0));
  }

  /**
   * Returns whether an invoice shows a payment: something was paid; without an amount paid, a paid
   * invoice that is not free was.
   *
   * @param amountPaidMinor null if unknown
   */
  static boolean isPayment(InvoiceStatus status, long totalMinor, Long amountPaidMinor) {
    return amountPaidMinor == null
        ? status == InvoiceStatus.PAID && totalMinor > 0
        : amountPaidMinor > 0;
  }
}
