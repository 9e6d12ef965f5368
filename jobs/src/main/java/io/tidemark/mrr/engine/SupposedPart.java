package io.tidemark.mrr.engine;

import java.time.Instant;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * What an invoice bills for one of several streams under a supposition.
 *
 * @param stream its number
 * @param before the stream when the invoice was written
 * @param after its price afterwards
 * @param changed when its price changed; null where it did not, or where that is not known
 * @param isChanged its price changed
 * @param isRenewed its next cycle is billed
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

  /** No change of it has an unknown time. */
  boolean isTimed() {
    return !isChanged || changed != null;
  }

  /** Its price changed before its next cycle. */
  boolean isChangedWithin() {
    return isChanged && changed.isBefore(before.end());
  }

  boolean isKnown() {
    return after.isKnown() && before.price().isKnown();
  }

  /** What is billed for the change, if it was made at {@code time}. */
  SupposedPrice ofChange(Instant time) {
    return after.minus(before.price()).times(before.share(time));
  }

  /** All that is billed for the stream; its changes are timed. */
  SupposedPrice billed() {
    return isChanged ? ofRenewal().plus(ofChange(changed)) : ofRenewal();
  }

  SupposedPart at(Instant time) {
    return new SupposedPart(stream, before, after, time, isChanged, isRenewed);
  }

  SupposedPrice ofRenewal() {
    return isRenewed ? after : SupposedPrice.NOTHING;
  }

  /** When it must have changed if {@code billed} is for that; null where never in the cycle. */
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
