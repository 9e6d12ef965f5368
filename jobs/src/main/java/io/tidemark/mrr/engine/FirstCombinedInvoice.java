package io.tidemark.mrr.engine;

import io.tidemark.tables.Currencies;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The invoice that opened the running cycle of a stream and also billed the first period of a
 * shorter stream. The first separate invoice of the shorter stream shows this, because it starts
 * one period later.
 */
final class FirstCombinedInvoice {
  private static final BigFraction CENTS = BigFraction.of(3, 2);

  private final List<BillingStream> streams;
  private final Upcoming upcoming;

  /**
   * @param streams all streams of the subscription so far
   */
  FirstCombinedInvoice(List<BillingStream> streams, Upcoming upcoming) {
    this.streams = streams;
    this.upcoming = upcoming;
  }

  /**
   * Splits the invoice that opened a host's cycle, if it billed both streams.
   *
   * @param added a stream of one invoice within the cycles of the hosts
   * @param credits credits within these cycles; one that ends with the first period is a change of
   *     it and is removed
   */
  void split(BillingStream added, List<BillingStream> hosts, List<Invoice> credits) {
    Invoice first = added.opener();
    if (first.startsAnew() || first.isInArrears()) {
      return;
    }
    hosts.stream()
        .filter(host -> isOnePeriodIn(host, first))
        .findFirst()
        .ifPresent(host -> split(added, first, host, credits));
  }

  private static boolean isOnePeriodIn(BillingStream host, Invoice first) {
    Instant start = first.anchor();
    return BillingMonths.areEquallyLong(host.start(), start, start, first.serviceEnd());
  }

  private void split(
      BillingStream added, Invoice first, BillingStream host, List<Invoice> credits) {
    Instant start = first.anchor();
    Optional<Invoice> credit =
        credits.stream()
            .filter(each -> BillingMonths.near(each.serviceEnd(), start))
            .filter(each -> each.serviceStart().isAfter(host.start()))
            .reduce((one, other) -> other);
    Optional<Invoice> change = first.straddles() ? Optional.of(first) : credit;
    Optional<Long> found =
        change.isEmpty() ? Optional.of(first.netMinor()) : priceBefore(change.get(), first, host);
    if (found.isEmpty()) {
      return;
    }
    long price = found.get();
    Evidence evidence = evidence(first, host);
    boolean isPossible = price > 0 && host.opener().netMinor() >= price;
    if (!isPossible || evidence == Evidence.BEGAN_LATER) {
      return;
    }
    boolean renewsFirst = first.hasUsage() && BillingMonths.near(first.usageStart(), host.start());
    boolean isShown = evidence == Evidence.BILLED_BOTH || renewsFirst;
    Invoice part = takeFrom(host, price, start);
    if (credit.isPresent()) {
      credits.remove(credit.get());
      added.prepend(credit.get());
    }
    added.prepend(part);
    note(added, part, price);
    if (!isShown || change.isPresent()) {
      added.doubt(part, LowConfidenceReason.COMBINED);
      host.doubt(host.opener(), LowConfidenceReason.COMBINED);
    }
  }

  /**
   * Returns the price of the first period before a change in it: the price of {@code first}, for
   * the following period, less the change. If rounding to whole cents leaves several prices, the
   * one with which the longer stream costs as much as at its next renewal is used.
   */
  private Optional<Long> priceBefore(Invoice change, Invoice first, BillingStream host) {
    Optional<NextPrice> after =
        first.straddles()
            ? NextPrice.of(upcoming, first.anchor(), first.anchor(), first.serviceEnd(), streams)
            : Optional.of(new NextPrice(first, BigFraction.of(first.netMinor()), BigFraction.ZERO));
    BigFraction share = share(change.serviceStart(), first, host);
    return after.map(
        next -> {
          BigFraction billed = BigFraction.of(change.netMinor());
          BigFraction ofChange = first.straddles() ? billed.subtract(next.price()) : billed;
          BigFraction before = next.price().subtract(ofChange.divide(share));
          BigFraction open = CENTS.add(next.tolerance()).divide(share).add(next.tolerance()).add(1);
          return leftByRenewal(first, host)
              .map(BigFraction::of)
              .filter(exact -> exact.subtract(before).abs().compareTo(open) <= 0)
              .map(MinorUnits::round)
              .orElseGet(() -> MinorUnits.round(before));
        });
  }

