package io.tidemark.mrr.engine;

import java.time.Instant;

/**
 * The event that ended a layer before its regular end.
 *
 * @param at the new end
 * @param insteadOf the previous end
 * @param by the invoice that cut the layer; its own invoice if that was marked uncollectible
 */
record Ending(Instant at, Instant insteadOf, Manner manner, Invoice by) {
  /** The treatment of the rest of the layer. */
  enum Manner {
    CREDITED,
    DISPLACED,
    GIVEN_UP
  }

  /** Returns the event as one sentence. */
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
