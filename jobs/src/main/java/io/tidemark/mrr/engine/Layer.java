package io.tidemark.mrr.engine;

import java.time.Instant;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A monthly amount over the period {@code [start, end)}, from one invoice.
 *
 * @param invoice the invoice it is computed from, or the one that implies it
 * @param stream number of its billing stream within the subscription, from 0
 * @param cycle the billing cycle it belongs to
 * @param weight months its price was computed with: of a cycle, of a part of it, or n and f of a
 *     straddle
 * @param mrrMinor price per month in minor units, rounded once; a change may be negative
 * @param billedMinor net amount of its invoice; 0 if nothing was billed for it
 * @param creditMinor credit for the layers that a reset or restart cut, rounded for display
 * @param startsUnseen whether it continues something that began before the files
 */
public record Layer(
    Invoice invoice,
    int stream,
    Instant start,
    Instant end,
    Cycle cycle,
    BigFraction weight,
    long mrrMinor,
    long billedMinor,
    long creditMinor,
    Kind kind,
    Basis basis,
    Confidence confidence,
    boolean startsUnseen) {

  /** Returns whether the layer was cut to nothing. */
  public boolean isEmpty() {
    return !start.isBefore(end);
  }

  /** The rule that made a layer. */
  public enum Kind {
    /** A whole billing cycle. */
    CYCLE,
    /** A new cycle that replaces a running one and credits the rest of it. */
    RESET,
    /** A switch to a shorter interval. A credit hides its new price. */
    RESTART_DOWN,
    /** A change within a cycle. */
    PRORATION,
    /** A change within a cycle that began before the files. */
    ORPHAN_PRORATION,
    /** A renewal that also bills a change made before it. */
    STRADDLE,
    /** The change that a straddle bills, from its day to the renewal. */
    TRUE_UP,
    /** The cycle before the first invoice in the files. */
    IMPLIED,
    /** The gap before a late renewal, or the days to the end of the data if a renewal is due. */
    PENDING
  }

  /** The basis of a layer. */
  public enum Basis {
    /** An invoice in the files. */
    INVOICED,
    /** An invoice that must have existed before the files. */
    IMPLIED,
    /** A renewal that is late or not yet created. */
    PENDING
  }

  /** The reliability of a price. */
  public enum Confidence {
    /** Billed by an invoice, or confirmed by one. */
    HIGH,
    /** Inferred; several amounts are possible. */
    LOW
  }
}
