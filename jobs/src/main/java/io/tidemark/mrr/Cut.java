package io.tidemark.mrr;

import java.time.Instant;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/** What a new cycle ends: the slices it cut, and what each lost by it. */
record Cut(List<Slice> slices, List<BigFraction> losses) {

  /** Cuts every slice at {@code time}. */
  static Cut of(List<Slice> slices, Instant time) {
    return new Cut(slices, slices.stream().map(slice -> slice.cutAt(time)).toList());
  }

  /** What all of them lost, in minor units. */
  BigFraction worth() {
    return losses.stream().reduce(BigFraction.ZERO, BigFraction::add);
  }

  boolean creditsLow() {
    return slices.stream().anyMatch(Slice::isLow);
  }
}
