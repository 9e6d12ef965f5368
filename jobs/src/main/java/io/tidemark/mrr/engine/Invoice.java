package io.tidemark.mrr.engine;

import io.tidemark.tables.InvoiceStatus;
import java.time.Duration;
import java.time.Instant;

/**
 * One invoice as the rules of a subscription see it: times to the second, amounts in minor units.
 *
 * @param subscriptionId null on a one-off
 * @param isClosed the billing system no longer tries to collect it
 * @param isCreditedInFull it is paid, but neither money nor balance paid for it: a credit note did
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
    boolean isCreditedInFull,
    Instant createdAt,
    Instant dueAt,
    Instant finalizedAt,
    Instant uncollectibleAt,
    Instant serviceStart,
    Instant serviceEnd,
    Instant usageStart,
    Instant usageEnd,
    long netMinor) {
  private static final Duration A_DAY = Duration.ofDays(1);

  /** The same at another time. */
  public Invoice as(InvoiceStatus other, boolean closed, Instant finalized, Instant uncollectible) {
    return new Invoice(
        invoiceId,
        customerId,
        subscriptionId,
        currency,
        other,
        closed,
        isCreditedInFull,
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

  /**
   * The part of the invoice that bills {@code [start, end)}, after {@code [usage start, start)}.
   */
  public Invoice part(
      long partMinor, Instant start, Instant end, Instant usageFrom, Instant usageTo) {
    return new Invoice(
        invoiceId,
        customerId,
        subscriptionId,
        currency,
        status,
        isClosed,
        isCreditedInFull,
        createdAt,
        dueAt,
        finalizedAt,
        uncollectibleAt,
        start,
        end,
        usageFrom,
        usageTo,
        partMinor);
  }

  /** The same invoice with another net amount: its part of a bill for several intervals. */
  public Invoice part(long partMinor) {
    return part(partMinor, serviceStart, serviceEnd, usageStart, usageEnd);
  }

  /** When it was marked uncollectible; null where it was not. */
  Instant uncollectibleFrom() {
    return status == InvoiceStatus.UNCOLLECTIBLE ? uncollectibleAt : null;
  }

  /** Where the cycle that it opens begins: at the end of the usage period where it straddles. */
  Instant anchor() {
    return straddles() ? usageEnd : serviceStart;
  }

  /**
   * It bills the coming cycle and the whole elapsed one: a licence in advance and usage in arrears.
   */
  boolean coversUsage() {
    return straddles()
        && BillingMonths.near(serviceStart, usageStart)
        && BillingMonths.areEquallyLong(usageStart, usageEnd, usageEnd, serviceEnd);
  }

  /** It was written at the end of its service: it bills in arrears. */
  boolean isInArrears() {
    Duration toEnd = Duration.between(createdAt, serviceEnd).abs();
    Duration toStart = Duration.between(serviceStart, createdAt).abs();
    return toEnd.compareTo(A_DAY) <= 0 && toEnd.compareTo(toStart) < 0;
  }

  boolean hasServicePeriod() {
    return serviceStart != null && serviceEnd != null && serviceStart.isBefore(serviceEnd);
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
  boolean changesCycleBefore(BillingMonths months) {
    return hasUsage()
        && BillingMonths.near(serviceStart, usageEnd)
        && usageStart.isBefore(serviceStart)
        && !months.isWhole(serviceStart, serviceEnd)
        && months.isWhole(usageStart, serviceEnd);
  }

  /** Its usage period lies before its service, or reaches into it. */
  boolean renews() {
    boolean looksBack = hasUsage() && usageStart.isBefore(usageEnd);
    return looksBack && (BillingMonths.near(usageEnd, serviceStart) || straddles());
  }
}
