package io.tidemark.mrr.engine;

import io.tidemark.tables.BillingTolerances;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Finds a stream whose first separate invoice does not bill a whole period of it. Either the stream
 * began with a longer one, whose invoice billed both, and this invoice bills a change; or this
 * invoice bills a share of a period that ends with a period of the longer stream.
 */
final class JointBeginning {
  private static final int[] MONTHS = {1, 3, 6};
  private static final int BEGINS = 1;

  private final Invoice invoice;
  private final Upcoming all;
  private final List<BillingStream> streams;
  private final boolean isWhole;
  private final Instant end;

  /**
   * @param all the invoices from this one on
   * @param streams all streams of the subscription so far
   */
  JointBeginning(Invoice invoice, Upcoming all, List<BillingStream> streams) {
    this.invoice = invoice;
    this.all = all;
    this.streams = JointAssignment.running(streams, invoice.anchor());
    this.isWhole =
        !invoice.straddles()
            && BillingMonths.calendar().isWhole(invoice.serviceStart(), invoice.serviceEnd());
    boolean isRenewal = invoice.straddles() || isWhole;
    this.end = isRenewal ? invoice.anchor() : invoice.serviceEnd();
  }

  /**
   * Returns the new stream with the invoice assigned. Returns empty and does nothing if no stream
   * begins.
   */
  Optional<BillingStream> assign() {
    boolean areFew = streams.size() < JointAssignment.MOST_STREAMS;
    if (invoice.startsAnew() || !areFew || !(invoice.straddles() || isWhole || isPart())) {
      return Optional.empty();
    }
    return streams.stream()
        .filter(host -> host.runsAt(invoice.serviceStart()))
        .filter(host -> !end.isAfter(host.end().plus(BillingTolerances.SAME_TIME)))
        .max(Comparator.comparingLong(BillingStream::seconds))
        .flatMap(this::assign);
  }

  /** Returns whether the invoice can bill the rest of a period. */
  private boolean isPart() {
    return !invoice.hasUsage() || BillingMonths.near(invoice.usageEnd(), invoice.serviceStart());
  }

  private Optional<BillingStream> assign(BillingStream host) {
    if (isWhole) {
      return assignWhole(host);
    }
    List<Supposition> starts = new ArrayList<>();
    boolean isOfNone = streams.stream().noneMatch(stream -> stream.endsAt(end));
    if (isOfNone && mayHaveBegunWith(host)) {
      starts.add(both(host));
    }
    if (!invoice.straddles() && invoice.netMinor() > 0) {
      for (int months : MONTHS) {
        Instant start = BillingMonths.plusMonths(end, -months);
        if (isPeriodOf(host, start)) {
          starts.add(begins(start));
        }
      }
    }
    if (starts.isEmpty()) {
      return Optional.empty();
    }
    if (!invoice.straddles()) {
      starts.add(Supposition.of(streams));
    }
    return JointReading.of(starts, invoice, all).flatMap(found -> assign(host, found));
  }

  /**
   * Assigns the first renewal of a stream that began with the host, if the invoice bills no change
   * and the stream cannot have begun with this invoice.
   */
  private Optional<BillingStream> assignWhole(BillingStream host) {
    boolean isFirst =
        host.start().isBefore(end)
            && streams.stream().noneMatch(stream -> stream.endsAt(end))
            && BillingMonths.areEquallyLong(host.start(), end, end, invoice.serviceEnd())
            && BillingMonths.divides(host.start(), end, host.start(), host.end());
    if (!isFirst) {
      return Optional.empty();
    }
    Supposition state = Supposition.of(streams);
    SupposedPrice price = SupposedPrice.unknown(state.unknowns());
    Supposition later =
        state
            .withUnknown()
            .with(streams.size(), new SupposedStream(host.start(), end, price))
            .costing(BEGINS);
    return JointReading.of(List.of(both(host), later), invoice, all)
        .filter(found -> found.isCertain() && found.isConfirmed() && found.choice() == 0)
        .flatMap(found -> assign(host, found));
  }

  private boolean mayHaveBegunWith(BillingStream host) {
    return invoice.hasUsage()
        && BillingMonths.near(host.start(), invoice.usageStart())
        && BillingMonths.divides(host.start(), end, host.start(), host.end());
  }

  /**
   * Returns whether consecutive periods like {@code [start, end)}, from the start of the host's
   * cycle, end with this one.
   */
  private boolean isPeriodOf(BillingStream host, Instant start) {
    boolean isShorter = BillingMonths.divides(start, end, host.start(), host.end());
    boolean isInStep =
        BillingMonths.near(start, host.start())
            || BillingMonths.divides(start, end, host.start(), end);
    return isShorter
        && isInStep
        && invoice.serviceStart().isAfter(start.plus(BillingTolerances.SAME_TIME));
  }

  private Supposition both(BillingStream host) {
    Supposition state = Supposition.of(streams);
    SupposedPrice first = SupposedPrice.unknown(state.unknowns());
    int number = streams.indexOf(host);
    SupposedStream known = state.streams().get(number);
    return state
        .withUnknown()
        .with(number, known.withPrice(known.price().minus(first)))
        .with(streams.size(), new SupposedStream(host.start(), end, first));
  }

  private Supposition begins(Instant start) {
    SupposedStream added = new SupposedStream(start, end, SupposedPrice.NOTHING);
    return Supposition.of(streams).with(streams.size(), added).costing(BEGINS);
  }

  private Optional<BillingStream> assign(BillingStream host, JointReading found) {
    Optional<SupposedPart> part =
        found.parts().stream().filter(each -> each.stream() == streams.size()).findFirst();
    if (part.isEmpty()) {
      return Optional.empty();
    }
    SupposedPrice before = part.get().before().price();
    BillingStream added = new BillingStream(true);
    if (before.equals(SupposedPrice.NOTHING)) {
      added.openShare(invoice, part.get().before().start());
      if (!found.isCertain()) {
        added.doubt(invoice, LowConfidenceReason.CHANGE_OR_ITEM);
      }
      return Optional.of(added);
    }
    long price = MinorUnits.round(before.amount());
    if (price <= 0 || price > host.opener().netMinor()) {
      return Optional.empty();
    }
    boolean isToTheCent = before.tolerance().compareTo(BigFraction.ONE) <= 0;
    split(host, added, price, found.isCertain() && found.isConfirmed() && isToTheCent);
    host.settle(host.price(), host.tolerance().add(before.tolerance()));
    List<BillingStream> both = new ArrayList<>(streams);
    both.add(added);
    new JointAssignment(invoice, all, both).assign(found);
    return Optional.of(added);
  }

  /** Splits the first period of {@code added} from the invoice that opened the host's cycle. */
  private void split(BillingStream host, BillingStream added, long price, boolean isCertain) {
    Invoice whole = host.opener();
    Invoice part = whole.part(price, host.start(), end, whole.usageStart(), whole.usageEnd());
    Invoice rest = whole.part(whole.netMinor() - price);
    host.replaceOpener(rest);
    added.open(part, host.start());
    JointAssignment.note(added, part, whole);
    JointAssignment.note(host, rest, whole);
    if (!isCertain) {
      added.doubt(part, LowConfidenceReason.COMBINED);
      host.doubt(rest, LowConfidenceReason.COMBINED);
    }
  }
}
