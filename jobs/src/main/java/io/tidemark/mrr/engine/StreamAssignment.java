package io.tidemark.mrr.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Assigns the invoices of a subscription to billing streams, so that items with different intervals
 * do not cut each other's cycles. The first matching rule assigns an invoice. A subscription with
 * one interval has one stream.
 */
final class StreamAssignment {
  private static final Comparator<BillingStream> BY_LENGTH =
      Comparator.comparingLong(BillingStream::seconds);

  private final LayerPolicy rules;
  private final List<BillingStream> streams = new ArrayList<>();
  private final List<Invoice> creditsInside = new ArrayList<>();

  private StreamAssignment(List<Invoice> invoices, LayerPolicy rules) {
    this.rules = rules;
    for (int index = 0; index < invoices.size(); index++) {
      Upcoming upcoming = new Upcoming(invoices.subList(index + 1, invoices.size()), rules);
      assign(invoices.get(index), upcoming);
    }
  }

  /**
   * Returns the streams of a subscription.
   *
   * @param invoices the counting invoices, sorted by service start, creation and id
   */
  static Streams of(List<Invoice> invoices, LayerPolicy rules) {
    StreamAssignment assignment = new StreamAssignment(invoices, rules);
    Map<String, ExclusionReason> exclusions = new TreeMap<>();
    assignment.creditsInside.forEach(
        credit -> exclusions.put(credit.invoiceId(), ExclusionReason.ORPHAN_CREDIT));
    return UnrepeatedStreams.removeFrom(assignment.streams, exclusions, rules);
  }

  private void assign(Invoice invoice, Upcoming upcoming) {
    Instant start = invoice.serviceStart();
    if (streams.isEmpty()) {
      openFirst(invoice);
      return;
    }
    if (invoice.netMinor() < 0 && streams.stream().noneMatch(stream -> stream.runsAt(start))) {
      nearest(invoice).addWithoutCycle(invoice);
      return;
    }
    Upcoming all = upcoming.from(invoice);
    Optional<BillingStream> begun = new JointBeginning(invoice, all, streams).assign();
    if (begun.isPresent()) {
      streams.add(begun.get());
      return;
    }
    if (new JointAssignment(invoice, all, streams).assign()) {
      return;
    }
    Optional<BillingStream> continued = continued(invoice);
    if (continued.isPresent()) {
      new CombinedInvoice(invoice, upcoming, streams).assign(continued.get());
      return;
    }
    List<BillingStream> ending = endingWith(invoice);
    if (!ending.isEmpty()) {
      change(invoice, ending, upcoming);
      return;
    }
    Optional<BillingStream> renewed =
        renewedAtAnotherLength(invoice).or(() -> renewedEarly(invoice, upcoming));
    if (renewed.isPresent()) {
      renewed.get().open(invoice, invoice.anchor());
    } else if (isInside(invoice, upcoming)) {
      addInside(invoice, upcoming);
    } else {
      openOn(nearest(invoice), invoice);
    }
  }

  private void openFirst(Invoice invoice) {
    BillingStream stream = new BillingStream(false);
    if (invoice.netMinor() >= 0) {
      stream.open(invoice, invoice.anchor());
    } else {
      stream.addWithoutCycle(invoice);
    }
    streams.add(stream);
  }

