package io.tidemark.simulate;

import java.time.Duration;

/**
 * How an invoice ends. One that nothing is due on is paid when it becomes final, whatever was
 * planned.
 *
 * @param after how long after it became final
 */
record Payment(Outcome outcome, Duration after) {
  static final Payment AT_ONCE = new Payment(Outcome.PAID, Duration.ZERO);
  static final Payment KEPT_DRAFT = new Payment(Outcome.KEPT_DRAFT, Duration.ZERO);

  /** The ways an invoice can end. */
  enum Outcome {
    PAID,
    /** A credit note settles the whole amount before it is paid. */
    CREDITED,
    /** Stays open; the billing system no longer tries to collect it. */
    CLOSED,
    UNCOLLECTIBLE,
    VOID,
    /** Never becomes final, as while collection is paused. */
    KEPT_DRAFT
  }
}
