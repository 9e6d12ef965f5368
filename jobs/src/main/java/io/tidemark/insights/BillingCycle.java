package io.tidemark.insights;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;

/**
 * A billing cycle that an invoice in the files opened, and its outcome.
 *
 * @param subscriptionId null if its invoices have none
 * @param stream number of the billing stream within the subscription
 * @param endedOn business date of its end
 * @param mrrMinor MRR at its end, minor units
 * @param nextMrrMinor MRR of the following cycle, minor units; null if none follows
 * @param renewalNumber number of the renewal that is due at its end, 1 for the first cycle; null if
 *     the number of cycles before the files is unknown
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

  /** The outcome of a cycle. */
  enum Outcome {
    /** Another paid cycle follows at its end or within the grace days. */
    RENEWED,
    /** It ended, and no paid cycle follows. */
    LOST,
    /** A new cycle, or a restart of its subscription, cut it before it came up for renewal. */
    REPLACED,
    /** It ends so late in the data that its renewal may still come. */
    NOT_DUE,
    /** It is free of charge. */
    FREE;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  boolean isRenewed() {
    return outcome == Outcome.RENEWED;
  }

  /** Returns whether the cycle came up for renewal. */
  boolean isDue() {
    return outcome == Outcome.RENEWED || outcome == Outcome.LOST;
  }
}
