package io.tidemark.mrr;

import io.tidemark.mrr.engine.Invoice;
import io.tidemark.mrr.engine.SubscriptionResult;
import java.time.Instant;
import java.util.List;

/**
 * The invoices of one subscription of a customer in one currency, or its one-off invoices.
 *
 * @param subscriptionId null for one-off invoices
 * @param invoices with their net amounts, in any order
 * @param beforeDiscount the same invoices with the discount added back
 * @param statusTimes of each of these invoices, in the same order
 * @param customerCreatedAt null if unknown
 * @param reading the result of the rules of the run
 */
public record BilledSubscription(
    String subscriptionId,
    String currency,
    List<Invoice> invoices,
    List<Invoice> beforeDiscount,
    List<StatusTimes> statusTimes,
    Instant customerCreatedAt,
    SubscriptionResult reading) {}
