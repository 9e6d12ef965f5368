package io.tidemark.mrr.engine;

import org.apache.commons.numbers.fraction.BigFraction;

/**
 * One entry in the books of a counted invoice, exact.
 *
 * @param amount minor units of {@code currency}, as a fraction
 */
public record Posting(String invoiceId, String currency, Line line, BigFraction amount) {

  /**
   * The lines for invoice amounts that no layer accounts for. The reconciliation has a row for
   * each, in this order.
   */
  public enum Line {
    /** After an uncollectible mark. */
    UNSERVED,
    /** Cut by a plain cycle or straddle that credits nothing. */
    DISPLACED,
    /** Net and credit of a restart that left nothing running. */
    REMAINDER,
    /** What a first cycle costs more than the next ones. */
    SETUP_FEE,
    /** The part of an invoice that bills an item once, in addition to a stream. */
    ONE_OFF_PART,
    /** What rounding a price to the minor unit leaves. */
    ROUNDING,
    /** Lost by what a reset or restart cut. */
    MOVED_OUT,
    /** Gained by the reset or restart as its credit. */
    MOVED_IN;

    /** Returns whether it is a move between layers: what one loses, another one gains. */
    public boolean isMove() {
      return this == MOVED_OUT || this == MOVED_IN;
    }
  }
}
