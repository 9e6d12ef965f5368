package io.tidemark.simulate;

import io.tidemark.tables.InvoiceStatus;
import java.time.Instant;
import java.util.List;

/**
 * An invoice of a simulated world. Amounts are in minor units of its currency; times are exact to
 * the second even if the export shows minutes.
 *
 * @param subscriptionId null for a one-off
 * @param dueAt null if the customer is charged automatically
 * @param finalizedAt null for a draft
 * @param closedAt when it was paid, voided, given up or abandoned; null while it can be collected
 * @param usage the previous cycle on a renewal; empty if a new cycle starts
 * @param lines the billed lines; the export shows their outer bounds and sums
 * @param coupon empty if there is none
 * @param taxPercent null if no tax applies
 * @param taxMinor added to the price
 * @param startingBalanceMinor the customer's balance before; negative is a credit
 * @param endingBalanceMinor the balance after it became final
 * @param isCredited whether a credit note settled it in full
 */
public record SimulatedInvoice(
    String invoiceId,
    String customerId,
    String subscriptionId,
    String currency,
    Instant createdAt,
    Instant dueAt,
    Instant finalizedAt,
    Instant paidAt,
    Instant closedAt,
    Instant voidedAt,
    Instant uncollectibleAt,
    Period usage,
    List<Line> lines,
    String coupon,
    Integer taxPercent,
    long taxMinor,
    long startingBalanceMinor,
    long endingBalanceMinor,
    boolean isCredited) {

  public SimulatedInvoice {
    lines = List.copyOf(lines);
  }

  /** Returns the status, derived from the times. */
  public InvoiceStatus status() {
    if (voidedAt != null) {
      return InvoiceStatus.VOID;
    }
    if (uncollectibleAt != null) {
      return InvoiceStatus.UNCOLLECTIBLE;
    }
    if (paidAt != null) {
      return InvoiceStatus.PAID;
    }
    return finalizedAt == null ? InvoiceStatus.DRAFT : InvoiceStatus.OPEN;
  }

  public boolean isClosed() {
    return closedAt != null;
  }

  /**
   * Returns the period from the earliest start to the latest end of the lines, or null if there are
   * none.
   */
  public Period service() {
    if (lines.isEmpty()) {
      return null;
    }
    Instant start = lines.get(0).period().start();
    Instant end = lines.get(0).period().end();
    for (Line line : lines) {
      start = line.period().start().isBefore(start) ? line.period().start() : start;
      end = line.period().end().isAfter(end) ? line.period().end() : end;
    }
    return new Period(start, end);
  }

  public long subtotalMinor() {
    return lines.stream().mapToLong(Line::amountMinor).sum();
  }

  public long discountMinor() {
    return lines.stream().mapToLong(Line::discountMinor).sum();
  }

  /** Returns the total less tax, from which MRR is computed. */
  public long netMinor() {
    return subtotalMinor() - discountMinor();
  }

  public long totalMinor() {
    return netMinor() + taxMinor;
  }

  /** Returns the amount to pay after the customer's balance; never negative. */
  public long amountDueMinor() {
    return isCredited ? 0 : Math.max(0, totalMinor() + startingBalanceMinor);
  }

  public long amountPaidMinor() {
    return paidAt == null ? 0 : amountDueMinor();
  }

  /** Returns the invoice as the billing system showed it at an earlier time. */
  public SimulatedInvoice asKnownAt(Instant time) {
    return new SimulatedInvoice(
        invoiceId,
        customerId,
        subscriptionId,
        currency,
        createdAt,
        dueAt,
        unlessLater(finalizedAt, time),
        unlessLater(paidAt, time),
        unlessLater(closedAt, time),
        unlessLater(voidedAt, time),
        unlessLater(uncollectibleAt, time),
        usage,
        lines,
        coupon,
        taxPercent,
        taxMinor,
        startingBalanceMinor,
        endingBalanceMinor,
        isCredited && !finalizedAt.isAfter(time));
  }

  private static Instant unlessLater(Instant moment, Instant time) {
    return moment == null || moment.isAfter(time) ? null : moment;
  }
}
