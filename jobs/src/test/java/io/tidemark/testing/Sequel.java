package io.tidemark.testing;

import io.tidemark.mrr.engine.Invoice;
import io.tidemark.mrr.engine.Layer;
import io.tidemark.testing.Piece.Cycle;
import java.time.Instant;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/** What the invoices that follow tell of the price of a cycle, walking back from where it shows. */
final class Sequel {
  private static final int FARTHEST = 12;

  private final SectionTwo months;
  private final Precision precision;

  Sequel(SectionTwo months, Precision precision) {
    this.months = months;
    this.precision = precision;
  }

  /** Where a credit may have ended the subscription: nowhere, at once, in the next one, later. */
  enum End {
    NONE,
    HERE,
    NEXT,
    LATER
  }

  /**
   * A price as told.
   *
   * @param isSupposed a renewal that also bills changes was taken to bill one
   * @param estimate at the times as they are written, unrounded
   */
  record Told(Span price, boolean isSupposed, BigFraction estimate, End end) {
    static Told exactly(long price) {
      return new Told(new Span(price, price), false, BigFraction.of(price), End.NONE);
    }

    /** Nothing, if the last credit was for a cancellation. */
    static Told ifCancelled() {
      return new Told(new Span(0, 0), true, BigFraction.ZERO, End.HERE);
    }
  }

  /** Null where nothing is told. */
  Told of(Period cycle, List<Invoice> following) {
    return walk(cycle, following.subList(0, Math.min(FARTHEST, following.size())), false);
  }

  private Told walk(Period cycle, List<Invoice> following, boolean endedByCredit) {
    if (following.isEmpty()) {
      return endedByCredit ? Told.exactly(0) : null;
    }
    Invoice next = following.get(0);
    List<Invoice> rest = following.subList(1, following.size());
    boolean startsInCycle =
        !next.serviceStart().isBefore(cycle.start()) && next.serviceStart().isBefore(cycle.end());
    boolean endsCycle = startsInCycle && Period.isAt(next.serviceEnd(), cycle.end());
    boolean restarts = Shape.startsAnew(next);
    Period left = startsInCycle ? new Period(next.serviceStart(), cycle.end()) : null;
    long net = next.netMinor();
    if (endsCycle && restarts && net < 0) {
      Invoice second = rest.isEmpty() ? null : rest.get(0);
      Period hidden =
          new Period(next.serviceStart(), Shape.endAfterRestart(next.serviceStart(), second));
      return back(Swap.forWhole(net, left, cycle, 1, precision), walk(hidden, rest, true), false);
    }
    if (endsCycle) {
      boolean isLastCredit = rest.isEmpty() && net < 0;
      Told later = isLastCredit ? Told.ifCancelled() : walk(cycle, rest, false);
      return back(Swap.ofRest(net, left, cycle, precision), later, false);
    }
    if (hasStraddleShape(next)) {
      Period usage = new Period(next.usageStart(), next.usageEnd());
      boolean isOfCycle =
          Period.isAt(usage.end(), cycle.end()) && Period.isAt(usage.start(), cycle.start());
      Swap swap = straddle(next);
      return !isOfCycle || swap == null
          ? null
          : back(swap, walk(new Period(usage.end(), next.serviceEnd()), rest, false), true);
    }
    if (startsInCycle && restarts) {
      return back(
          Swap.forWhole(net, left, cycle, 1, precision),
          walk(Shape.service(next), rest, false),
          false);
    }
    return Shape.isNextCycle(next, cycle.end(), cycle) ? Told.exactly(net) : null;
  }

  private static boolean hasStraddleShape(Invoice invoice) {
    return invoice.usageStart() != null
        && invoice.usageStart().isBefore(invoice.usageEnd())
        && invoice.serviceStart().isBefore(invoice.usageEnd())
        && invoice.usageEnd().isBefore(invoice.serviceEnd());
  }

