package io.tidemark.mrr.engine;

import java.math.RoundingMode;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/** Arithmetic in minor units. */
final class MinorUnits {
  private MinorUnits() {}

  /** Rounds to the nearest minor unit, halves away from zero. */
  static long round(BigFraction amount) {
    return amount.bigDecimalValue(0, RoundingMode.HALF_UP).longValueExact();
  }

  /**
   * Returns whether a price stays the same to the minor unit for any rounding of the charge and the
   * credit it is computed from, each rounded by up to half a unit, over a weight in months.
   */
  static boolean isSettled(BigFraction price, BigFraction weight) {
    BigFraction unit = weight.reciprocal();
    return round(price.subtract(unit)) == round(price.add(unit));
  }

  static BigFraction halfOf(BigFraction weight) {
    return weight.divide(2);
  }

  /** Returns the sum of the prices per month of the layers. */
  static long sum(List<LayerDraft> slices) {
    return slices.stream().mapToLong(slice -> slice.mrrMinor).sum();
  }
}
