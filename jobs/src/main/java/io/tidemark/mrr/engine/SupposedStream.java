package io.tidemark.mrr.engine;

import java.time.Instant;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A billing stream under a supposition.
 *
 * @param start start of the running cycle
 * @param end end of the running cycle
 * @param price price of the whole cycle with all changes
 */
record SupposedStream(Instant start, Instant end, SupposedPrice price) {

  long seconds() {
    return BillingMonths.seconds(start, end);
  }

  boolean endsAt(Instant time) {
    return BillingMonths.near(end, time);
  }

  /** Returns whether the running cycle can be changed at {@code time}. */
  boolean runsAt(Instant time) {
    return !time.isBefore(start) && time.isBefore(end);
  }

  /** Returns the share of the running cycle that {@code [from, end)} covers. */
  BigFraction share(Instant from) {
    return BigFraction.of(BillingMonths.seconds(from, end), seconds());
  }

  SupposedStream withPrice(SupposedPrice other) {
    return new SupposedStream(start, end, other);
  }

  /** Returns the stream with its next cycle running, which ends at {@code time}. */
  SupposedStream renewedUntil(Instant time, SupposedPrice next) {
    return new SupposedStream(end, time, next);
  }
}