  /** A renewal that also bills a change of a cycle as long as the new one, else null. */
  Swap straddle(Invoice renewal) {
    Period usage = new Period(renewal.usageStart(), renewal.usageEnd());
    Period renewed = new Period(renewal.usageEnd(), renewal.serviceEnd());
    Period left = new Period(renewal.serviceStart(), renewal.usageEnd());
    return months.months(usage).equals(months.months(renewed))
        ? Swap.ofRestAndWhole(renewal.netMinor(), left, usage, precision)
        : null;
  }

  private static Told back(Swap swap, Told later, boolean isSupposed) {
    if (later == null) {
      return null;
    }
    Span price = swap.priceBefore(later.price());
    boolean isPossible = !price.isEmpty() && price.most() >= 0;
    return isPossible
        ? new Told(
            price,
            isSupposed || later.isSupposed(),
            swap.estimateBefore(later.estimate()),
            switch (later.end()) {
              case NONE -> End.NONE;
              case HERE -> End.NEXT;
              case NEXT, LATER -> End.LATER;
            })
        : null;
  }

  /** The price of a cycle after an invoice: by what ran before it, in that cycle, and as told. */
  static Outlook outlook(Swap swap, List<Piece> before, Cycle cycle, Told told) {
    Span cost = cost(before, cycle);
    return new Outlook(swap.priceAfter(cost), told, swap.estimateAfter(cost.middle()));
  }

  /** The price of a cycle that credits layers, whatever their times: half a cent each, and 59 s. */
  Outlook credited(long net, List<Piece> credited, Instant start, Told told) {
    BigFraction gross = BigFraction.of(net).add(Piece.creditFrom(credited, start));
    BigFraction doubt = BigFraction.of(credited.size(), 2);
    for (Piece piece : credited) {
      BigFraction second =
          piece.cycle.months().divide(BigFraction.of(piece.cycle.period().seconds()));
      BigFraction worth = second.multiply(BigFraction.of(Math.abs(piece.mrr)));
      doubt = doubt.add(worth.multiply(BigFraction.of(precision.slackSeconds())));
    }
    Span span = Span.between(gross.subtract(doubt), gross.add(doubt));
    return new Outlook(span, told, gross);
  }

  /** What was billed for it alone, else every price a cycle that rounds to it a month. */
  private static Span cost(List<Piece> running, Cycle cycle) {
    if (running.size() == 1 && running.get(0).kind == Layer.Kind.CYCLE) {
      long net = running.get(0).invoice.netMinor();
      return new Span(net, net);
    }
    BigFraction twice = BigFraction.of(2 * Piece.sum(running));
    return Span.between(
        cycle.months().multiply(twice.subtract(BigFraction.ONE)).divide(2),
        cycle.months().multiply(twice.add(BigFraction.ONE)).divide(2));
  }

  /** What one change makes a price, beside what is told. */
  record Outlook(Span ofOneChange, Told told, BigFraction estimate) {
    boolean isAgreed() {
      return told != null && !ofOneChange.and(told.price()).isEmpty();
    }

    /** As if nothing were told. */
    Outlook untold() {
      return new Outlook(ofOneChange, null, estimate);
    }

    boolean isDisputed() {
      return told != null && !isAgreed();
    }

    /** Disputed, and what is told is believed. */
    boolean isOverruled() {
      return isDisputed() && (!told.isSupposed() || ofOneChange.isEmpty() || isLikelier());
    }

    /** More was credited than one change leaves; else the rounder one, if nothing was cancelled. */
    private boolean isLikelier() {
      return switch (told.end()) {
        case NONE -> told.price().isRounderThan(ofOneChange);
        case NEXT -> told.price().least() > ofOneChange.most();
        case HERE, LATER -> false;
      };
    }

    BigFraction monthly(Cycle cycle) {
      BigFraction nearTo = isAgreed() || !isOverruled() ? estimate : told.estimate();
      return BigFraction.of(price().monthly(cycle.months(), nearTo));
    }

    boolean isOne(Cycle cycle) {
      return price().isOneMonthly(cycle.months());
    }

    Span price() {
      if (isAgreed()) {
        return ofOneChange.and(told.price());
      }
      return isOverruled() ? told.price() : ofOneChange;
    }
  }
}
