package io.tidemark.insights;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;

/**
 * A billing cycle that an invoice of the files opened, and its outcome.
 *
 * @param subscriptionId null where its invoices name none
 * @param stream number of the billing stream within the subscription
 * @param endedOn business date of its end
 * @param mrrMinor MRR at its end, minor units
 * @param nextMrrMinor MRR of the cycle that follows; null if none follows
 * @param renewalNumber of the renewal that is due at its end, 1 for the first cycle; null where it
 *     is unknown how many cycles came before the files
 */
record BillingCycle(
    String subscriptionId,
    String currency,
    int stream,
    String billingInterval,
    Instant startAt,
    Instant endedAt,
    LocalDate endedOn,
    long mrrMinor,
    Long nextMrrMinor,
    Outcome outcome,
    Integer renewalNumber) {

  /** What became of a cycle. */
  enum Outcome {
    /** Another paid cycle follows at its end, or within the grace days. */
    RENEWED,
    /** It ended, and nothing follows. */
    LOST,
    /** A new cycle, or a restart of its subscription, cut it: it never came up for renewal. */
    REPLACED,
    /** It ends so late that its renewal may still come. */
    NOT_DUE,
    /** It costs nothing. */
    FREE;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  boolean isRenewed() {
    return outcome == Outcome.RENEWED;
  }

  /** Returns whether it came up for renewal. */
  boolean isDue() {
    return outcome == Outcome.RENEWED || outcome == Outcome.LOST;
  }
}
