package io.tidemark.mrr.engine;

import io.tidemark.tables.BillingTolerances;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The invoices of a subscription that continue or change the same billing cycles. A subscription
 * with a yearly licence and a monthly add-on has two streams. During assignment, a stream has a
 * running cycle and an estimate of its price.
 */
final class BillingStream {
  private static final BigFraction CENTS = BigFraction.of(3, 2);

  private final boolean beganInside;
  private final List<Invoice> invoices = new ArrayList<>();
  private final Map<Invoice, LowConfidenceReason> doubts = new HashMap<>();
  private final Map<Invoice, String> notes = new HashMap<>();
  private Optional<Invoice> endedBy = Optional.empty();
  private int cycles;
  private boolean isChanged;
  private LowConfidenceReason doubtOfNext;
  private Invoice opener;
  private Instant start;
  private Instant end;
  private BigFraction price = BigFraction.ZERO;
  private BigFraction tolerance = BigFraction.ZERO;

  /**
   * @param beganInside whether its first invoice is within the running cycle of another stream
   */
  BillingStream(boolean beganInside) {
    this.beganInside = beganInside;
  }

  /** Returns a stream of all the invoices, in order, without applying assignment rules. */
  static BillingStream of(List<Invoice> invoices) {
    BillingStream stream = new BillingStream(false);
    stream.invoices.addAll(invoices);
    return stream;
  }

  /**
   * Returns the invoices in order; for an invoice that bills several streams, the part of this one.
   */
  List<Invoice> invoices() {
    return invoices;
  }

  /** Returns why the layers of an invoice have low confidence, if the assignment gives a reason. */
  Optional<LowConfidenceReason> doubt(Invoice invoice) {
    return Optional.ofNullable(doubts.get(invoice));
  }

  /** Returns a sentence that explains how the part of a combined invoice was found. */
  Optional<String> note(Invoice invoice) {
    return Optional.ofNullable(notes.get(invoice));
  }

  /** Returns the restart of another stream that ended this one. */
  Optional<Invoice> endedBy() {
    return endedBy;
  }

  boolean beganInside() {
    return beganInside;
  }

  /** Returns whether the stream has a single cycle that no invoice changed. */
  boolean isUnrepeated() {
    return cycles == 1 && !isChanged;
  }

  boolean isOpen() {
    return opener != null && endedBy.isEmpty();
  }

  Instant start() {
    return start;
  }

  Instant end() {
    return end;
  }

  /** Returns the invoice, or part of an invoice, that opened the running cycle. */
  Invoice opener() {
    return opener;
  }

  /**
   * Returns an estimate of the price of the whole running cycle with all changes, in minor units.
   */
  BigFraction price() {
    return price;
  }

  /** Returns by how much the price of the running cycle may be off. */
  BigFraction tolerance() {
    return tolerance;
  }

  boolean hasPrice() {
    return price.compareTo(BigFraction.ZERO) > 0;
  }

  boolean runsAt(Instant time) {
    boolean isGivenUp =
        isOpen()
            && opener.uncollectibleFrom() != null
            && !time.isBefore(opener.uncollectibleFrom());
    return isOpen() && !start.isAfter(time) && time.isBefore(end) && !isGivenUp;
  }

  boolean endsAt(Instant time) {
    return isOpen() && BillingMonths.near(end, time);
  }

  /** Returns whether {@code [from, to)} is as long as the running cycle. */
  boolean isAsLongAs(Instant from, Instant to) {
    return isOpen() && BillingMonths.areEquallyLong(start, end, from, to);
  }

  /** Returns whether its cycles are shorter than the one that an invoice opens. */
  boolean isShorterThan(Invoice invoice) {
    return isOpen()
        && seconds() < BillingMonths.seconds(invoice.anchor(), invoice.serviceEnd())
        && !isAsLongAs(invoice.anchor(), invoice.serviceEnd());
  }

  /** Returns whether its only period so far is not a whole number of months. */
  boolean isOnlyBroken() {
    return cycles == 1 && isOpen() && !BillingMonths.calendar().isWhole(start, end);
  }

  /** Returns the share of the running cycle that {@code [from, end)} covers. */
  BigFraction share(Instant from) {
    return BigFraction.of(BillingMonths.seconds(from, end), BillingMonths.seconds(start, end));
  }

  long seconds() {
    return BillingMonths.seconds(start, end);
  }