  /** Returns the stream whose next cycle an invoice bills. */
  private Optional<BillingStream> continued(Invoice invoice) {
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

  private List<BillingStream> endingWith(Invoice invoice) {
    List<BillingStream> ending =
        streams.stream()
            .filter(stream -> stream.runsAt(invoice.serviceStart()))
            .filter(stream -> stream.endsAt(invoice.serviceEnd()))
            .toList();
    List<BillingStream> priced = ending.stream().filter(BillingStream::hasPrice).toList();
    return priced.isEmpty() ? ending : priced;
  }

  private void change(Invoice invoice, List<BillingStream> ending, Upcoming upcoming) {
    if (invoice.startsAnew() && invoice.netMinor() < 0) {
      BillingStream longest = longest(ending);
      Instant newEnd =
          HiddenPeriod.of(
                  invoice.serviceStart(),
                  upcoming.billingUsageFrom(invoice.serviceStart()),
                  BillingMonths.calendar())
              .end();
      longest.restartBehindCredit(invoice, newEnd);
      return;
    }
    ChangedStream changed = ChangedStream.of(invoice, ending, upcoming);
    if (changed.isNewStream()) {
      openInside(invoice, List.of(changed.stream()), upcoming);
      return;
    }
    changed.stream().change(invoice);
    boolean renewsUnseen =
        invoice.straddles() && streams.stream().noneMatch(each -> each.endsAt(invoice.usageEnd()));
    if (renewsUnseen || changed.mayBeNewStream()) {
      LowConfidenceReason why =
          renewsUnseen ? LowConfidenceReason.UNSEEN_INTERVAL : LowConfidenceReason.CHANGE_OR_ITEM;
      changed.stream().doubt(invoice, why);
      changed.stream().doubt(changed.stream().opener(), why);
    }
    if (!changed.isCertain()) {
      ending.forEach(stream -> stream.doubtNext(LowConfidenceReason.CHANGE_OF_ONE_OF_SEVERAL));
    }
  }

  /**
   * Returns the stream that an invoice continues at the end of its cycle with a different length.
   */
  private Optional<BillingStream> renewedAtAnotherLength(Invoice invoice) {
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
  private Optional<BillingStream> renewedEarly(Invoice invoice, Upcoming upcoming) {
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
  private boolean isInside(Invoice invoice, Upcoming upcoming) {
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
  private List<BillingStream> hosts(Invoice invoice) {
    return streams.stream()
        .filter(stream -> stream.runsAt(invoice.anchor()) && stream.hasPrice())
        .sorted(BY_LENGTH.reversed())
        .toList();
  }

  private void addInside(Invoice invoice, Upcoming upcoming) {
    List<BillingStream> hosts = hosts(invoice);
    if (invoice.netMinor() < 0) {
      creditsInside.add(invoice);
      hosts.get(0).doubt(hosts.get(0).opener(), LowConfidenceReason.CREDIT_INSIDE);
      return;
    }
    openInside(invoice, hosts, upcoming);
  }

  private void openInside(Invoice invoice, List<BillingStream> hosts, Upcoming upcoming) {
    BillingStream added = new BillingStream(true);
    new CombinedInvoice(invoice, upcoming, streams).assignNew(added);
    if (added.hasPrice()) {
      new FirstCombinedInvoice(streams, upcoming).split(added, hosts, creditsInside);
    }
    streams.add(added);
  }

  private void openOn(BillingStream stream, Invoice invoice) {
    List<BillingStream> ended =
        streams.stream()
            .filter(other -> invoice.startsAnew() && other != stream)
            .filter(other -> other.runsAt(invoice.serviceStart()))
            .toList();
    if (!ended.isEmpty()) {
      ended.forEach(other -> other.endBy(invoice));
      stream.doubt(invoice, LowConfidenceReason.CREDITS_SEVERAL);
    }
    boolean isOfOtherLength =
        stream.runsAt(invoice.anchor())
            && stream.hasPrice()
            && !stream.isAsLongAs(invoice.anchor(), invoice.serviceEnd());
    if (isOfOtherLength && !invoice.startsAnew()) {
      stream.doubt(stream.opener(), LowConfidenceReason.OVERLAPS);
      stream.doubt(invoice, LowConfidenceReason.OVERLAPS);
    }
    stream.open(invoice, invoice.anchor());
  }

  /**
   * Returns the running stream that is as long as the invoice, otherwise the longest running one.
   * If none runs, returns an open stream of equal length, otherwise the first stream.
   */
  private BillingStream nearest(Invoice invoice) {
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

  private static BillingStream longest(List<BillingStream> streams) {
    return streams.stream().max(BY_LENGTH).orElseThrow();
  }

  /**
   * Returns whether two amounts in minor units are equal within the tolerance of a computed price.
   */
  static boolean isAbout(BigFraction one, BigFraction other, BigFraction tolerance) {
    return one.subtract(other).abs().compareTo(tolerance.add(1)) <= 0;
  }
}
