package io.tidemark.simulate;

import java.time.Instant;

/**
 * A customer of a simulated world.
 *
 * @param totalSpendMinor everything paid so far, in euro cents
 * @param isListed whether the customers file has it; an invoice may name one that it lacks
 */
public record SimulatedCustomer(
    String customerId,
    Instant createdAt,
    long totalSpendMinor,
    int paymentCount,
    boolean isTaxLocationKnown,
    boolean isListed) {}
