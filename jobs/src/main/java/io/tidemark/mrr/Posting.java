package io.tidemark.mrr;

import org.apache.commons.numbers.fraction.BigFraction;

/**
 * One entry in the books of an invoice, exact.
 *
 * @param amount minor units, as a fraction
 */
record Posting(String invoiceId, Line line, BigFraction amount) {

  /** Where the money of a counted invoice is that no layer shows. */
  enum Line {
    /** After an uncollectible mark. */
    UNSERVED,
    /** Cut by a plain cycle or straddle that credits nothing. */
    DISPLACED,
    /** Net and credit of a restart that left nothing running. */
    REMAINDER,
    /** The part of an invoice that bills an item once, beside a stream. */
    ONE_OFF_PART,
    /** What a first cycle costs more than the next ones. */
    SETUP_FEE,
    /** Lost by what a reset or restart cut. */
    MOVED_OUT,
    /** Gained by the reset or restart as its credit. */
    MOVED_IN,
    /** What rounding a price to the minor unit leaves. */
    ROUNDING
  }
}
