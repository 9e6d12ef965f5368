package io.tidemark.mrr.engine;

import java.time.Instant;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Two changes that one renewal bills. The invoices show when the first was made, what both cost,
 * and the final price, but not when the second was made. Its time is set to the middle of the
 * possible period, in which the price between the changes is not negative.
 *
 * @param start time of the first change
 * @param second assumed time of the second change
 * @param end time of the renewal
 * @param average average price per month from the first change to the renewal
 * @param price final price per month
 */
record TwoChanges(Instant start, Instant second, Instant end, BigFraction average, long price) {

  /**
   * Returns the changes; empty if no two changes can have this cost or there is no time for two.
   */
  static Optional<TwoChanges> of(Instant start, Instant end, BigFraction average, long price) {
    if (average.compareTo(BigFraction.ZERO) < 0) {
      return Optional.empty();
    }
    BigFraction missing = BigFraction.of(price).subtract(average);
    boolean isCheaper = missing.compareTo(BigFraction.ZERO) > 0;
    BigFraction earliest = isCheaper ? missing.divide(price) : BigFraction.ZERO;
    BigFraction seconds = earliest.add(1).divide(2).multiply(BillingMonths.seconds(start, end));
    Instant second = start.plusSeconds(MinorUnits.round(seconds));
    boolean isBetween = second.isAfter(start) && second.isBefore(end);
    return isBetween
        ? Optional.of(new TwoChanges(start, second, end, average, price))
        : Optional.empty();
  }

  /** Returns the price between the changes, in minor units per month. */
  long between() {
    return MinorUnits.round(unroundedBetween());
  }

  /** Returns the price between the changes at which both cost the billed amount. */
  private BigFraction unroundedBetween() {
    BigFraction share =
        BigFraction.of(BillingMonths.seconds(start, end), BillingMonths.seconds(start, second));
    return average.subtract(price).multiply(share).add(price);
  }

  /** Shows the first change, from {@code average}, {@code base} and {@code new_price}. */
  void show(CalculationSteps steps, BigFraction mrr) {
    steps.seconds("all_seconds", start, end, "from the first change to the renewal");
    steps.seconds(
        "first_seconds", start, second, "to the second change, halfway from its earliest date");
    String formula = "new_price + (base + average - new_price) * all_seconds / first_seconds";
    steps.amount("between", formula, unroundedBetween(), "per month, between the two changes");
    steps.amount("mrr", "round(between) - base", mrr, "assuming two changes: the first");
  }
}
