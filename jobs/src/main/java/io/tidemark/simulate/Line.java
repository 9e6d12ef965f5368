package io.tidemark.simulate;

/**
 * A line of an invoice. The export does not show lines, only the earliest start, the latest end and
 * the sums.
 *
 * @param amountMinor before discount and tax; a credit is negative
 * @param discountMinor what the coupon takes off; prorations carry none, as they are computed from
 *     discounted prices
 */
public record Line(Period period, long amountMinor, long discountMinor) {}
