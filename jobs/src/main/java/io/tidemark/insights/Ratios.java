package io.tidemark.insights;

import org.apache.commons.numbers.fraction.BigFraction;

/** Ratios of integers. */
final class Ratios {
  private Ratios() {}

  /** Returns a ratio; null if the denominator is not above zero. */
  static Double of(long numerator, long denominator) {
    return denominator > 0 ? (double) numerator / denominator : null;
  }

  /** Returns the smallest integer that is not below a fraction. */
  static int roundedUp(BigFraction fraction) {
    long numerator = fraction.getNumeratorAsLong();
    return Math.toIntExact(-Math.floorDiv(-numerator, fraction.getDenominatorAsLong()));
  }
}
