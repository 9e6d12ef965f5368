package io.tidemark.errors;

import java.time.LocalDate;

/** The errors of exchange rates: the problem, the reason, the remedy. */
public final class RateErrors {
  private RateErrors() {}

  /** A currency that cannot be converted on a day. */
  public static UserError missing(String currency, LocalDate day, int mostDaysOld) {
    return new UserError(
        ErrorCode.RATES_MISSING,
        "there is no exchange rate of " + currency + " for " + day,
        "The rates hold none of that day or of the " + mostDaysOld + " before it.",
        "Give newer ones by --rates FILE, another day by --set fx.constant_on=DATE, or another"
            + " --set reporting_currency.");
  }
}
