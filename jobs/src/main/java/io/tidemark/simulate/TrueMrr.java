package io.tidemark.simulate;

import java.time.LocalDate;

/**
 * The true MRR of a customer, on every day from {@code validFrom} until the day before {@code
 * validTo}. It is zero on days without an interval. The definition:
 *
 * <ul>
 *   <li>The MRR of a subscription is its price per cycle, net of discount and tax, divided by the
 *       months of the cycle: {@link Interval#monthly}. The MRR of several subscriptions adds up.
 *   <li>A day is a UTC date. A price applies from the date it takes effect to the day before it
 *       ends; if there are several on one date, the last applies.
 *   <li>A change counts from the date it takes effect, whether it is billed then, later, or only
 *       after the export; in the last case no invoice can show the change.
 *   <li>A cancellation counts from the end of the paid cycle or, with a credit for the rest, from
 *       its date.
 *   <li>Trials have no MRR. Neither do cycles whose invoice was voided, left as a draft, or stayed
 *       open until collection was given up. A cycle marked uncollectible counts until the date of
 *       the mark, and not at all if that is within 24 hours of its start. A cycle that a credit
 *       note settled in full has no MRR. A renewal that is still open or a draft counts. All of
 *       this is as known when the world ends, whatever the window of the export.
 *   <li>The MRR of a metered item in a cycle is the amount that the invoice at its end bills for
 *       it. If that invoice also bills a licence of the same interval, the amount counts for the
 *       next cycle.
 *   <li>A partial first period has the MRR of a whole cycle.
 *   <li>One-off invoices, one-off items and setup fees are never MRR.
 *   <li>Only whole days count: the last day of the world is left out, unless it ends at midnight.
 * </ul>
 *
 * @param currency ISO 4217, upper case
 * @param mrrMinor above zero
 * @param isBilled whether the invoices written by the end of the window bill all of it
 */
public record TrueMrr(
    String customerId,
    String currency,
    LocalDate validFrom,
    LocalDate validTo,
    long mrrMinor,
    boolean isBilled) {}
