package io.tidemark.mrr.engine;

import org.apache.commons.numbers.fraction.BigFraction;

/**
 * An exact amount of a counting invoice that no layer shows.
 *
 * @param amount minor units of {@code currency}, as a fraction
 */
public record Posting(String invoiceId, String currency, Line line, BigFraction amount) {

  /**
   * The lines for invoice amounts that no layer accounts for. The reconciliation has one row per
   * line, in this order.
   */
  public enum Line {
    /** The part after the invoice was marked uncollectible. */
    UNSERVED,
    /** Cut by a plain cycle or straddle that credits nothing. */
    DISPLACED,
    /** Net amount and credit of a restart that left nothing running. */
    REMAINDER,
    /** The amount by which a first cycle costs more than the next ones. */
    SETUP_FEE,
    /** The part of an invoice that bills an item once, in addition to a stream. */
    ONE_OFF_PART,
    /** The remainder from rounding a price to the minor unit. */
    ROUNDING,
    /** Lost by a layer that a reset or restart cut. */
    MOVED_OUT,
    /** Gained by the reset or restart as its credit. */
    MOVED_IN;

    /**
     * Returns whether the line moves an amount between layers: one layer loses it, and another
     * gains it.
     */
    public boolean isMove() {
      return this == MOVED_OUT || this == MOVED_IN;
    }
  }
}
