package io.tidemark.mrr.engine;

import java.time.Instant;
import java.util.ArrayList;
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
  private final List<BillingStream> streams = new ArrayList<>();
  private final StreamSearch search;
  private final List<Invoice> creditsInside = new ArrayList<>();

  private StreamAssignment(List<Invoice> invoices, LayerPolicy rules) {
    this.search = new StreamSearch(streams, rules);
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
      search.nearest(invoice).addWithoutCycle(invoice);
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
    Optional<BillingStream> continued = search.continued(invoice);
    if (continued.isPresent()) {
      new CombinedInvoice(invoice, upcoming, streams).assign(continued.get());
      return;
    }
    List<BillingStream> ending = search.endingWith(invoice);
    if (!ending.isEmpty()) {
      change(invoice, ending, upcoming);
      return;
    }
    Optional<BillingStream> renewed =
        search.renewedAtAnotherLength(invoice).or(() -> search.renewedEarly(invoice, upcoming));
    if (renewed.isPresent()) {
      renewed.get().open(invoice, invoice.anchor());
    } else if (search.isInside(invoice, upcoming)) {
      addInside(invoice, upcoming);
    } else {
      openOn(search.nearest(invoice), invoice);
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

  private void change(Invoice invoice, List<BillingStream> ending, Upcoming upcoming) {
    if (invoice.startsAnew() && invoice.netMinor() < 0) {
      BillingStream longest = StreamSearch.longest(ending);
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

  private void addInside(Invoice invoice, Upcoming upcoming) {
    List<BillingStream> hosts = search.hosts(invoice);
    if (invoice.netMinor() < 0) {
      creditsInside.add(invoice);
      hosts.get(0).doubt(hosts.get(0).opener(), LowConfidenceReason.CREDIT_INSIDE);
      return;
    }
    BillingStream opened = openInside(invoice, hosts, upcoming);
    if (invoice.startsAnew()) {
      hosts.stream()
          .filter(host -> invoice.serviceEnd().isAfter(host.end()))
          .filter(host -> costsLessNext(host, upcoming))
          .forEach(host -> doubtReplaced(host, invoice, opened));
    }
  }

  private static boolean costsLessNext(BillingStream host, Upcoming upcoming) {
    return upcoming
        .continuing(host)
        .filter(next -> BigFraction.of(next.netMinor()).compareTo(host.price()) < 0)
        .filter(next -> !isAbout(BigFraction.of(next.netMinor()), host.price(), host.tolerance()))
        .isPresent();
  }

  /** Lowers the confidence of a cycle of which a restart may have replaced a part. */
  private static void doubtReplaced(BillingStream host, Invoice restart, BillingStream opened) {
    host.doubt(host.opener(), LowConfidenceReason.RESTART_INSIDE);
    opened.doubt(restart, LowConfidenceReason.RESTART_INSIDE);
  }

  private BillingStream openInside(Invoice invoice, List<BillingStream> hosts, Upcoming upcoming) {
    BillingStream added = new BillingStream(true);
    new CombinedInvoice(invoice, upcoming, streams).assignNew(added);
    if (added.hasPrice()) {
      new FirstCombinedInvoice(streams, upcoming).split(added, hosts, creditsInside);
    }
    streams.add(added);
    return added;
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
   * Returns whether two amounts in minor units are equal within the tolerance of a computed price.
   */
  static boolean isAbout(BigFraction one, BigFraction other, BigFraction tolerance) {
    return one.subtract(other).abs().compareTo(tolerance.add(1)) <= 0;
  }
}
