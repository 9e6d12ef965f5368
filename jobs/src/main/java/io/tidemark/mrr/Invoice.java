package io.tidemark.mrr;

import io.tidemark.tables.InvoiceStatus;
import java.time.Instant;

/**
 * One invoice as the rules of a subscription see it: times to the second, amounts in minor units.
 *
 * @param subscriptionId null on a one-off
 * @param isClosed the billing system no longer tries to collect it
 * @param uncollectibleAt when it was given up, or null
 * @param usageStart with {@code usageEnd}, null where the file has no usage period
 * @param netMinor total less tax, minor units of {@code currency}
 */
public record Invoice(
    String invoiceId,
    String customerId,
    String subscriptionId,
    String currency,
    InvoiceStatus status,
    boolean isClosed,
    Instant createdAt,
    Instant dueAt,
    Instant finalizedAt,
    Instant uncollectibleAt,
    Instant serviceStart,
    Instant serviceEnd,
    Instant usageStart,
    Instant usageEnd,
    long netMinor) {

  /** The same at another time. */
  Invoice as(InvoiceStatus other, boolean closed, Instant finalized, Instant uncollectible) {
    return new Invoice(
        invoiceId,
        customerId,
        subscriptionId,
        currency,
        other,
        closed,
        createdAt,
        dueAt,
        finalized,
        uncollectible,
        serviceStart,
        serviceEnd,
        usageStart,
        usageEnd,
        netMinor);
  }

  boolean hasUsage() {
    return usageStart != null && usageEnd != null;
  }

  /** Its usage period is a single moment: the billing period starts anew. */
  boolean startsAnew() {
    return hasUsage() && usageStart.equals(usageEnd);
  }

  /** A renewal that also bills changes made before it: the usage period ends within the service. */
  boolean straddles() {
    return hasUsage()
        && usageStart.isBefore(usageEnd)
        && serviceStart.isBefore(usageEnd)
        && usageEnd.isBefore(serviceEnd);
  }

  /** It bills the rest of a cycle that began with its usage period. */
  boolean changesCycleBefore(Months months) {
    return hasUsage()
        && Months.near(serviceStart, usageEnd)
        && usageStart.isBefore(serviceStart)
        && !months.isWhole(serviceStart, serviceEnd)
        && months.isWhole(usageStart, serviceEnd);
  }

  /** Its usage period lies before its service, or reaches into it. */
  boolean renews() {
    boolean looksBack = hasUsage() && usageStart.isBefore(usageEnd);
    return looksBack && (Months.near(usageEnd, serviceStart) || straddles());
  }
}
