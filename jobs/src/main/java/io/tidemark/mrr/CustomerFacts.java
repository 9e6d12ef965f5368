package io.tidemark.mrr;

import java.time.Instant;

/**
 * The facts about a customer that metrics need.
 *
 * @param isPlaceholder whether the customer is not in the customers file
 * @param createdAt null if unknown
 * @param country as in the file; null if unknown
 * @param earlierPayments payments before the first invoice of the files; 0 for a customer created
 *     within the data window, null if unknown or if the customer has no invoice
 * @param hasPaid whether the customer ever paid with money; null if unknown
 */
public record CustomerFacts(
    String customerId,
    boolean isPlaceholder,
    Instant createdAt,
    String country,
    Long earlierPayments,
    Boolean hasPaid) {
  /** Returns whether the customer is known to have never paid. */
  public boolean hasNeverPaid() {
    return Boolean.FALSE.equals(hasPaid);
  }
}
