package io.tidemark.testing;

import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Two changes billed with one renewal: the first at the start of a period, the second half way from
 * where the price between them would be zero, or from the first, to the end.
 */
final class TwoAtOnce {
  private TwoAtOnce() {}

  /** From the second change on; nothing where two changes cannot have cost the average. */
  static Optional<Period> second(Period changed, BigFraction average, BigFraction last) {
    if (average.compareTo(BigFraction.ZERO) < 0) {
      return Optional.empty();
    }
    BigFraction all = BigFraction.of(changed.seconds());
    boolean isDearerAtLast = average.compareTo(last) < 0;
    BigFraction free =
        isDearerAtLast
            ? all.multiply(BigFraction.ONE.subtract(average.divide(last)))
            : BigFraction.ZERO;
    long seconds = Piece.rounded(free.add(all).divide(2));
    boolean isInside = seconds > 0 && seconds < changed.seconds();
    return isInside
        ? Optional.of(new Period(changed.start().plusSeconds(seconds), changed.end()))
        : Optional.empty();
  }

  /** The price until then, so that the average is right. */
  static BigFraction firstPrice(
      Period changed, Period first, BigFraction average, BigFraction last) {
    BigFraction all = average.multiply(BigFraction.of(changed.seconds()));
    BigFraction later = last.multiply(BigFraction.of(changed.seconds() - first.seconds()));
    return all.subtract(later).divide(BigFraction.of(first.seconds()));
  }
}
