package io.tidemark.forecast;

/**
 * Open invoices that make MRR, of one customer in one currency.
 *
 * @param owedMinor what is open, minor units
 * @param largestMinor the largest of them
 */
record Unpaid(
    String customerId, String currency, int invoices, long owedMinor, long largestMinor) {}
