package io.tidemark.mrr;

import java.time.Instant;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A slice of recurring revenue: so many minor units a month over {@code [start, end)}.
 *
 * @param months the weight it was made with: months, part of a cycle, or n and f of a straddle
 * @param mrrMinor price a month, minor units, rounded once; a change may be negative
 * @param billedMinor net amount of the invoice it was made from; 0 where nothing was billed
 * @param creditMinor credit for what a reset or restart cut, rounded for display
 * @param invoiceId the invoice it comes from, or the one that shows it
 * @param startsUnseen what it continues began before the file does
 */
public record Layer(
    String subscriptionId,
    String customerId,
    String currency,
    Instant start,
    Instant end,
    BigFraction months,
    long mrrMinor,
    long billedMinor,
    long creditMinor,
    Kind kind,
    Basis basis,
    Confidence confidence,
    String invoiceId,
    boolean startsUnseen) {

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
    /** The gap before a renewal, or up to the end of the data where it is due. */
    PENDING
  }

  /** What a layer rests on. */
  public enum Basis {
    INVOICED,
    IMPLIED,
    PENDING
  }

  /** Whether the price was read or inferred from what may hide more than one change. */
  public enum Confidence {
    HIGH,
    LOW
  }
}
