package io.tidemark.mrr.engine;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is due, and what may have changed, when an invoice is written under a supposition. */
final class SupposedBill {
  private static final int ENDED = 3;

  private final Invoice invoice;
  private final SupposedPeriods periods;
  private final Supposition before;
  private final SortedMap<Integer, SupposedStream> due = new TreeMap<>();

  SupposedBill(Supposition before, Invoice invoice, SupposedPeriods periods) {
    this.invoice = invoice;
    this.periods = periods;
    this.before = withoutLapsed(before);
    this.before.streams().entrySet().stream()
        .filter(entry -> entry.getValue().endsAt(invoice.anchor()))
        .filter(entry -> isBilledHere(entry.getValue()))
        .forEach(entry -> due.put(entry.getKey(), entry.getValue()));
  }

  /** The supposition without the streams that ended earlier. */
  Supposition before() {
    return before;
  }

  /** The streams whose next cycle the invoice bills, unless they end. */
  SortedMap<Integer, SupposedStream> due() {
    return due;
  }

  private Supposition withoutLapsed(Supposition state) {
    Supposition running = state;
    for (Map.Entry<Integer, SupposedStream> entry : state.streams().entrySet()) {
      if (entry.getValue().end().plus(BillingMonths.TOLERANCE).isBefore(invoice.anchor())) {
        running = running.without(entry.getKey()).costing(ENDED);
      }
    }
    return running;
  }

  /** The invoice bills its next cycle, as no other does. */
  private boolean isBilledHere(SupposedStream stream) {
    Instant latest = invoice.serviceEnd().plus(BillingMonths.TOLERANCE);
    return reachesNextEnd(stream)
        || (!periods.nextEnd(stream).isAfter(latest) && !periods.isRenewedAlone(stream));
  }

  private boolean reachesNextEnd(SupposedStream stream) {
    return periods.isAsLong(stream, invoice.anchor(), invoice.serviceEnd());
  }

  /** The service ends with the next cycle of a stream that is due. */
  boolean isOfRenewals() {
    return due.values().stream().anyMatch(this::reachesNextEnd);
  }

  /** The service ends with the running cycle of the stream, or with the next that is billed. */
  boolean reachesEnd(int number) {
    SupposedStream stream = before.streams().get(number);
    return stream.endsAt(invoice.serviceEnd())
        || (due.containsKey(number) && reachesNextEnd(stream));
  }

  /** The streams that the invoice may change, short ones first. */
  List<Integer> changeable() {
    Instant latest = invoice.serviceEnd().plus(BillingMonths.TOLERANCE);
    return before.streams().entrySet().stream()
        .filter(entry -> entry.getValue().runsAt(invoice.serviceStart()))
        .filter(entry -> due.containsKey(entry.getKey()) || !entry.getValue().end().isAfter(latest))
        .sorted(Comparator.comparingLong(entry -> entry.getValue().seconds()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Streams that may have ended instead of being renewed: all but the longest. */
  List<Integer> endings() {
    return due.keySet().stream().filter(number -> !reachesNextEnd(due.get(number))).toList();
  }

  /** The renewals of all that are due but some. */
  List<SupposedPart> renewalsWithout(List<Integer> others) {
    return due.keySet().stream()
        .filter(number -> !others.contains(number))
        .map(number -> SupposedPart.renewal(number, due.get(number)))
        .toList();
  }
}
