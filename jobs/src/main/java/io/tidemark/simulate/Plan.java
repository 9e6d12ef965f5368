package io.tidemark.simulate;

/**
 * The plan of a subscription: its interval and price.
 *
 * @param priceMinor price of a whole cycle for all units, before discount and tax
 */
record Plan(Interval interval, long priceMinor) {}
