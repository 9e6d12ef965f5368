package io.tidemark.mrr;

import java.math.RoundingMode;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/** Arithmetic in minor units. */
final class Minor {
  private Minor() {}

  /** To the nearest minor unit, halves away from zero. */
  static long round(BigFraction amount) {
    return amount.bigDecimalValue(0, RoundingMode.HALF_UP).longValueExact();
  }

  static BigFraction halfOf(BigFraction weight) {
    return weight.divide(2);
  }

  /** The price a month of all of them. */
  static long sum(List<Slice> slices) {
    return slices.stream().mapToLong(slice -> slice.mrrMinor).sum();
  }
}
