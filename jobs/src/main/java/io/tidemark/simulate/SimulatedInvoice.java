package io.tidemark.simulate;

import io.tidemark.tables.InvoiceStatus;
import java.time.Instant;
import java.util.List;

/**
 * An invoice of a simulated world. Amounts are minor units of its currency, times exact to the
 * second even where the export shows minutes.
 *
 * @param subscriptionId null on a one-off
 * @param dueAt null where the customer is charged automatically
 * @param finalizedAt null on a draft
 * @param closedAt when it was paid, voided, given up or put aside; null while it is to be collected
 * @param usage one period back on a renewal; empty where a period starts afresh
 * @param lines what it bills; the export shows their outer bounds and sums
 * @param coupon empty where there is none
 * @param taxPercent null where no tax applies
 * @param taxMinor on top of the price
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

  /** The status by its times. */
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

  /** From the earliest start to the latest end of its lines; null where it has none. */
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

  /** Total less tax: what MRR is made of. */
  public long netMinor() {
    return subtotalMinor() - discountMinor();
  }

  public long totalMinor() {
    return netMinor() + taxMinor;
  }

  /** What is left to pay after the customer's balance; never below zero. */
  public long amountDueMinor() {
    return isCredited ? 0 : Math.max(0, totalMinor() + startingBalanceMinor);
  }

  public long amountPaidMinor() {
    return paidAt == null ? 0 : amountDueMinor();
  }

  /** The same invoice as the billing system showed it at an earlier time. */
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
