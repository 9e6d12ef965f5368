package io.tidemark.mrr;

import io.tidemark.tables.InvoiceStatus;
import java.time.Instant;
import org.apache.commons.numbers.fraction.BigFraction;

/** A layer in the making: later invoices may still cut it. */
final class Slice {
  final Invoice invoice;
  final Instant start;
  final Cycle cycle;
  final BigFraction weight;
  final Layer.Kind kind;
  long mrrMinor;
  long creditMinor;
  Layer.Confidence confidence = Layer.Confidence.HIGH;
  private Instant end;

  /** One month's price of {@code mrrMinor} over {@code [start, end)}. */
  Slice(
      Invoice invoice,
      Layer.Kind kind,
      Cycle cycle,
      Instant start,
      Instant end,
      BigFraction weight,
      long mrrMinor) {
    this.invoice = invoice;
    this.kind = kind;
    this.cycle = cycle;
    this.start = start;
    this.end = end;
    this.weight = weight;
    this.mrrMinor = mrrMinor;
  }

  Slice low() {
    confidence = Layer.Confidence.LOW;
    return this;
  }

  boolean isLow() {
    return confidence == Layer.Confidence.LOW;
  }

  Instant end() {
    return end;
  }

  /** When its invoice was given up as uncollectible, or null. */
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

  boolean endsWithItsCycle() {
    return Months.near(end, cycle.end());
  }

  /** What it is worth over {@code [from, to)}, in minor units. */
  BigFraction worth(Instant from, Instant to) {
    return cycle.part(from, to).multiply(mrrMinor);
  }

  /** Ends it at {@code time}, or at its start if it is later; returns the worth that is lost. */
  BigFraction cutAt(Instant time) {
    Instant newEnd = time.isBefore(start) ? start : time;
    BigFraction lost = worth(newEnd, end);
    end = newEnd;
    return lost;
  }
}
