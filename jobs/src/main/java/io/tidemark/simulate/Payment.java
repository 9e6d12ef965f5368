package io.tidemark.simulate;

import java.time.Duration;

/**
 * The outcome of an invoice. An invoice with nothing due is paid when it becomes final, whatever
 * the planned outcome.
 *
 * @param after time from when it became final to the outcome
 */
record Payment(Outcome outcome, Duration after) {
  static final Payment AT_ONCE = new Payment(Outcome.PAID, Duration.ZERO);
  static final Payment KEPT_DRAFT = new Payment(Outcome.KEPT_DRAFT, Duration.ZERO);

  /** The ways an invoice can end. */
  enum Outcome {
    PAID,
    /** A credit note settles the whole amount before it is paid. */
    CREDITED,
    /** The invoice stays open, but the billing system no longer tries to collect it. */
    CLOSED,
    UNCOLLECTIBLE,
    VOID,
    /** The invoice never becomes final, for example while collection is paused. */
    KEPT_DRAFT
  }
}
