package io.tidemark.simulate;

import java.time.Duration;

/**
 * Draws how the invoices of one subscription are paid.
 *
 * @param pattern null for none
 * @param isByInvoice whether the customer has payment terms and pays at any time
 */
record PaymentHabit(Dice dice, Rates.Payments rates, BillingPattern pattern, boolean isByInvoice) {
  private static final Duration GIVING_UP = Duration.ofDays(21);

  /** Returns the payment of a first invoice. */
  Payment first() {
    return isByInvoice ? paidWithin(30) : Payment.AT_ONCE;
  }

  /** Returns the payment of a renewal. */
  Payment next() {
    if (pattern == BillingPattern.CREDITED_INVOICES && dice.chance(0.1)) {
      return new Payment(Payment.Outcome.CREDITED, Duration.ZERO);
    }
    return isByInvoice || dice.chance(rates.late()) ? paidWithin(14) : Payment.AT_ONCE;
  }

  /** Draws what happens to the invoices of a pause. */
  Payment aside() {
    return pattern == BillingPattern.UNCOLLECTIBLE_PAUSES
        ? new Payment(Payment.Outcome.UNCOLLECTIBLE, dice.minutes(1, 22 * 60))
        : dice.oneOf(
            Payment.KEPT_DRAFT,
            new Payment(Payment.Outcome.VOID, Duration.ZERO),
            new Payment(Payment.Outcome.UNCOLLECTIBLE, Duration.ZERO));
  }

  /** Draws the outcome of a renewal that is never paid. It occurs before the next renewal. */
  Payment never(Period cycle) {
    Payment.Outcome outcome =
        dice.oneOf(
            Payment.Outcome.CLOSED,
            Payment.Outcome.CLOSED,
            Payment.Outcome.UNCOLLECTIBLE,
            Payment.Outcome.VOID);
    Duration longest = Duration.ofSeconds(cycle.seconds()).minusHours(3);
    return new Payment(outcome, GIVING_UP.compareTo(longest) < 0 ? GIVING_UP : longest);
  }

  private Payment paidWithin(int days) {
    return new Payment(Payment.Outcome.PAID, dice.minutes(60, days * 24 * 60));
  }
}
