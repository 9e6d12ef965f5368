package io.tidemark.mrr;

import java.math.BigInteger;
import java.util.Locale;

/**
 * A part of a counted invoice that no layer shows, as an exact fraction of minor units.
 *
 * @param line code of the line of the reconciliation
 */
public record BookedAmount(
    String invoiceId, String currency, String line, BigInteger numerator, BigInteger denominator) {

  static BookedAmount of(Posting posting, String currency) {
    return new BookedAmount(
        posting.invoiceId(),
        currency,
        posting.line().name().toLowerCase(Locale.ROOT),
        posting.amount().getNumerator(),
        posting.amount().getDenominator());
  }
}
