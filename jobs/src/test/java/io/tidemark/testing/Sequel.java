package io.tidemark.testing;

import io.tidemark.mrr.Invoice;
import io.tidemark.mrr.Layer;
import io.tidemark.testing.Piece.Cycle;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/** What the invoices that follow tell of the price of a cycle, walking back from where it shows. */
final class Sequel {
  private static final int FARTHEST = 12;

  private final SectionTwo months;

  Sequel(SectionTwo months) {
    this.months = months;
  }

  /**
   * A price as told.
   *
   * @param isSupposed a renewal that also bills changes was taken to bill one
   */
  record Told(Span price, boolean isSupposed) {}

  /** Null where nothing is told. */
  Told of(Period cycle, List<Invoice> following) {
    return walk(cycle, following.subList(0, Math.min(FARTHEST, following.size())), false);
  }

  private Told walk(Period cycle, List<Invoice> following, boolean endedByCredit) {
    if (following.isEmpty()) {
      return endedByCredit ? new Told(new Span(0, 0), false) : null;
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
      return back(Swap.forWhole(net, left, cycle), walk(hidden, rest, true), false);
    }
    if (endsCycle) {
      return back(Swap.ofRest(net, left, cycle), walk(cycle, rest, false), false);
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
      return back(Swap.forWhole(net, left, cycle), walk(Shape.service(next), rest, false), false);
    }
    return Shape.isNextCycle(next, cycle.end(), cycle) ? new Told(new Span(net, net), false) : null;
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
        ? Swap.ofRestAndWhole(renewal.netMinor(), left, usage)
        : null;
  }

  private static Told back(Swap swap, Told later, boolean isSupposed) {
    if (later == null) {
      return null;
    }
    Span price = swap.priceBefore(later.price());
    boolean isPossible = !price.isEmpty() && price.most() >= 0;
    return isPossible ? new Told(price, isSupposed || later.isSupposed()) : null;
  }

  /** The price of a cycle after an invoice: by what ran before it, in that cycle, and as told. */
  static Outlook outlook(Swap swap, List<Piece> before, Cycle cycle, Told told) {
    return new Outlook(swap.priceAfter(cost(before, cycle)), told);
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
  record Outlook(Span ofOneChange, Told told) {
    boolean isAgreed() {
      return told != null && !ofOneChange.and(told.price()).isEmpty();
    }

    boolean isDisputed() {
      return told != null && !isAgreed();
    }

    /** Disputed, and what is told is believed. */
    boolean isOverruled() {
      return isDisputed()
          && (!told.isSupposed()
              || ofOneChange.isEmpty()
              || told.price().isRounderThan(ofOneChange));
    }

    BigFraction monthly(Cycle cycle) {
      return BigFraction.of(price().monthly(cycle.months()));
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
