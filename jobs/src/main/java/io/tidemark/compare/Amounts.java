package io.tidemark.compare;

import io.tidemark.source.profile.AmountText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Optional;

/**
 * Reads the amounts of a file, which have the same decimal separator. Amounts with more decimals
 * than the currency are rounded, halves away from zero, because other systems export MRR that is
 * not rounded.
 *
 * @param decimal the decimal separator; {@link AmountText#NONE} if no amount shows it
 */
record Amounts(char decimal, boolean isMixed) {
  private static final int TWO_DECIMALS = 2;

  /** Finds the decimal separator. */
  static Amounts of(Collection<String> texts) {
    char found = AmountText.NONE;
    for (String text : texts) {
      AmountText amount = AmountText.of(text.strip());
      char proven = amount == null ? AmountText.NONE : amount.provenDecimal(TWO_DECIMALS);
      if (proven != AmountText.NONE && found != AmountText.NONE && proven != found) {
        return new Amounts(AmountText.NONE, true);
      }
      found = proven == AmountText.NONE ? found : proven;
    }
    return new Amounts(found, false);
  }

  /**
   * Returns an amount in minor units; empty if the text is no number, or a separator may be for
   * decimals or for thousands.
   */
  Optional<Long> minor(String text, int decimals, boolean isMinor) {
    AmountText amount = AmountText.of(text.strip());
    if (amount == null) {
      return Optional.empty();
    }
    AmountText read = amount.in(decimal);
    if (decimal == AmountText.NONE && read.mayBeGrouped(decimals)) {
      return Optional.empty();
    }
    String number = read.whole() + (read.fraction().isEmpty() ? "" : "." + read.fraction());
    BigDecimal minor =
        new BigDecimal(number)
            .movePointRight(isMinor ? 0 : decimals)
            .setScale(0, RoundingMode.HALF_UP);
    return minor.precision() > 18
        ? Optional.empty()
        : Optional.of(read.isNegative() ? -minor.longValueExact() : minor.longValueExact());
  }
}
