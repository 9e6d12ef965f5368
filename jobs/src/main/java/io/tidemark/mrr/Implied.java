package io.tidemark.mrr;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The cycle before the first one seen: a renewal proves it although its invoice is not in the file.
 * One cycle back and no further.
 */
final class Implied {
  private Implied() {}

  /**
   * The implied layer of a subscription, if any.
   *
   * @param customerCreatedAt null where unknown, which counts as existing
   */
  static Optional<Slice> of(Subscription subscription, Instant customerCreatedAt) {
    return subscription.slices().stream()
        .findFirst()
        .flatMap(
            first ->
                first.kind == Layer.Kind.ORPHAN_PRORATION
                    ? baseOf(first, subscription)
                    : beforeRenewal(first.invoice, subscription, customerCreatedAt));
  }

  private static Optional<Slice> beforeRenewal(
      Invoice invoice, Subscription subscription, Instant customerCreatedAt) {
    if (!invoice.renews() || invoice.netMinor() == 0) {
      return Optional.empty();
    }
    Slice renewed = subscription.openings().get(0).slice();
    Cycle cycle = renewed.cycle;
    Cycle before = Cycle.of(invoice.usageStart(), cycle.start(), subscription.months());
    boolean equallyLong = before.months().equals(cycle.months());
    boolean existed =
        customerCreatedAt == null
            || !customerCreatedAt.isAfter(before.start().plus(Duration.ofDays(1)));
    if (!equallyLong || !existed) {
      return Optional.empty();
    }
    Slice implied = slice(invoice, before, renewed.mrrMinor);
    return Optional.of(renewed.kind == Layer.Kind.STRADDLE ? implied.low() : implied);
  }

  private static Optional<Slice> baseOf(Slice orphan, Subscription subscription) {
    Cycle cycle = orphan.cycle;
    List<Slice> changes =
        subscription.slices().stream().filter(slice -> slice.cycle.equals(cycle)).toList();
    long changed = changes.stream().mapToLong(slice -> slice.mrrMinor).sum();
    return subscription.openings().stream()
        .findFirst()
        .map(Opening::slice)
        .filter(next -> next.kind == Layer.Kind.CYCLE)
        .filter(next -> Months.near(next.start, cycle.end()))
        .filter(next -> next.cycle.months().equals(cycle.months()))
        .filter(next -> next.mrrMinor > changed)
        .map(next -> slice(next.invoice, cycle, next.mrrMinor - changed).low());
  }

  private static Slice slice(Invoice invoice, Cycle cycle, long mrrMinor) {
    BigFraction weight = cycle.months();
    return new Slice(
        invoice, Layer.Kind.IMPLIED, cycle, cycle.start(), cycle.end(), weight, mrrMinor);
  }
}
