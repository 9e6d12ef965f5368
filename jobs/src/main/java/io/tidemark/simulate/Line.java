package io.tidemark.simulate;

/**
 * A line of an invoice. The export does not show lines, only the earliest start, the latest end and
 * the sums.
 *
 * @param amountMinor before discount and tax; negative for a credit
 * @param discountMinor the discount of the coupon; 0 for prorations, because they are computed from
 *     discounted prices
 */
public record Line(Period period, long amountMinor, long discountMinor) {}
