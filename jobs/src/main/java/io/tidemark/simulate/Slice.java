package io.tidemark.simulate;

import java.time.Instant;

/**
 * What a subscription is worth for a while, as far as the invoice of its cycle counts.
 *
 * @param cycleInvoiceId the invoice of the cycle it lies in
 * @param billedBy the invoice that bills this price; null while none does
 * @param mrrMinor price a month, net of discount and tax
 */
record Slice(String cycleInvoiceId, String billedBy, Instant start, Instant end, long mrrMinor) {

  Slice endingAt(Instant at) {
    return new Slice(cycleInvoiceId, billedBy, start, at, mrrMinor);
  }

  /** The same, billed by an invoice if it was not yet. */
  Slice orBilledBy(String invoiceId) {
    return billedBy != null ? this : new Slice(cycleInvoiceId, invoiceId, start, end, mrrMinor);
  }
}
