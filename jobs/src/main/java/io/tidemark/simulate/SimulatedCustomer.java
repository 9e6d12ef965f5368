package io.tidemark.simulate;

import java.time.Instant;

/**
 * A customer of a simulated world.
 *
 * @param totalSpendMinor all payments so far, in euro cents
 * @param isListed whether the customer is in the customers file; invoices may refer to one that is
 *     not
 */
public record SimulatedCustomer(
    String customerId,
    Instant createdAt,
    long totalSpendMinor,
    int paymentCount,
    boolean isTaxLocationKnown,
    boolean isListed) {}
