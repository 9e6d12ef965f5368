package io.tidemark.mrr.engine;

import io.tidemark.tables.InvoiceStatus;
import java.time.Duration;
import java.time.Instant;

/**
 * An invoice with the fields that the rules use. Times are in seconds, amounts in minor units.
 *
 * @param subscriptionId null for a one-off
 * @param isClosed whether the billing system no longer tries to collect it
 * @param isCreditedInFull whether a credit note settled it, without any payment or balance
 * @param uncollectibleAt when it was marked uncollectible; null if it was not
 * @param usageStart null if the file has no usage period, as {@code usageEnd}
 * @param netMinor total less tax, in minor units of {@code currency}
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

  /** Returns the invoice with the status and times that it had at another time. */
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
   * Returns the part of the invoice that bills {@code [start, end)}, with the usage period {@code
   * [usageFrom, usageTo)}.
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

  /** Returns the invoice with the net amount of its part of a combined invoice. */
  public Invoice part(long partMinor) {
    return part(partMinor, serviceStart, serviceEnd, usageStart, usageEnd);
  }

  /** Returns when the invoice was marked uncollectible; null if it was not. */
  Instant uncollectibleFrom() {
    return status == InvoiceStatus.UNCOLLECTIBLE ? uncollectibleAt : null;
  }

  /**
   * Returns the start of the cycle that it opens: the end of the usage period if it straddles,
   * otherwise its service start.
   */
  public Instant anchor() {
    return straddles() ? usageEnd : serviceStart;
  }

  /**
   * Returns whether it bills the coming cycle and the whole elapsed one: a licence in advance and
   * usage in arrears.
   */
  boolean coversUsage() {
    return straddles()
        && BillingMonths.near(serviceStart, usageStart)
        && BillingMonths.areEquallyLong(usageStart, usageEnd, usageEnd, serviceEnd);
  }

  /** Returns whether it was created at the end of its service, which means it bills in arrears. */
  boolean isInArrears() {
    Duration toEnd = Duration.between(createdAt, serviceEnd).abs();
    Duration toStart = Duration.between(serviceStart, createdAt).abs();
    return toEnd.compareTo(A_DAY) <= 0 && toEnd.compareTo(toStart) < 0;
  }

  /** Returns whether it has a service period that is not empty. */
  public boolean hasServicePeriod() {
    return serviceStart != null && serviceEnd != null && serviceStart.isBefore(serviceEnd);
  }

  boolean hasUsage() {
    return usageStart != null && usageEnd != null;
  }

  /**
   * Returns whether its usage period is a single moment, which means the billing period restarts.
   */
  boolean startsAnew() {
    return hasUsage() && usageStart.equals(usageEnd);
  }

  /**
   * Returns whether it is a renewal that also bills earlier changes: the usage period ends within
   * the service period.
   */
  boolean straddles() {
    return hasUsage()
        && usageStart.isBefore(usageEnd)
        && serviceStart.isBefore(usageEnd)
        && usageEnd.isBefore(serviceEnd);
  }

  /** Returns whether it bills the rest of a cycle that began with its usage period. */
  boolean changesCycleBefore(BillingMonths months) {
    return hasUsage()
        && BillingMonths.near(serviceStart, usageEnd)
        && usageStart.isBefore(serviceStart)
        && !months.isWhole(serviceStart, serviceEnd)
        && months.isWhole(usageStart, serviceEnd);
  }

  /**
   * Returns whether it is a renewal: its usage period ends at the service start or within the
   * service period.
   */
  boolean renews() {
    boolean looksBack = hasUsage() && usageStart.isBefore(usageEnd);
    return looksBack && (BillingMonths.near(usageEnd, serviceStart) || straddles());
  }
}
