package io.tidemark.mrr;

import io.tidemark.tables.Currencies;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The invoice that opened the running cycle of a stream and billed the first period of a shorter
 * one with it, as the first invoice of the shorter one shows: that starts one of its periods later.
 */
final class FirstCombinedInvoice {
  private static final BigFraction CENTS = BigFraction.of(3, 2);

  private FirstCombinedInvoice() {}

  /**
   * Splits the invoice that opened a host's cycle, if it billed both.
   *
   * @param added a stream of one invoice, which fell into the hosts' cycles
   * @param credits inside these cycles; one that ends with the first period is a change of it and
   *     is taken out
   */
  static void split(
      BillingStream added, List<BillingStream> hosts, List<Invoice> credits, Upcoming upcoming) {
    Invoice first = added.opener();
    if (first.startsAnew() || first.isInArrears() || first.straddles()) {
      return;
    }
    hosts.stream()
        .filter(host -> isOnePeriodIn(host, first))
        .findFirst()
        .ifPresent(host -> split(added, first, host, credits, upcoming));
  }

  private static boolean isOnePeriodIn(BillingStream host, Invoice first) {
    Instant start = first.serviceStart();
    return start.isAfter(host.start())
        && Months.areEquallyLong(host.start(), start, start, first.serviceEnd());
  }

  private static void split(
      BillingStream added,
      Invoice first,
      BillingStream host,
      List<Invoice> credits,
      Upcoming upcoming) {
    Instant start = first.serviceStart();
    Optional<Invoice> credit =
        credits.stream()
            .filter(each -> Months.near(each.serviceEnd(), start))
            .filter(each -> each.serviceStart().isAfter(host.start()))
            .reduce((one, other) -> other);
    long price = credit.map(each -> priceBefore(each, first, host)).orElse(first.netMinor());
    Evidence evidence = Evidence.of(first, host, upcoming);
    boolean isPossible = price > 0 && host.opener().netMinor() >= price;
    if (!isPossible || evidence == Evidence.BEGAN_LATER) {
      return;
    }
    boolean isShown =
        evidence == Evidence.BILLED_BOTH
            || (first.hasUsage() && Months.near(first.usageStart(), host.start()));
    Invoice part = takeFrom(host, price, start);
    if (credit.isPresent()) {
      credits.remove(credit.get());
      added.prepend(credit.get());
    }
    added.prepend(part);
    note(added, part, price);
    if (!isShown || credit.isPresent()) {
      added.doubt(part, Doubt.COMBINED);
      host.doubt(host.opener(), Doubt.COMBINED);
    }
  }

  /**
   * Splits the invoice that opened a host's cycle, where the only period of a stream so far is no
   * first one but a change of it: it is not its share of the price that follows.
   */
  static void splitBeforeChange(
      BillingStream stream, Invoice next, List<BillingStream> streams, Upcoming upcoming) {
    Instant end = next.anchor();
    streams.stream()
        .filter(host -> host != stream && host.hasPrice() && host.runsAt(stream.start()))
        .filter(host -> Months.areEquallyLong(host.start(), end, end, next.serviceEnd()))
        .filter(host -> Evidence.of(next, host, upcoming) != Evidence.BEGAN_LATER)
        .findFirst()
        .ifPresent(host -> splitBeforeChange(stream, next, host));
  }

  private static void splitBeforeChange(BillingStream stream, Invoice next, BillingStream host) {
    Invoice change = stream.opener();
    BigFraction share = share(change, host);
    BigFraction ofShare = share.multiply(next.netMinor());
    boolean isShare = ofShare.subtract(change.netMinor()).abs().compareTo(CENTS) <= 0;
    long before = priceBefore(change, next, host);
    if (isShare || before <= 0 || host.opener().netMinor() < before) {
      return;
    }
    Invoice part = takeFrom(host, before, next.anchor());
    stream.prependChanged(part, next.netMinor());
    note(stream, part, before);
    stream.doubt(part, Doubt.COMBINED);
    stream.doubt(change, Doubt.COMBINED);
    host.doubt(host.opener(), Doubt.COMBINED);
  }

  private static long priceBefore(Invoice change, Invoice after, BillingStream host) {
    BigFraction changed = BigFraction.of(change.netMinor()).divide(share(change, host));
    return Minor.round(BigFraction.of(after.netMinor()).subtract(changed));
  }

  /** Of the shorter stream's first period, from the start of the host's cycle. */
  private static BigFraction share(Invoice change, BillingStream host) {
    return BigFraction.of(
        Months.seconds(change.serviceStart(), change.serviceEnd()),
        Months.seconds(host.start(), change.serviceEnd()));
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
        "The invoice bills several intervals of the subscription: %s of it are for this one."
            .formatted(Currencies.text(minor, part.currency())));
  }

  /** What the next renewal of the longer stream shows. */
  private enum Evidence {
    /** It costs as much as the invoice that opened the cycle, so that billed both. */
    BILLED_BOTH,
    /** It is dearer by just the price of the shorter stream, so that began later. */
    BEGAN_LATER,
    NOTHING;

    private static Evidence of(Invoice first, BillingStream host, Upcoming upcoming) {
      Optional<Invoice> renewal = upcoming.continuing(host);
      if (renewal.isEmpty()) {
        return NOTHING;
      }
      boolean isBilledAlone =
          upcoming.continuing(host.end(), first.anchor(), first.serviceEnd()).isPresent();
      long more = renewal.get().netMinor() - host.opener().netMinor();
      long price = first.netMinor();
      boolean isBoth = more == -price || (more == 0 && !isBilledAlone);
      boolean isLater = isBilledAlone ? more == 0 : more == price;
      return isBoth ? BILLED_BOTH : isLater ? BEGAN_LATER : NOTHING;
    }
  }
}
