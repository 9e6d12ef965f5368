package io.tidemark.mrr.engine;

import java.time.Instant;
import org.apache.commons.numbers.fraction.BigFraction;

/** A billing cycle. Prorations are shares of its price. */
public record Cycle(Instant start, Instant end, BigFraction months) {

  static Cycle of(Instant start, Instant end, BillingMonths months) {
    return new Cycle(start, end, months.between(start, end));
  }

  /**
   * Returns the months of the cycle that fall into {@code [from, to)}. Billing systems prorate by
   * the second over the whole cycle. Months counted from the day of a change would be wrong by up
   * to a tenth.
   */
  public BigFraction part(Instant from, Instant to) {
    return months.multiply(
        BigFraction.of(BillingMonths.seconds(from, to), BillingMonths.seconds(start, end)));
  }
}
