package io.tidemark.mrr.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Computes the cycle before the first invoice in the files. A renewal implies that cycle although
 * its invoice is not in the files. Only one cycle is implied.
 */
final class Implied {
  private static final String RENEWED =
      "The first invoice renews a cycle of equal length, and the customer existed before it: the"
          + " previous cycle had the same price, but its invoice is not in the data.";

  private static final String RENEWED_CHANGED =
      "The first invoice renews a cycle of equal length and bills a change to it, and the customer"
          + " existed before it: before the change, the price was the new price less the change.";

  private static final String BASE =
      "The first invoice changed a cycle that started before the data, and the next cycle shows the"
          + " new price: before the changes, the price was the new price less the changes.";

  private Implied() {}

  /**
   * Returns the implied layer of a subscription, if there is one.
   *
   * @param customerCreatedAt null if unknown, in which case the customer counts as existing
   * @param dataFrom creation time of the first invoice in the files. The invoice of a renewed cycle
   *     that began later is in the files, so the cycle is not implied, even if that invoice makes
   *     no layer
   */
  static Optional<LayerDraft> of(
      SubscriptionRules subscription, Instant customerCreatedAt, Instant dataFrom) {
    return subscription.slices().stream()
        .findFirst()
        .flatMap(
            first ->
                first.kind == Layer.Kind.ORPHAN_PRORATION
                    ? baseOf(first, subscription)
                    : beforeRenewal(first.invoice, subscription, customerCreatedAt)
                        .filter(slice -> beganUnseen(slice, subscription, dataFrom)));
  }

  /**
   * Returns whether the cycle's invoice cannot be in the files, or is a credit in the files that
   * exceeds its charge.
   */
  private static boolean beganUnseen(
      LayerDraft slice, SubscriptionRules subscription, Instant dataFrom) {
    boolean isBehindCredit =
        subscription.orphanCredits().stream()
            .filter(Invoice::startsAnew)
            .anyMatch(credit -> BillingMonths.near(credit.serviceStart(), slice.start));
    return isBehindCredit || slice.start.isBefore(dataFrom);
  }

  private static Optional<LayerDraft> beforeRenewal(
      Invoice invoice, SubscriptionRules subscription, Instant customerCreatedAt) {
    if (!invoice.renews() || invoice.netMinor() == 0) {
      return Optional.empty();
    }
    LayerDraft renewed = subscription.openings().get(0).slice();
    Cycle cycle = renewed.cycle;
    if (!invoice.usageStart().isBefore(renewed.start)) {
      return Optional.empty();
    }
    Cycle before = Cycle.of(invoice.usageStart(), renewed.start, subscription.months());
    boolean equallyLong = before.months().equals(cycle.months());
    boolean existed =
        customerCreatedAt == null
            || !customerCreatedAt.isAfter(before.start().plus(Duration.ofDays(1)));
    if (!equallyLong || !existed) {
      return Optional.empty();
    }
    List<LayerDraft> changes =
        subscription.slices().stream().filter(slice -> isTrueUp(slice, invoice)).toList();
    boolean straddles = renewed.kind == Layer.Kind.STRADDLE;
    String reason = changes.isEmpty() ? RENEWED : RENEWED_CHANGED;
    LayerDraft implied = slice(invoice, before, new CopiedPrice(reason, List.of(renewed), changes));
    return Optional.of(straddles ? implied.low(LowConfidenceReason.IMPLIED_BY_STRADDLE) : implied)
        .filter(slice -> changes.isEmpty() || slice.mrrMinor > 0);
  }

  private static boolean isTrueUp(LayerDraft slice, Invoice invoice) {
    return slice.kind == Layer.Kind.TRUE_UP && slice.invoice.equals(invoice);
  }

  private static Optional<LayerDraft> baseOf(LayerDraft orphan, SubscriptionRules subscription) {
    Cycle cycle = orphan.cycle;
    List<LayerDraft> changes =
        subscription.slices().stream().filter(slice -> slice.cycle.equals(cycle)).toList();
    return subscription.openings().stream()
        .findFirst()
        .map(Opening::slice)
        .filter(next -> next.kind == Layer.Kind.CYCLE)
        .filter(next -> BillingMonths.near(next.start, cycle.end()))
        .filter(next -> next.cycle.months().equals(cycle.months()))
        .filter(next -> next.mrrMinor > MinorUnits.sum(changes))
        .map(
            next -> {
              CopiedPrice base = new CopiedPrice(BASE, List.of(next), changes);
              return slice(next.invoice, cycle, base).low(LowConfidenceReason.RECOVERED_BASE);
            });
  }

  private static LayerDraft slice(Invoice invoice, Cycle cycle, CopiedPrice price) {
    return LayerDraft.ofCycle(invoice, Layer.Kind.IMPLIED, cycle, price.mrrMinor(), price);
  }
}