  /** Adds an invoice that opens a cycle at {@code anchor}. */
  void open(Invoice invoice, Instant anchor) {
    BigFraction gross = BigFraction.of(invoice.netMinor());
    tolerance = BigFraction.ZERO;
    boolean cuts = runsAt(anchor) && end.isAfter(anchor.plus(BillingTolerances.SAME_TIME));
    if (invoice.startsAnew() && cuts) {
      gross = gross.add(price.multiply(share(anchor)));
      tolerance = BigFraction.ONE;
    } else if (billsChangeOfRunning(invoice)) {
      BigFraction changed =
          share(invoice.serviceStart().isBefore(start) ? start : invoice.serviceStart());
      gross = gross.add(price.multiply(changed)).divide(changed.add(1));
      tolerance = BigFraction.of(3);
    }
    add(invoice);
    cycles++;
    opener = invoice;
    start = anchor;
    end = invoice.serviceEnd();
    price = gross;
  }

  /** Adds an invoice that opens a period which began at {@code from}, and bills its share of it. */
  void openShare(Invoice invoice, Instant from) {
    open(invoice, invoice.serviceStart());
    start = from;
    BigFraction share = share(invoice.serviceStart());
    price = BigFraction.of(invoice.netMinor()).divide(share);
    tolerance = CENTS.divide(share);
  }

  /** Returns whether an invoice renews the running cycle and also bills a change of it. */
  private boolean billsChangeOfRunning(Invoice invoice) {
    return invoice.straddles()
        && !invoice.coversUsage()
        && hasPrice()
        && end.isAfter(invoice.serviceStart());
  }

  /** Adds an invoice that changes the price for the rest of the running cycle. */
  void change(Invoice invoice) {
    BigFraction share = share(invoice.serviceStart());
    add(invoice);
    isChanged = true;
    price = price.add(BigFraction.of(invoice.netMinor()).divide(share));
    tolerance = CENTS.divide(share).add(1);
  }

  /** Sets the price of the running cycle and its tolerance. */
  void settle(BigFraction known, BigFraction within) {
    price = known;
    tolerance = within;
  }

  /** Adds a restart with a credit that hides the new cycle, which ends at {@code newEnd}. */
  void restartBehindCredit(Invoice invoice, Instant newEnd) {
    BigFraction gross =
        price.multiply(share(invoice.serviceStart())).add(BigFraction.of(invoice.netMinor()));
    add(invoice);
    boolean leavesNothing = gross.compareTo(BigFraction.of(RestartCycles.NOTHING_MINOR)) <= 0;
    start = invoice.serviceStart();
    end = leavesNothing ? start : newEnd;
    opener = invoice;
    cycles++;
    price = leavesNothing ? BigFraction.ZERO : gross;
    tolerance = BigFraction.of(2);
  }

  /** Adds an invoice that opens no cycle: a credit for something outside the files. */
  void addWithoutCycle(Invoice invoice) {
    add(invoice);
  }

  private void add(Invoice invoice) {
    invoices.add(invoice);
    if (doubtOfNext != null) {
      doubt(invoice, doubtOfNext);
      doubtOfNext = null;
    }
  }

  /** Gives the layers of an invoice low confidence, unless they have a reason already. */
  void doubt(Invoice invoice, LowConfidenceReason why) {
    doubts.putIfAbsent(invoice, why);
  }

  /** Gives the layers of the next invoice low confidence. */
  void doubtNext(LowConfidenceReason why) {
    doubtOfNext = why;
  }

  void note(Invoice invoice, String sentence) {
    notes.put(invoice, sentence);
  }

  /** Ends the stream at the restart of another stream. */
  void endBy(Invoice restart) {
    endedBy = Optional.of(restart);
    doubt(opener, LowConfidenceReason.ENDED_BY_RESTART);
  }

  /** Replaces the invoice that opened the running cycle with {@code part}. */
  void replaceOpener(Invoice part) {
    replace(opener, part);
    price = price.add(part.netMinor() - opener.netMinor());
    opener = part;
  }

  private void replace(Invoice invoice, Invoice part) {
    invoices.set(invoices.indexOf(invoice), part);
    doubt(invoice).ifPresent(doubt -> doubts.put(part, doubt));
    note(invoice).ifPresent(note -> notes.put(part, note));
  }

  /** Inserts an earlier part before the first invoice, as the cycle that the stream continues. */
  void prepend(Invoice part) {
    invoices.add(0, part);
    cycles++;
  }
}
