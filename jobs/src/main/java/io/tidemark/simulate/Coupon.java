package io.tidemark.simulate;

import java.time.Instant;

/**
 * A percentage off whatever is priced before it ends.
 *
 * @param code as the export names it; empty for none
 * @param end what is priced at or after it costs the full price
 */
record Coupon(String code, int percent, Instant end) {
  static final Coupon NONE = new Coupon("", 0, Instant.MIN);

  /** A coupon for the one invoice priced at a moment. */
  static Coupon once(String code, int percent, Instant moment) {
    return new Coupon(code, percent, moment.plusSeconds(1));
  }

  boolean appliesAt(Instant moment) {
    return moment.isBefore(end);
  }

  /** The discount on a price agreed at a moment, minor units. */
  long discount(long priceMinor, Instant moment) {
    return appliesAt(moment) ? Cents.percent(priceMinor, percent) : 0;
  }
}
