package io.tidemark.mrr;

import io.tidemark.config.Settings;
import java.time.Instant;

/**
 * What metrics need of an invoice, whether it makes MRR or not.
 *
 * @param serviceStart null where the file has no service period
 * @param netMinor total less tax, minor units
 * @param subtotalMinor before discount and exclusive tax, minor units; null if unknown
 * @param discountMinor total discount, minor units; null if unknown
 * @param coupons applied coupons as the file names them; null for none
 * @param exclusionReason code of why it makes no layer; null where it does
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

  /** Returns whether it makes MRR. */
  public boolean counts() {
    return exclusionReason == null;
  }

  /** Returns the amount that MRR is made of, minor units. An unknown discount is none. */
  public long amountMinor(Settings.Amount amount) {
    boolean addsDiscount = amount == Settings.Amount.BEFORE_DISCOUNT && discountMinor != null;
    return addsDiscount ? Math.addExact(netMinor, discountMinor) : netMinor;
  }
}
