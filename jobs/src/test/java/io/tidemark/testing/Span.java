package io.tidemark.testing;

import java.util.function.LongPredicate;
import org.apache.commons.numbers.fraction.BigFraction;

/** Whole prices a cycle from the least to the most, found by trying; none where most is below. */
record Span(long least, long most) {
  private static final BigFraction HALF = BigFraction.of(1, 2);
  private static final long FAR = 1L << 50;

  /** The prices of which a share comes within half a cent of an amount between two. */
  static Span billedAs(long low, long high, BigFraction share) {
    return between(
        share.reciprocal().multiply(BigFraction.of(low).subtract(HALF)),
        share.reciprocal().multiply(BigFraction.of(high).add(HALF)));
  }

  /**
   * Whole numbers from one bound to the other, both included. Signs of differences, as {@link
   * BigFraction#compareTo} orders two negative numbers the wrong way round.
   */
  static Span between(BigFraction low, BigFraction high) {
    long least = first(price -> BigFraction.of(price).subtract(low).signum() >= 0);
    long beyond = first(price -> BigFraction.of(price).subtract(high).signum() > 0);
    return new Span(least, beyond - 1);
  }

  /** The first whole number for which what holds for all later ones holds. */
  private static long first(LongPredicate holds) {
    long no = -FAR;
    long yes = FAR;
    while (yes - no > 1) {
      long middle = Math.floorDiv(no + yes, 2);
      if (holds.test(middle)) {
        yes = middle;
      } else {
        no = middle;
      }
    }
    return yes;
  }

  boolean isEmpty() {
    return least > most;
  }

  Span and(Span other) {
    return new Span(Math.max(least, other.least), Math.min(most, other.most));
  }

  /** 1000, 500, 100, 50, 10, 5 or 1: the first with a multiple in it. */
  long roundness() {
    for (long unit : new long[] {1000, 500, 100, 50, 10, 5}) {
      long above = least + Math.floorMod(-least, unit);
      if (above <= most) {
        return unit;
      }
    }
    return 1;
  }

  /** Its roundest price, next to its middle, as a price a month. */
  long monthly(BigFraction months) {
    BigFraction unit = BigFraction.of(roundness());
    BigFraction middle = BigFraction.of(least).add(BigFraction.of(most)).divide(2);
    BigFraction roundest = unit.multiply(BigFraction.of(Piece.rounded(middle.divide(unit))));
    return Piece.rounded(roundest.divide(months));
  }

  boolean isOneMonthly(BigFraction months) {
    return Piece.rounded(BigFraction.of(least).divide(months))
        == Piece.rounded(BigFraction.of(most).divide(months));
  }

  /** By its roundness for each price in it. */
  boolean isRounderThan(Span other) {
    long mine = roundness() * (other.most - other.least + 1);
    return mine > other.roundness() * (most - least + 1);
  }
}
