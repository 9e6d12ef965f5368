package io.tidemark.simulate;

import java.time.Instant;

/**
 * A percentage off every price set before the coupon ends.
 *
 * @param code its code in the export; empty for none
 * @param end first moment at which the full price applies
 */
record Coupon(String code, int percent, Instant end) {
  static final Coupon NONE = new Coupon("", 0, Instant.MIN);

  /** Returns a coupon for the single invoice priced at a moment. */
  static Coupon once(String code, int percent, Instant moment) {
    return new Coupon(code, percent, moment.plusSeconds(1));
  }

  /** Draws one of the coupons on offer, for a first cycle that begins at a moment. */
  static Coupon drawn(Dice dice, Instant firstCycle) {
    return switch (dice.below(9)) {
      case 0, 1 -> once("WELCOME20", 20, firstCycle);
      case 2, 3 -> new Coupon("SPRING50", 50, Interval.MONTH.boundary(firstCycle, 3));
      case 4, 5 -> new Coupon("PARTNER15", 15, Interval.MONTH.boundary(firstCycle, 12));
      case 6, 7 -> new Coupon("FOUNDERS5", 5, Instant.MAX);
      default -> new Coupon("GUEST100", 100, Interval.MONTH.boundary(firstCycle, 3));
    };
  }

  boolean appliesAt(Instant moment) {
    return moment.isBefore(end);
  }

  /** Returns the discount on a price set at a moment, in minor units. */
  long discount(long priceMinor, Instant moment) {
    return appliesAt(moment) ? Cents.percent(priceMinor, percent) : 0;
  }
}
