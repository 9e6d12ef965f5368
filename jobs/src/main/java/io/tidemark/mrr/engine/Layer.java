package io.tidemark.mrr.engine;

import java.time.Instant;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A slice of recurring revenue: so many minor units a month over {@code [start, end)}.
 *
 * @param invoice the invoice it comes from, or the one that shows it
 * @param stream number of its billing stream within the subscription, from 0
 * @param cycle the billing cycle it is a part of
 * @param weight months it was made with: of a cycle, part of one, or n and f of a straddle
 * @param mrrMinor price a month, minor units, rounded once; a change may be negative
 * @param billedMinor net amount of its invoice; 0 where nothing was billed for it
 * @param creditMinor credit for what a reset or restart cut, rounded for display
 * @param startsUnseen what it continues began before the file does
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

  /** It was cut to nothing. */
  public boolean isEmpty() {
    return !start.isBefore(end);
  }

  /** The rule that made a layer. */
  public enum Kind {
    /** A whole billing cycle. */
    CYCLE,
    /** A new cycle that credits what it cut. */
    RESET,
    /** A switch to a shorter interval, its new price hidden behind a credit. */
    RESTART_DOWN,
    /** A change within a cycle. */
    PRORATION,
    /** A change within a cycle that began before the file. */
    ORPHAN_PRORATION,
    /** A renewal that also bills a change made before it. */
    STRADDLE,
    /** That change, from its day to the renewal. */
    TRUE_UP,
    /** The cycle before the first one seen. */
    IMPLIED,
    /** The gap before a renewal, or up to the end of the data where one is due. */
    PENDING
  }

  /** What a layer rests on. */
  public enum Basis {
    /** An invoice in the file. */
    INVOICED,
    /** An invoice that must have come before the file. */
    IMPLIED,
    /** A renewal that is late or about to be written. */
    PENDING
  }

  /** How far a price can be trusted. */
  public enum Confidence {
    /** Read from an invoice, or confirmed by one. */
    HIGH,
    /** Inferred; may hide more than one change. */
    LOW
  }
}
