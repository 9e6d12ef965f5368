package io.tidemark.mrr.engine;

import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The price of a whole cycle under a supposition: an amount plus multiples of prices that no
 * invoice has shown yet.
 *
 * @param amount the known amount, in minor units
 * @param unknowns nonzero multiples, by number of the unknown price
 * @param tolerance uncertainty from rounding to cents
 */
record SupposedPrice(
    BigFraction amount, Map<Integer, BigFraction> unknowns, BigFraction tolerance) {
  private static final BigFraction MOST = BigFraction.of(1_000_000_000_000_000L);

  static final SupposedPrice NOTHING = of(BigFraction.ZERO);

  static SupposedPrice of(BigFraction amount) {
    return of(amount, BigFraction.ZERO);
  }

  static SupposedPrice of(BigFraction amount, BigFraction tolerance) {
    return new SupposedPrice(amount, Map.of(), tolerance);
  }

  static SupposedPrice unknown(int number) {
    return new SupposedPrice(BigFraction.ZERO, Map.of(number, BigFraction.ONE), BigFraction.ZERO);
  }

  boolean isKnown() {
    return unknowns.isEmpty();
  }

  SupposedPrice plus(SupposedPrice other) {
    Map<Integer, BigFraction> sum = new TreeMap<>(unknowns);
    other.unknowns.forEach((number, factor) -> sum.merge(number, factor, BigFraction::add));
    sum.values().removeIf(factor -> factor.compareTo(BigFraction.ZERO) == 0);
    return new SupposedPrice(amount.add(other.amount), sum, tolerance.add(other.tolerance));
  }

  SupposedPrice minus(SupposedPrice other) {
    return plus(other.times(BigFraction.of(-1)));
  }

  SupposedPrice times(BigFraction factor) {
    if (factor.compareTo(BigFraction.ZERO) == 0) {
      return NOTHING;
    }
    Map<Integer, BigFraction> multiples = new TreeMap<>();
    unknowns.forEach((number, multiple) -> multiples.put(number, multiple.multiply(factor)));
    return new SupposedPrice(amount.multiply(factor), multiples, tolerance.multiply(factor.abs()));
  }

  SupposedPrice divide(BigFraction divisor) {
    return times(divisor.reciprocal());
  }

  /** Returns this price with an unknown price replaced. */
  SupposedPrice with(int number, SupposedPrice price) {
    BigFraction factor = unknowns.get(number);
    if (factor == null) {
      return this;
    }
    Map<Integer, BigFraction> others = new TreeMap<>(unknowns);
    others.remove(number);
    return new SupposedPrice(amount, others, tolerance).plus(price.times(factor));
  }

  /** Returns whether the price can be zero. */
  boolean mayBeNothing() {
    return isKnown() && amount.abs().compareTo(tolerance.add(1)) <= 0;
  }

  /** Returns whether the price is known and impossible: negative or too large. */
  boolean isImpossible() {
    return isKnown()
        && (amount.add(tolerance).add(1).compareTo(BigFraction.ZERO) < 0
            || amount.compareTo(MOST) > 0);
  }
}
