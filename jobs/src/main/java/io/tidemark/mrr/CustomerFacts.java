package io.tidemark.mrr;

import java.time.Instant;

/**
 * What metrics need of a customer.
 *
 * @param createdAt null if unknown
 * @param country as the file has it; null if unknown
 * @param earlierPayments payments before the first invoice of the files; 0 for a customer created
 *     within them, null where unknown or without an invoice
 */
public record CustomerFacts(
    String customerId, Instant createdAt, String country, Long earlierPayments) {}
