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

  /** The discount on a price agreed at a moment, minor units. */
  long discount(long priceMinor, Instant moment) {
    return appliesAt(moment) ? Cents.percent(priceMinor, percent) : 0;
  }
}
