package io.tidemark.mrr;

import io.tidemark.config.Settings;
import java.time.Instant;

/**
 * The facts about an invoice that metrics need, for counting and excluded invoices.
 *
 * @param serviceStart null if the file has no service period
 * @param netMinor total less tax, minor units
 * @param subtotalMinor before discount and exclusive tax, minor units; null if unknown
 * @param discountMinor total discount, minor units; null if unknown
 * @param coupons applied coupons as named in the file; null if there are none
 * @param exclusionReason code of why it makes no layer; null if it makes one
 */
public record InvoiceFacts(
    String invoiceId,
    String currency,
    Instant createdAt,
    Instant serviceStart,
    long netMinor,
    Long subtotalMinor,
    Long discountMinor,
    String coupons,
    String exclusionReason) {

  /** Returns whether the invoice makes MRR. */
  public boolean counts() {
    return exclusionReason == null;
  }

  /**
   * Returns the amount that MRR is computed from, in minor units. An unknown discount counts as
   * zero.
   */
  public long amountMinor(Settings.Amount amount) {
    boolean addsDiscount = amount == Settings.Amount.BEFORE_DISCOUNT && discountMinor != null;
    return addsDiscount ? Math.addExact(netMinor, discountMinor) : netMinor;
  }
}
