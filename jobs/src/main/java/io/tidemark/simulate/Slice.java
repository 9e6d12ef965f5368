package io.tidemark.simulate;

import java.time.Instant;

/**
 * What a subscription is worth for a while, as far as the invoice of its cycle counts.
 *
 * @param invoiceId the invoice of the cycle it lies in
 * @param mrrMinor price a month, net of discount and tax
 */
record Slice(String invoiceId, Instant start, Instant end, long mrrMinor) {}
