package io.tidemark.testing;

import java.util.List;
import java.util.function.LongPredicate;
import org.apache.commons.numbers.fraction.BigFraction;

/** Whole prices a cycle from the least to the most, found by trying; none where most is below. */
record Span(long least, long most) {
  private static final long FAR = 1L << 50;

  /** Whole numbers from the least of some bounds to the greatest. */
  static Span over(List<BigFraction> bounds) {
    BigFraction low = bounds.get(0);
    BigFraction high = low;
    for (BigFraction bound : bounds) {
      low = bound.subtract(low).signum() < 0 ? bound : low;
      high = bound.subtract(high).signum() > 0 ? bound : high;
    }
    return between(low, high);
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

  /** The roundest has most zeros, a 5 before them counts half: its unit is one or five of them. */
  long roundness() {
    long roundest = 1;
    for (long zeros = 1; zeros <= FAR / 10; zeros *= 10) {
      for (long unit : new long[] {zeros, 5 * zeros}) {
        long above = least + Math.floorMod(-least, unit);
        roundest = above <= most ? unit : roundest;
      }
    }
    return roundest;
  }

  BigFraction middle() {
    return BigFraction.of(least).add(BigFraction.of(most)).divide(2);
  }

  /** Its roundest price, next to an estimate, as a price a month. */
  long monthly(BigFraction months, BigFraction estimate) {
    long unit = roundness();
    long nearest = unit * Piece.rounded(estimate.divide(BigFraction.of(unit)));
    long lowest = least + Math.floorMod(-least, unit);
    long highest = most - Math.floorMod(most, unit);
    long price = Math.max(lowest, Math.min(highest, nearest));
    return Piece.rounded(BigFraction.of(price).divide(months));
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
