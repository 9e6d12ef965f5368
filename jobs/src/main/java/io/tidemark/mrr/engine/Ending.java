package io.tidemark.mrr.engine;

import java.time.Instant;

/**
 * What ended a slice before its time.
 *
 * @param at its end now
 * @param insteadOf its end until then
 * @param by the invoice that cut it; its own where it was given up
 */
record Ending(Instant at, Instant insteadOf, Manner manner, Invoice by) {
  /** What became of the rest. */
  enum Manner {
    CREDITED,
    DISPLACED,
    GIVEN_UP
  }

  /** In one plain sentence. */
  String sentence() {
    String when = "Cut on " + Wording.time(at) + " instead of " + Wording.time(insteadOf);
    return switch (manner) {
      case CREDITED -> when + " by " + by.invoiceId() + ", which credits the rest.";
      case DISPLACED ->
          when + " by " + by.invoiceId() + ", which opens a new cycle and credits nothing.";
      case GIVEN_UP -> when + ", when " + by.invoiceId() + " was marked uncollectible.";
    };
  }
}
