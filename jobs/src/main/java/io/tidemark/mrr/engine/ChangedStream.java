package io.tidemark.mrr.engine;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The stream that an invoice changes, among those whose cycles end with its period.
 *
 * @param isCertain whether it is the only candidate, or the only one with which the next invoices
 *     add up
 * @param isNewStream whether the invoice is a separate item and not a change: the next cycle costs
 *     as much as before, with or without the item, or the item is billed again
 * @param mayBeNewStream whether the invoice may be a separate item, and no next cycle shows which
 */
record ChangedStream(
    BillingStream stream, boolean isCertain, boolean isNewStream, boolean mayBeNewStream) {
  private static final BigFraction CENTS = BigFraction.of(3, 2);

  static ChangedStream of(Invoice invoice, List<BillingStream> ending, Upcoming upcoming) {
    if (ending.size() == 1) {
      return ofOnly(invoice, ending.get(0), upcoming);
    }
    BigFraction billed = BigFraction.of(upcoming.billedAt(ending.get(0).end()));
    BigFraction before =
        ending.stream().map(BillingStream::price).reduce(BigFraction.ZERO, BigFraction::add);
    BigFraction tolerance =
        ending.stream().map(BillingStream::tolerance).reduce(BigFraction.ZERO, BigFraction::add);
    Optional<BillingStream> fitting =
        ending.stream()
            .filter(each -> !isBelowZero(each, invoice))
            .filter(
                each ->
                    StreamAssignment.isAbout(
                        before.add(change(each, invoice)),
                        billed,
                        tolerance.add(uncertainty(each, invoice))))
            .min(
                Comparator.comparing(
                    each -> before.add(change(each, invoice)).subtract(billed).abs()));
    BillingStream shortest =
        ending.stream().min(Comparator.comparingLong(BillingStream::seconds)).orElseThrow();
    return new ChangedStream(fitting.orElse(shortest), fitting.isPresent(), false, false);
  }

  private static ChangedStream ofOnly(Invoice invoice, BillingStream stream, Upcoming upcoming) {
    if (!mayBeItem(invoice, stream)) {
      return new ChangedStream(stream, true, false, false);
    }
    Optional<Invoice> next = upcoming.continuing(stream);
    BigFraction net = BigFraction.of(invoice.netMinor());
    boolean isNew =
        next.map(Invoice::netMinor)
            .map(BigFraction::of)
            .filter(
                billed ->
                    StreamAssignment.isAbout(billed, stream.price(), stream.tolerance())
                        || StreamAssignment.isAbout(
                            billed, stream.price().add(net), stream.tolerance()))
            .isPresent();
    boolean isRepeated =
        upcoming.afterNext(stream.end(), invoice.serviceStart(), invoice.serviceEnd()).isPresent();
    return new ChangedStream(stream, true, isNew || isRepeated, next.isEmpty());
  }

  /**
   * Returns whether the invoice is positive and bills whole months or weeks that divide the cycle.
   */
  private static boolean mayBeItem(Invoice invoice, BillingStream stream) {
    return invoice.netMinor() > 0
        && BillingMonths.divides(
            invoice.serviceStart(), invoice.serviceEnd(), stream.start(), stream.end());
  }

  private static BigFraction change(BillingStream stream, Invoice invoice) {
    return BigFraction.of(invoice.netMinor()).divide(stream.share(invoice.serviceStart()));
  }

  private static BigFraction uncertainty(BillingStream stream, Invoice invoice) {
    return CENTS.divide(stream.share(invoice.serviceStart()));
  }

  /**
   * Returns whether the price after the change would be negative. The library compares two negative
   * fractions incorrectly, so the sum is compared to zero.
   */
  private static boolean isBelowZero(BillingStream stream, Invoice invoice) {
    BigFraction open = uncertainty(stream, invoice).add(stream.tolerance()).add(1);
    BigFraction most = stream.price().add(change(stream, invoice)).add(open);
    return most.compareTo(BigFraction.ZERO) < 0;
  }
}
