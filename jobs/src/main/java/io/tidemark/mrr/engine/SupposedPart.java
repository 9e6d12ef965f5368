package io.tidemark.mrr.engine;

import java.time.Instant;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The part of an invoice for one of several streams, under a supposition.
 *
 * @param stream number of the stream
 * @param before the stream when the invoice was created
 * @param after the price after the invoice
 * @param changed when the price changed; null if it did not change or the time is unknown
 * @param isChanged whether the price changed
 * @param isRenewed whether the next cycle is billed
 */
record SupposedPart(
    int stream,
    SupposedStream before,
    SupposedPrice after,
    Instant changed,
    boolean isChanged,
    boolean isRenewed) {

  static SupposedPart renewal(int stream, SupposedStream before) {
    return new SupposedPart(stream, before, before.price(), null, false, true);
  }

  SupposedPart with(int number, SupposedPrice price) {
    return new SupposedPart(
        stream,
        before.withPrice(before.price().with(number, price)),
        after.with(number, price),
        changed,
        isChanged,
        isRenewed);
  }

  /** Returns whether the time of its change is known, if it has one. */
  boolean isTimed() {
    return !isChanged || changed != null;
  }

  /** Returns whether the price changed before the end of the running cycle. */
  boolean isChangedWithin() {
    return isChanged && changed.isBefore(before.end());
  }

  boolean isKnown() {
    return after.isKnown() && before.price().isKnown();
  }

  /** Returns the amount billed for the change, if it was made at {@code time}. */
  SupposedPrice ofChange(Instant time) {
    return after.minus(before.price()).times(before.share(time));
  }

  /** Returns the total amount billed for the stream. The time of its change must be known. */
  SupposedPrice billed() {
    return isChanged ? ofRenewal().plus(ofChange(changed)) : ofRenewal();
  }

  SupposedPart at(Instant time) {
    return new SupposedPart(stream, before, after, time, isChanged, isRenewed);
  }

  SupposedPrice ofRenewal() {
    return isRenewed ? after : SupposedPrice.NOTHING;
  }

  /**
   * Returns when the price must have changed if {@code billed} is the amount for the change; null
   * if at no time in the cycle.
   */
  Instant changedFor(BigFraction billed) {
    BigFraction change = after.amount().subtract(before.price().amount());
    if (change.compareTo(BigFraction.ZERO) == 0) {
      return null;
    }
    BigFraction share = billed.divide(change);
    boolean isWithin =
        share.compareTo(BigFraction.ZERO) >= 0 && share.compareTo(BigFraction.ONE) <= 0;
    return isWithin
        ? before.end().minusSeconds(MinorUnits.round(share.multiply(before.seconds())))
        : null;
  }
}
