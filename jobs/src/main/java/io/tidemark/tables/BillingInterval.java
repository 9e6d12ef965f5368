package io.tidemark.tables;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;

/** The length of a complete billing cycle. */
public enum BillingInterval {
  WEEK(0, 1, "7 days"),
  TWO_WEEKS(0, 2, "14 days"),
  FOUR_WEEKS(0, 4, "28 days, if not a calendar month"),
  MONTH(1, 0, "One calendar month"),
  TWO_MONTHS(2, 0, "Two calendar months"),
  QUARTER(3, 0, "Three calendar months"),
  FOUR_MONTHS(4, 0, "Four calendar months"),
  HALF_YEAR(6, 0, "Six calendar months"),
  YEAR(12, 0, "Twelve calendar months"),
  TWO_YEARS(24, 0, "Twenty-four calendar months"),
  THREE_YEARS(36, 0, "Thirty-six calendar months"),
  OTHER(0, 0, "Any other length, or no complete cycle in the files");

  private final int months;
  private final int weeks;
  private final String definition;

  BillingInterval(int months, int weeks, String definition) {
    this.months = months;
    this.weeks = weeks;
    this.definition = definition;
  }

  /** Returns the length in calendar months; 0 if it is not a number of months. */
  public int months() {
    return months;
  }

  /** Returns the length in weeks; 0 if it is not a number of weeks. */
  public int weeks() {
    return weeks;
  }

  /**
   * Returns the interval of a cycle of this many months, an exact fraction in lowest terms, if any.
   */
  public static Optional<BillingInterval> ofMonths(BigInteger numerator, BigInteger denominator) {
    for (BillingInterval interval : values()) {
      // Four weeks are 48/52 months.
      long ofYear = interval.weeks > 0 ? 12L * interval.weeks : 52L * interval.months;
      boolean isIt =
          numerator
              .multiply(BigInteger.valueOf(52))
              .equals(denominator.multiply(BigInteger.valueOf(ofYear)));
      if (interval != OTHER && isIt) {
        return Optional.of(interval);
      }
    }
    return Optional.empty();
  }

  /** Returns the definition for documentation. */
  public String definition() {
    return definition;
  }

  /** Returns the name in tables and files: lower case. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
