package io.tidemark.mrr.engine;

import java.math.RoundingMode;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/** Arithmetic in minor units. */
final class MinorUnits {
  private MinorUnits() {}

  /** To the nearest minor unit, halves away from zero. */
  static long round(BigFraction amount) {
    return amount.bigDecimalValue(0, RoundingMode.HALF_UP).longValueExact();
  }

  /**
   * Whether a price is the same to the minor unit wherever the amounts it comes from were rounded:
   * a charge and a credit, each by half a unit, over a weight in months.
   */
  static boolean isSettled(BigFraction price, BigFraction weight) {
    BigFraction unit = weight.reciprocal();
    return round(price.subtract(unit)) == round(price.add(unit));
  }

  static BigFraction halfOf(BigFraction weight) {
    return weight.divide(2);
  }

  /** The price a month of all of them. */
  static long sum(List<LayerDraft> slices) {
    return slices.stream().mapToLong(slice -> slice.mrrMinor).sum();
  }
}
