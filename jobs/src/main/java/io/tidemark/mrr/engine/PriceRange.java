package io.tidemark.mrr.engine;

import java.math.RoundingMode;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The possible prices of a whole cycle, given rounded amounts: every whole minor unit from {@code
 * least} to {@code most}. It is empty if {@code most} is less than {@code least}.
 */
record PriceRange(long least, long most) {
  private static final BigFraction HALF = BigFraction.of(1, 2);

  private static final List<Long> ROUND = List.of(5L, 10L, 50L, 100L, 500L, 1_000L);

  static PriceRange of(long price) {
    return new PriceRange(price, price);
  }

  /** Returns all prices that are {@code mrrMinor} per month after rounding. */
  static PriceRange ofMonthly(long mrrMinor, BigFraction months) {
    BigFraction mrr = BigFraction.of(mrrMinor);
    return new PriceRange(
        ceil(mrr.subtract(HALF).multiply(months)), floor(mrr.add(HALF).multiply(months)));
  }

  /**
   * Returns all prices of which a share is billed as an amount from {@code least} to {@code most}.
   */
  static PriceRange within(BigFraction least, BigFraction most, BigFraction share) {
    return new PriceRange(ceil(least.divide(share)), floor(most.divide(share)));
  }

  boolean isEmpty() {
    return most < least;
  }

  PriceRange meet(PriceRange other) {
    return new PriceRange(Math.max(least, other.least), Math.min(most, other.most));
  }

  PriceRange plus(long minor) {
    return new PriceRange(least + minor, most + minor);
  }

  /** Returns the amounts that a share of the price is billed as, rounded separately. */
  PriceRange billed(BigFraction share) {
    return new PriceRange(
        MinorUnits.round(share.multiply(least)), MinorUnits.round(share.multiply(most)));
  }

  /** Returns the prices of which a share is billed as one of these amounts. */
  PriceRange pricesOf(BigFraction share) {
    return new PriceRange(
        ceil(BigFraction.of(least).subtract(HALF).divide(share)),
        floor(BigFraction.of(most).add(HALF).divide(share)));
  }

  BigFraction middle() {
    return BigFraction.of(least).add(most).divide(2);
  }

  /** Returns the largest round number with a multiple in the range: 1, 5, 10, 50, 100 and so on. */
  long unit() {
    long found = 1;
    for (long unit : ROUND) {
      found = Math.floorDiv(most, unit) * unit >= least ? unit : found;
    }
    return found;
  }

  /** Returns the roundest price in the range that is closest to its middle. */
  long roundest() {
    return MinorUnits.round(middle().divide(unit())) * unit();
  }

  /** Returns the roundest price in the range that is closest to {@code estimate}. */
  long roundest(BigFraction estimate) {
    long unit = unit();
    long lowest = -Math.floorDiv(-least, unit) * unit;
    long highest = Math.floorDiv(most, unit) * unit;
    long nearest = MinorUnits.round(estimate.divide(unit)) * unit;
    return Math.max(lowest, Math.min(highest, nearest));
  }

  /**
   * Returns the formula of {@link #roundest(BigFraction)}.
   *
   * @param symbol symbol of the estimate
   * @param bounds symbols of the lower and the upper bound
   */
  String roundestFormula(BigFraction estimate, String symbol, String[] bounds) {
    long found = roundest(estimate);
    long nearest = MinorUnits.round(estimate.divide(unit())) * unit();
    String rounded = "round(" + symbol;
    if (found > nearest) {
      rounded = "ceil(" + bounds[0];
    } else if (found < nearest) {
      rounded = "floor(" + bounds[1];
    }
    return unit() == 1 ? rounded + ")" : rounded + " / " + unit() + ") * " + unit();
  }

  /** Returns {@link #roundest()} as a price per month. */
  long monthly(BigFraction months) {
    return MinorUnits.round(BigFraction.of(roundest()).divide(months));
  }

  /**
   * Returns whether the roundest price in this range is less likely a coincidence than that in
   * another.
   */
  boolean isRounderThan(PriceRange other) {
    BigFraction mine = BigFraction.of(unit(), most - least + 1);
    return mine.compareTo(BigFraction.of(other.unit(), other.most - other.least + 1)) > 0;
  }

  /** Returns whether all prices in the range give the same price per month. */
  boolean isOneMonthly(BigFraction months) {
    return !isEmpty()
        && MinorUnits.round(BigFraction.of(least).divide(months))
            == MinorUnits.round(BigFraction.of(most).divide(months));
  }

  private static long ceil(BigFraction amount) {
    return amount.bigDecimalValue(0, RoundingMode.CEILING).longValueExact();
  }

  private static long floor(BigFraction amount) {
    return amount.bigDecimalValue(0, RoundingMode.FLOOR).longValueExact();
  }
}
