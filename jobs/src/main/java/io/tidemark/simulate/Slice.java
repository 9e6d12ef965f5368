package io.tidemark.simulate;

import java.time.Instant;

/**
 * The value of a subscription over a period, if the invoice of its cycle counts.
 *
 * @param cycleInvoiceId the invoice of its cycle; null if it is not written yet
 * @param billedBy the invoice that bills this price; null if there is none yet
 * @param mrrMinor price per month, net of discount and tax
 * @param isInArrears whether the invoice is written at the end of the cycle
 */
record Slice(
    String cycleInvoiceId,
    String billedBy,
    Instant start,
    Instant end,
    long mrrMinor,
    boolean isInArrears) {

  /** Returns a metered cycle that is not billed yet. */
  static Slice inArrears(Period cycle, long mrrMinor) {
    return new Slice(null, null, cycle.start(), cycle.end(), mrrMinor, true);
  }

  Slice endingAt(Instant at) {
    return new Slice(cycleInvoiceId, billedBy, start, at, mrrMinor, isInArrears);
  }

  /**
   * Returns this slice as billed by an invoice, or unchanged if it is already billed or in arrears.
   */
  Slice orBilledBy(String invoiceId) {
    return billedBy != null || isInArrears
        ? this
        : new Slice(cycleInvoiceId, invoiceId, start, end, mrrMinor, false);
  }

  /** Returns the metered cycle as billed by the invoice at its end. */
  Slice billedInArrearsBy(String invoiceId) {
    return new Slice(invoiceId, invoiceId, start, end, mrrMinor, true);
  }
}
