package io.tidemark.simulate;

import java.time.Instant;
import java.util.List;

/**
 * An invoice as the subscription creates it, before the tax and balance of the customer.
 *
 * @param subscriptionId null for a one-off
 * @param finalizedAt when it becomes final, unless it stays a draft
 * @param dueAt null if the terms of the customer decide
 * @param usage the usage period, which the billing system lists first: the previous cycle on a
 *     renewal
 * @param lines may be empty
 */
record Bill(
    String invoiceId,
    String subscriptionId,
    Instant createdAt,
    Instant finalizedAt,
    Instant dueAt,
    Period usage,
    List<Line> lines,
    String coupon,
    Payment payment) {
  Bill {
    lines = List.copyOf(lines);
  }
}
