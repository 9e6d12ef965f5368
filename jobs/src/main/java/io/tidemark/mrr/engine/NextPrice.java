package io.tidemark.mrr.engine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The price of a cycle, computed from the invoice for the next one: its price less the changes
 * billed in between.
 *
 * @param invoice the invoice for the next cycle
 * @param price the price of the whole cycle, in minor units
 * @param tolerance by how much it may be off, because changes are computed from whole cents
 */
record NextPrice(Invoice invoice, BigFraction price, BigFraction tolerance) {
  private static final BigFraction CENTS = BigFraction.of(3, 2);

  /**
   * Returns the price of the cycle that begins at {@code time} and is as long as {@code [start,
   * end)}. Empty if no plain invoice for the next cycle follows.
   *
   * @param streams streams of the subscription; the amount billed for shorter streams is deducted
   */
  static Optional<NextPrice> of(
      Upcoming upcoming, Instant time, Instant start, Instant end, List<BillingStream> streams) {
    return upcoming
        .afterNext(time, start, end)
        .filter(next -> !next.straddles())
        .map(
            next -> {
              BigFraction alone =
                  BigFraction.of(next.netMinor())
                      .subtract(billedForShorter(next, upcoming, streams));
              List<Invoice> changes =
                  upcoming.changesIn(time, next.anchor()).stream()
                      .filter(change -> !isCycle(change, next, streams))
                      .toList();
              return of(next, alone, changes, time);
            });
  }

  /** Returns whether the invoice bills, or may bill, a cycle of another stream and not a change. */
  private static boolean isCycle(Invoice invoice, Invoice next, List<BillingStream> streams) {
    return BillingMonths.divides(
            invoice.serviceStart(), invoice.serviceEnd(), next.anchor(), next.serviceEnd())
        || streams.stream()
            .anyMatch(stream -> stream.isAsLongAs(invoice.anchor(), invoice.serviceEnd()));
  }

  /**
   * Returns the amount that an invoice bills for shorter streams that have no separate invoice at
   * that time.
   */
  private static BigFraction billedForShorter(
      Invoice invoice, Upcoming upcoming, List<BillingStream> streams) {
    return streams.stream()
        .filter(stream -> stream.hasPrice() && stream.isShorterThan(invoice))
        .map(stream -> upcoming.billedWith(invoice.anchor(), stream))
        .reduce(BigFraction.ZERO, BigFraction::add);
  }

  private static NextPrice of(
      Invoice next, BigFraction alone, List<Invoice> changes, Instant time) {
    BigFraction price = alone;
    BigFraction tolerance = BigFraction.ZERO;
    for (Invoice change : changes) {
      BigFraction share =
          BigFraction.of(
              BillingMonths.seconds(change.serviceStart(), next.anchor()),
              BillingMonths.seconds(time, next.anchor()));
      price = price.subtract(BigFraction.of(change.netMinor()).divide(share));
      tolerance = tolerance.add(CENTS.divide(share));
    }
    return new NextPrice(next, price, tolerance);
  }
}
