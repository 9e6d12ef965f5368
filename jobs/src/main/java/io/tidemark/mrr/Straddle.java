package io.tidemark.mrr;

import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A renewal that also bills what changed before it, taken apart.
 *
 * @param price of the new cycle, minor units a month
 * @param change of the price from its day to the renewal
 * @param share part of the old cycle the change was billed for
 * @param isConfirmed the next cycle costs what one change would make it cost
 * @param roundingLimit the most that rounding can leave of the invoice
 */
record Straddle(
    long price, long change, BigFraction share, boolean isConfirmed, BigFraction roundingLimit) {

  /**
   * Recovers price and change, supposing one change unless the next cycle shows another price.
   *
   * @param before MRR that ran over the old cycle when the change was made, minor units
   */
  static Straddle of(Invoice invoice, Cycle old, Cycle cycle, long before, NextCycle next) {
    BigFraction net = BigFraction.of(invoice.netMinor());
    BigFraction share = old.part(invoice.serviceStart(), old.end());
    BigFraction weight = cycle.months().add(share);
    BigFraction ofOneChange = net.add(share.multiply(before)).divide(weight);
    BigFraction uncertainty = BigFraction.of(2).divide(weight).add(1);
    Optional<Long> shown = next.priceAfter(cycle);
    Optional<Long> exact = next.confirm(ofOneChange, uncertainty, cycle);
    BigFraction half = Subscription.halfOf(weight);
    if (exact.isPresent()) {
      long price = exact.get();
      return new Straddle(price, price - before, share, shown.isPresent(), weight.add(2));
    }
    if (shown.isPresent()) {
      long price = shown.get();
      BigFraction average = net.subtract(cycle.months().multiply(price)).divide(share);
      return new Straddle(price, Subscription.round(average), share, false, half);
    }
    long price = Subscription.round(ofOneChange);
    return new Straddle(price, price - before, share, false, half);
  }
}
