package io.tidemark.mrr.engine;

import io.tidemark.tables.BillingTolerances;
import io.tidemark.tables.Currencies;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Assigns the parts of an invoice to several streams, by evaluating it together with later
 * invoices.
 */
final class JointAssignment {
  /** The maximum number of streams that are evaluated together. */
  static final int MOST_STREAMS = 5;

  private final Invoice invoice;
  private final Upcoming all;
  private final List<BillingStream> streams;
  private final Instant anchor;

  /**
   * @param all the invoices from this one on
   * @param streams all streams of the subscription so far
   */
  JointAssignment(Invoice invoice, Upcoming all, List<BillingStream> streams) {
    this.invoice = invoice;
    this.all = all;
    this.anchor = invoice.anchor();
    this.streams = running(streams, anchor);
  }

  /** Returns the streams with a price that run at {@code time} or end at that time. */
  static List<BillingStream> running(List<BillingStream> streams, Instant time) {
    return streams.stream()
        .filter(stream -> stream.isOpen() && stream.hasPrice())
        .filter(stream -> !stream.end().plus(BillingTolerances.SAME_TIME).isBefore(time))
        .toList();
  }

  /**
   * Assigns the invoice. Does nothing and returns false if the invoice bills no more than one
   * stream can explain.
   */
  boolean assign() {
    boolean areFew = streams.size() >= 2 && streams.size() <= MOST_STREAMS;
    if (invoice.startsAnew() || !areFew || billsElapsed() || mayBeItem()) {
      return false;
    }
    Optional<JointReading> found = JointReading.of(List.of(Supposition.of(streams)), invoice, all);
    boolean isTaken = found.filter(reading -> invoice.straddles() || isPlain(reading)).isPresent();
    found.filter(reading -> isTaken).ifPresent(this::assign);
    return isTaken;
  }

  /** Returns whether the reading is certain and assumes no new price at a renewal. */
  private boolean isPlain(JointReading reading) {
    return reading.isCertain()
        && reading.parts().stream().noneMatch(part -> part.isChanged() && part.isRenewed());
  }

  private boolean billsElapsed() {
    return invoice.straddles()
        && streams.stream()
            .anyMatch(
                stream ->
                    stream.endsAt(invoice.serviceStart())
                        && stream.isAsLongAs(invoice.serviceStart(), anchor));
  }

  private boolean mayBeItem() {
    return !invoice.straddles()
        && invoice.netMinor() > 0
        && streams.stream()
            .filter(stream -> stream.endsAt(invoice.serviceEnd()))
            .anyMatch(
                stream ->
                    !BillingMonths.near(invoice.serviceStart(), stream.start())
                        && BillingMonths.divides(
                            invoice.serviceStart(),
                            invoice.serviceEnd(),
                            stream.start(),
                            stream.end()))
        && streams.stream().noneMatch(stream -> stream.endsAt(anchor));
  }

  void assign(JointReading reading) {
    long left = invoice.netMinor();
    List<SupposedPart> parts = new ArrayList<>(reading.parts());
    for (int index = 0; index < parts.size(); index++) {
      SupposedPart part = parts.get(index);
      boolean isLast = index == parts.size() - 1;
      long amount = isLast ? left : MinorUnits.round(part.billed().amount());
      left -= amount;
      give(part, amount, parts.size() == 1, reading.isCertain());
    }
  }

  private void give(SupposedPart part, long amount, boolean isAll, boolean isCertain) {
    BillingStream stream = streams.get(part.stream());
    Instant end = part.isRenewed() ? endAfter(stream) : stream.end();
    Instant start = part.isChanged() ? part.changed() : anchor;
    Instant usageEnd = part.isRenewed() ? anchor : start;
    Invoice bill = isAll ? invoice : invoice.part(amount, start, end, stream.start(), usageEnd);
    if (part.isRenewed()) {
      stream.open(bill, anchor);
    } else {
      stream.change(bill);
    }
    stream.settle(part.after().amount(), part.after().tolerance());
    if (!isCertain) {
      stream.doubt(bill, LowConfidenceReason.COMBINED);
    }
    if (!isAll) {
      note(stream, bill, invoice);
    }
  }

  private Instant endAfter(BillingStream stream) {
    return all.afterNext(anchor, stream.start(), stream.end())
        .map(Invoice::anchor)
        .orElseGet(() -> BillingMonths.plusSame(anchor, stream.start(), stream.end()));
  }

  static void note(BillingStream stream, Invoice part, Invoice whole) {
    stream.note(
        part,
        String.format(
            Locale.ROOT,
            "The invoice bills several intervals of the subscription: %s of its %s are for this one.",
            Currencies.text(part.netMinor(), part.currency()),
            Currencies.text(whole.netMinor(), whole.currency())));
  }
}
