package io.tidemark.mrr.engine;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The stream that an invoice changes, of those whose cycles end where its period does.
 *
 * @param isCertain there is no other, or the next invoices add up with this one alone
 * @param isNewStream it is no change: the next cycle costs what this one does without it, or has
 *     such an item again
 * @param mayBeNewStream it may be none, and no next cycle tells
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

  /** A positive period of whole months or days that divides the cycle. */
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

  /** The library compares two negative fractions the wrong way round, so it is compared to zero. */
  private static boolean isBelowZero(BillingStream stream, Invoice invoice) {
    BigFraction open = uncertainty(stream, invoice).add(stream.tolerance()).add(1);
    BigFraction most = stream.price().add(change(stream, invoice)).add(open);
    return most.compareTo(BigFraction.ZERO) < 0;
  }
}
