package io.tidemark.mrr.engine;

import io.tidemark.tables.InvoiceStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/** A layer that later invoices can still cut. */
final class LayerDraft {
  final Invoice invoice;
  final Instant start;
  final Cycle cycle;
  final BigFraction weight;
  final Layer.Kind kind;
  final long mrrMinor;
  final PriceDerivation arithmetic;
  long creditMinor;
  private final List<Ending> endings = new ArrayList<>(1);
  private LowConfidenceReason doubt;
  private Instant end;

  /** Creates a layer with the price per month {@code mrrMinor} over {@code [start, end)}. */
  LayerDraft(
      Invoice invoice,
      Layer.Kind kind,
      Cycle cycle,
      Instant start,
      Instant end,
      BigFraction weight,
      long mrrMinor,
      PriceDerivation arithmetic) {
    this.invoice = invoice;
    this.kind = kind;
    this.cycle = cycle;
    this.start = start;
    this.end = end;
    this.weight = weight;
    this.mrrMinor = mrrMinor;
    this.arithmetic = arithmetic;
  }

  /** Returns the layer of a whole cycle with its price per month. */
  static LayerDraft ofCycle(
      Invoice invoice, Layer.Kind kind, Cycle cycle, long mrrMinor, PriceDerivation arithmetic) {
    return new LayerDraft(
        invoice, kind, cycle, cycle.start(), cycle.end(), cycle.months(), mrrMinor, arithmetic);
  }

  /** Sets low confidence with a reason, unless it is low already. */
  void lowUnlessLow(LowConfidenceReason why) {
    doubt = doubt == null ? why : doubt;
  }

  LayerDraft low(LowConfidenceReason why) {
    doubt = why;
    return this;
  }

  /**
   * Returns the layer, split at the given days if they overlap it. The piece on these days has low
   * confidence.
   */
  List<LayerDraft> splitAt(Streams.Span days) {
    boolean isHit = !isLow() && start.isBefore(days.end()) && days.start().isBefore(end);
    if (!isHit || isEmpty()) {
      return List.of(this);
    }
    List<LayerDraft> pieces = new ArrayList<>(3);
    Instant from = start.isAfter(days.start()) ? start : days.start();
    Instant to = end.isBefore(days.end()) ? end : days.end();
    if (start.isBefore(from)) {
      pieces.add(piece(start, from));
    }
    pieces.add(piece(from, to).low(days.why()));
    if (to.isBefore(end)) {
      pieces.add(piece(to, end));
    }
    pieces.get(0).creditMinor = creditMinor;
    pieces.get(pieces.size() - 1).endings.addAll(endings);
    return pieces;
  }

  private LayerDraft piece(Instant from, Instant to) {
    return new LayerDraft(invoice, kind, cycle, from, to, weight, mrrMinor, arithmetic);
  }

  boolean isLow() {
    return doubt != null;
  }

  /** Returns why the confidence is low, if it is. */
  Optional<LowConfidenceReason> doubt() {
    return Optional.ofNullable(doubt);
  }

  /** Returns the events that cut the layer, in order. */
  List<Ending> endings() {
    return endings;
  }

  Instant end() {
    return end;
  }

  /** Returns when its invoice was marked uncollectible, or null. */
  Instant givenUpAt() {
    return invoice.status() == InvoiceStatus.UNCOLLECTIBLE ? invoice.uncollectibleAt() : null;
  }

  boolean isGivenUpBy(Instant time) {
    return givenUpAt() != null && !givenUpAt().isAfter(time);
  }

  boolean runsAt(Instant time) {
    return !start.isAfter(time) && time.isBefore(end) && !isGivenUpBy(time);
  }

  boolean isEmpty() {
    return !start.isBefore(end);
  }

  /**
   * Returns whether its invoice bills the whole cycle and nothing else: no proration and no fee.
   */
  boolean isBilledAsItsCycle() {
    return kind == Layer.Kind.CYCLE
        && weight.equals(cycle.months())
        && MinorUnits.round(BigFraction.of(invoice.netMinor()).divide(weight)) == mrrMinor;
  }

  boolean endsWithItsCycle() {
    return BillingMonths.near(end, cycle.end());
  }

  /** Returns its value over {@code [from, to)}, in minor units. */
  BigFraction worth(Instant from, Instant to) {
    return cycle.part(from, to).multiply(mrrMinor);
  }

  /** Ends the layer at {@code time}, or at its start if that is later. */
  Cut.Loss cutAt(Instant time, Ending.Manner manner, Invoice by) {
    Instant newEnd = time.isBefore(start) ? start : time;
    Cut.Loss loss = new Cut.Loss(this, newEnd, end, worth(newEnd, end));
    endings.add(new Ending(newEnd, end, manner, by));
    end = newEnd;
    return loss;
  }
}
