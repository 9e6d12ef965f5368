package io.tidemark.simulate;

/**
 * What a subscription is to.
 *
 * @param priceMinor price of a whole cycle for all its units, before discount and tax
 */
record Plan(Interval interval, long priceMinor) {}
