package io.tidemark.simulate;

import java.time.LocalDate;

/**
 * What a customer is really worth a month, on every day from {@code validFrom} until the day before
 * {@code validTo}. Days without an interval are worth nothing. The contract:
 *
 * <ul>
 *   <li>A subscription is worth its price a cycle, net of discount and tax, over the cycle's
 *       months: {@link Interval#monthly}. Several subscriptions add up.
 *   <li>A day is a UTC date. A price holds from the date it takes effect to the day before it ends;
 *       of several on one date the last holds.
 *   <li>A change counts from the date it takes effect, whether it is billed then, later, or only
 *       after the export was taken; then no invoice of it can show the change.
 *   <li>A cancellation counts from the end of the paid cycle; with a credit for the rest, from its
 *       own date.
 *   <li>Trials are worth nothing, nor are cycles whose invoice was voided, put aside as a draft, or
 *       stayed open until collection was given up. A cycle marked uncollectible counts until the
 *       date of the mark, and not at all where that comes within 24 hours of its start. A cycle
 *       that a credit note settled in full is worth nothing. A renewal still open or being drafted
 *       counts. All of this as known when the world ends, whatever window is cut out of it.
 *   <li>A metered item is worth in each cycle what the invoice at its end bills for it. Where that
 *       invoice also bills a licence of the same interval, the amount counts for the coming cycle.
 *   <li>A broken first period is worth the price of a whole cycle.
 *   <li>One-off invoices, one-off items and setup fees are never MRR.
 *   <li>It covers whole days: the one the world ends in is left out, unless it ends at midnight.
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
