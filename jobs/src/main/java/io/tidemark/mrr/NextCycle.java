package io.tidemark.mrr;

import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * What the next invoice says of a price that was recovered from a part of a cycle.
 *
 * @param invoice the next counting invoice of the subscription, if there is one
 */
record NextCycle(Optional<Invoice> invoice, Months months) {

  /**
   * The price that a recovered one must be, if it lies within its uncertainty: nothing, where no
   * invoice follows; else that of the next cycle.
   */
  Optional<Long> confirm(BigFraction price, BigFraction uncertainty, Cycle cycle) {
    Optional<Long> candidate = invoice.isEmpty() ? Optional.of(0L) : priceAfter(cycle);
    return candidate.filter(exact -> price.subtract(exact).abs().compareTo(uncertainty) <= 0);
  }

  /** The price of the next cycle if it starts at the end of this one and is equally long. */
  Optional<Long> priceAfter(Cycle cycle) {
    return invoice
        .filter(next -> Months.near(next.serviceStart(), cycle.end()))
        .filter(next -> !next.startsAnew() && !next.straddles())
        .flatMap(
            next -> {
              Cycle following = Cycle.of(next.serviceStart(), next.serviceEnd(), months);
              BigFraction price = BigFraction.of(next.netMinor()).divide(following.months());
              boolean equallyLong = following.months().equals(cycle.months());
              return equallyLong ? Optional.of(Subscription.round(price)) : Optional.empty();
            });
  }
}
