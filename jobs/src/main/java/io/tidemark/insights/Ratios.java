package io.tidemark.insights;

import org.apache.commons.numbers.fraction.BigFraction;

/** Divides whole numbers. */
final class Ratios {
  private Ratios() {}

  /** Returns a ratio; null where the denominator is not above zero. */
  static Double of(long numerator, long denominator) {
    return denominator > 0 ? (double) numerator / denominator : null;
  }

  /** Returns the least whole number that is not below a fraction. */
  static int roundedUp(BigFraction fraction) {
    long numerator = fraction.getNumeratorAsLong();
    return Math.toIntExact(-Math.floorDiv(-numerator, fraction.getDenominatorAsLong()));
  }
}
