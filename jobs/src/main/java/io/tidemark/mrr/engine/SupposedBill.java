package io.tidemark.mrr.engine;

import io.tidemark.tables.BillingTolerances;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The streams that are due and those that may have changed when an invoice is created, under a
 * supposition.
 */
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

  /** Returns the supposition without the streams that ended earlier. */
  Supposition before() {
    return before;
  }

  /** Returns the streams whose next cycle the invoice bills, unless they end. */
  SortedMap<Integer, SupposedStream> due() {
    return due;
  }

  private Supposition withoutLapsed(Supposition state) {
    Supposition running = state;
    for (Map.Entry<Integer, SupposedStream> entry : state.streams().entrySet()) {
      if (entry.getValue().end().plus(BillingTolerances.SAME_TIME).isBefore(invoice.anchor())) {
        running = running.without(entry.getKey()).costing(ENDED);
      }
    }
    return running;
  }

  /** Returns whether this invoice bills the next cycle of a stream and no other invoice does. */
  private boolean isBilledHere(SupposedStream stream) {
    Instant latest = invoice.serviceEnd().plus(BillingTolerances.SAME_TIME);
    return reachesNextEnd(stream)
        || (!periods.nextEnd(stream).isAfter(latest) && !periods.isRenewedAlone(stream));
  }

  private boolean reachesNextEnd(SupposedStream stream) {
    return periods.isAsLong(stream, invoice.anchor(), invoice.serviceEnd());
  }

  /** Returns whether the service period ends with the next cycle of a due stream. */
  boolean isOfRenewals() {
    return due.values().stream().anyMatch(this::reachesNextEnd);
  }

  /**
   * Returns whether the service period ends with the running cycle of the stream, or with its next
   * cycle if that is billed.
   */
  boolean reachesEnd(int number) {
    SupposedStream stream = before.streams().get(number);
    return stream.endsAt(invoice.serviceEnd())
        || (due.containsKey(number) && reachesNextEnd(stream));
  }

  /** Returns the streams that the invoice can change, shortest first. */
  List<Integer> changeable() {
    Instant latest = invoice.serviceEnd().plus(BillingTolerances.SAME_TIME);
    return before.streams().entrySet().stream()
        .filter(entry -> entry.getValue().runsAt(invoice.serviceStart()))
        .filter(entry -> due.containsKey(entry.getKey()) || !entry.getValue().end().isAfter(latest))
        .sorted(Comparator.comparingLong(entry -> entry.getValue().seconds()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * Returns the streams that may have ended instead of being renewed: all due streams except the
   * longest.
   */
  List<Integer> endings() {
    return due.keySet().stream().filter(number -> !reachesNextEnd(due.get(number))).toList();
  }

  /** Returns the renewals of all due streams except the given ones. */
  List<SupposedPart> renewalsWithout(List<Integer> others) {
    return due.keySet().stream()
        .filter(number -> !others.contains(number))
        .map(number -> SupposedPart.renewal(number, due.get(number)))
        .toList();
  }
}
