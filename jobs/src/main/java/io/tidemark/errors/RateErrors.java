package io.tidemark.errors;

import java.time.LocalDate;

/** Errors of exchange rates. */
public final class RateErrors {
  private RateErrors() {}

  /** Returns the error for a currency that cannot be converted on a day. */
  public static UserError missing(String currency, LocalDate day, int mostDaysOld) {
    return new UserError(
        ErrorCode.RATES_MISSING,
        "no exchange rate for " + currency + " on " + day,
        "The rates file has no rate for this day or the " + mostDaysOld + " days before.",
        "Use newer rates with --rates FILE, another day with --set fx.constant_on=DATE, or another"
            + " reporting_currency.");
  }
}
