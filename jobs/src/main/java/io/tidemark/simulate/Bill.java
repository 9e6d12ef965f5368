package io.tidemark.simulate;

import java.time.Instant;
import java.util.List;

/**
 * An invoice as the subscription causes it, before the customer's tax and balance.
 *
 * @param subscriptionId null on a one-off
 * @param finalizedAt when it becomes final, unless it is kept a draft
 * @param dueAt null where the customer's terms decide
 * @param usage the period the billing system names first: one cycle back on a renewal
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
