package io.tidemark.mrr.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds the stream that an invoice belongs to, by its period.
 *
 * @param streams the streams so far, in the order they were opened
 */
record StreamSearch(List<BillingStream> streams, LayerPolicy rules) {
  private static final Comparator<BillingStream> BY_LENGTH =
      Comparator.comparingLong(BillingStream::seconds);

  /** Returns the stream whose next cycle an invoice bills. */
  Optional<BillingStream> continued(Invoice invoice) {
    if (invoice.startsAnew()) {
      return Optional.empty();
    }
    Instant anchor = invoice.anchor();
    Instant end = invoice.serviceEnd();
    List<BillingStream> ended = streams.stream().filter(each -> each.endsAt(anchor)).toList();
    return ended.stream()
        .filter(stream -> stream.isAsLongAs(anchor, end))
        .findFirst()
        .or(
            () ->
                ended.stream()
                    .filter(stream -> stream.isOnlyBroken() && stream.beganInside())
                    .filter(stream -> BillingMonths.calendar().isWhole(anchor, end))
                    .findFirst());
  }

  List<BillingStream> endingWith(Invoice invoice) {
    List<BillingStream> ending =
        streams.stream()
            .filter(stream -> stream.runsAt(invoice.serviceStart()))
            .filter(stream -> stream.endsAt(invoice.serviceEnd()))
            .toList();
    List<BillingStream> priced = ending.stream().filter(BillingStream::hasPrice).toList();
    return priced.isEmpty() ? ending : priced;
  }

  /**
   * Returns the stream that an invoice continues at the end of its cycle with a different length.
   */
  Optional<BillingStream> renewedAtAnotherLength(Invoice invoice) {
    Instant anchor = invoice.anchor();
    boolean isWithinOther =
        streams.stream().anyMatch(each -> each.runsAt(anchor) && !each.endsAt(anchor));
    return isWithinOther
        ? Optional.empty()
        : streams.stream().filter(each -> each.endsAt(anchor)).max(BY_LENGTH);
  }

  /**
   * Returns the stream of equal length whose cycle ends within the grace days and has no other
   * renewal.
   */
  Optional<BillingStream> renewedEarly(Invoice invoice, Upcoming upcoming) {
    Instant latest = invoice.anchor().plus(Duration.ofDays(rules.renewalGraceDays()));
    return streams.stream()
        .filter(stream -> !invoice.startsAnew() && stream.runsAt(invoice.anchor()))
        .filter(stream -> stream.isAsLongAs(invoice.anchor(), invoice.serviceEnd()))
        .filter(stream -> !stream.end().isAfter(latest) && upcoming.continuing(stream).isEmpty())
        .findFirst();
  }

  /**
   * Returns whether the invoice is within the running cycle of a stream with a price: its period
   * ends before that cycle, or a later invoice continues the cycle.
   */
  boolean isInside(Invoice invoice, Upcoming upcoming) {
    return hosts(invoice).stream()
        .anyMatch(
            host ->
                invoice.serviceEnd().isBefore(host.end())
                    || upcoming.continuing(host).isPresent()
                    || isItemBeforeRenewal(invoice, host, upcoming));
  }

  /**
   * Returns whether the invoice is shorter than the host's cycle, whose renewal is not due within
   * the data.
   */
  private static boolean isItemBeforeRenewal(
      Invoice invoice, BillingStream host, Upcoming upcoming) {
    boolean isShorter =
        BillingMonths.seconds(invoice.anchor(), invoice.serviceEnd()) < host.seconds()
            && !host.isAsLongAs(invoice.anchor(), invoice.serviceEnd());
    return !invoice.startsAnew() && isShorter && !upcoming.wouldShow(host.end());
  }

  /** Returns the streams with a price whose cycle runs when an invoice opens one, longest first. */
  List<BillingStream> hosts(Invoice invoice) {
    return streams.stream()
        .filter(stream -> stream.runsAt(invoice.anchor()) && stream.hasPrice())
        .sorted(BY_LENGTH.reversed())
        .toList();
  }

  /**
   * Returns the running stream that is as long as the invoice, otherwise the longest running one.
   * If none runs, returns an open stream of equal length, otherwise the first stream.
   */
  BillingStream nearest(Invoice invoice) {
    List<BillingStream> open = streams.stream().filter(BillingStream::isOpen).toList();
    List<BillingStream> running =
        open.stream().filter(stream -> stream.runsAt(invoice.anchor())).toList();
    List<BillingStream> candidates = running.isEmpty() ? open : running;
    return candidates.stream()
        .filter(stream -> stream.isAsLongAs(invoice.anchor(), invoice.serviceEnd()))
        .findFirst()
        .or(() -> running.stream().max(BY_LENGTH))
        .orElse(streams.get(0));
  }

  static BillingStream longest(List<BillingStream> streams) {
    return streams.stream().max(BY_LENGTH).orElseThrow();
  }
}