  /**
   * Returns the amount of the invoice that opened the longer stream less that stream's price at its
   * next renewal.
   */
  private Optional<Long> leftByRenewal(Invoice first, BillingStream host) {
    return upcoming
        .continuing(host)
        .filter(renewal -> !renewal.straddles())
        .map(
            renewal -> {
              long longer =
                  renewal.netMinor() - billedWith(host, first).orElse(0L) - billedForOthers(host);
              return host.opener().netMinor() - longer;
            });
  }

  /**
   * Returns what the next renewal of the longer stream bills for the shorter one: zero if the
   * shorter one has a separate invoice or ended, empty if the data ends too early to show it.
   */
  private Optional<Long> billedWith(BillingStream host, Invoice first) {
    Instant start = first.anchor();
    Instant end = first.serviceEnd();
    if (upcoming.continuing(host.end(), start, end).isPresent()) {
      return Optional.of(0L);
    }
    boolean hasEnded =
        upcoming.afterNext(host.end(), start, end).isEmpty()
            && upcoming.wouldShow(BillingMonths.plusSame(host.end(), start, end));
    return hasEnded
        ? Optional.of(0L)
        : NextPrice.of(upcoming, host.end(), start, end, streams)
            .map(next -> MinorUnits.round(next.price()));
  }

  /** Returns what that renewal bills for the other streams assigned so far. */
  private long billedForOthers(BillingStream host) {
    return streams.stream()
        .filter(stream -> stream.isOpen() && stream.hasPrice())
        .filter(stream -> stream.seconds() < host.seconds())
        .map(stream -> MinorUnits.round(upcoming.billedWith(host.end(), stream)))
        .reduce(0L, Long::sum);
  }

  private Evidence evidence(Invoice first, BillingStream host) {
    Optional<Invoice> renewal = upcoming.continuing(host);
    if (renewal.isEmpty()) {
      return Evidence.NOT_SEEN;
    }
    long price = first.netMinor();
    long longer =
        renewal.get().netMinor() - billedWith(host, first).orElse(price) - billedForOthers(host);
    if (longer == host.opener().netMinor() - price) {
      return Evidence.BILLED_BOTH;
    }
    boolean mayEndWithRenewal =
        upcoming.endingAt(host.end(), first.anchor(), first.serviceEnd()).isPresent()
            && upcoming.afterNext(host.end(), first.anchor(), first.serviceEnd()).isEmpty();
    boolean isLater = longer == host.opener().netMinor() && !mayEndWithRenewal;
    return isLater ? Evidence.BEGAN_LATER : Evidence.NEITHER;
  }

  /**
   * Returns the share of the shorter stream's first period that follows the change. The period
   * starts with the host's cycle.
   */
  private static BigFraction share(Instant changed, Invoice first, BillingStream host) {
    return BigFraction.of(
        BillingMonths.seconds(changed, first.anchor()),
        BillingMonths.seconds(host.start(), first.anchor()));
  }

  private static Invoice takeFrom(BillingStream host, long price, Instant end) {
    Invoice whole = host.opener();
    Invoice part = whole.part(price, host.start(), end, whole.usageStart(), whole.usageEnd());
    Invoice rest = whole.part(whole.netMinor() - price);
    host.replaceOpener(rest);
    note(host, rest, rest.netMinor());
    return part;
  }

  private static void note(BillingStream stream, Invoice part, long minor) {
    stream.note(
        part,
        String.format(
            Locale.ROOT,
            "The invoice bills several intervals of the subscription: %s of it are for this one.",
            Currencies.text(minor, part.currency())));
  }

  /** The evidence in the next renewal of the longer stream. */
  private enum Evidence {
    /** It costs as much as the invoice that opened the cycle, which therefore billed both. */
    BILLED_BOTH,
    /** It costs more by exactly the price of the shorter stream, so that stream began later. */
    BEGAN_LATER,
    /** Prices changed. */
    NEITHER,
    /** The renewal is not in the files. */
    NOT_SEEN
  }
}
