package io.tidemark.testing;

import io.tidemark.mrr.engine.Invoice;
import io.tidemark.testing.Piece.Cycle;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/** What the shape of an invoice, and of the next one, says: the words of section 3. */
final class Shape {
  private final SectionTwo months;

  Shape(SectionTwo months) {
    this.months = months;
  }

  static Period service(Invoice invoice) {
    return new Period(invoice.serviceStart(), invoice.serviceEnd());
  }

  static boolean isOrphanProration(Invoice invoice) {
    return invoice.usageStart() != null
        && Period.isAt(invoice.serviceStart(), invoice.usageEnd())
        && SectionTwo.wholeMonths(service(invoice)) == 0
        && SectionTwo.wholeMonths(new Period(invoice.usageStart(), invoice.serviceEnd())) > 0;
  }

  static boolean startsAnew(Invoice invoice) {
    return invoice.usageStart() != null && invoice.usageStart().equals(invoice.usageEnd());
  }

  static boolean isStraddle(Invoice invoice) {
    return invoice.usageEnd() != null
        && Period.isBefore(invoice.serviceStart(), invoice.usageEnd())
        && Period.isBefore(invoice.usageEnd(), invoice.serviceEnd());
  }

  /** A straddle over the whole elapsed cycle and the coming one, equally long. */
  static boolean coversUsage(Invoice invoice) {
    return isStraddle(invoice)
        && Period.isAt(invoice.serviceStart(), invoice.usageStart())
        && SectionTwo.areEquallyLong(
            new Period(invoice.usageStart(), invoice.usageEnd()),
            new Period(invoice.usageEnd(), invoice.serviceEnd()));
  }

  /** A straddle whose price the next cycle shows. */
  static boolean isShownStraddle(Invoice invoice, Invoice next) {
    return next != null
        && isStraddle(invoice)
        && invoice.usageStart() != null
        && invoice.usageStart().isBefore(invoice.usageEnd())
        && isNextCycle(next, invoice, new Period(invoice.usageEnd(), invoice.serviceEnd()));
  }

  static Instant endAfterRestart(Instant start, Invoice next) {
    if (next == null || !Period.isAt(next.usageStart(), start)) {
      return SectionTwo.plusMonths(start, 1);
    }
    boolean isWhole =
        next.usageEnd() != null && SectionTwo.wholeMonths(new Period(start, next.usageEnd())) > 0;
    return isWhole ? next.usageEnd() : next.serviceEnd();
  }

  /** Section "Cents": zero, or the price of the next cycle, where it is that within the doubt. */
  Optional<BigFraction> exact(
      BigFraction price, BigFraction doubt, Invoice invoice, Invoice next, Period cycle) {
    BigFraction candidate;
    if (next == null) {
      candidate = BigFraction.ZERO;
    } else if (isNextCycle(next, invoice, cycle)) {
      candidate = priceOf(next);
    } else {
      return Optional.empty();
    }
    boolean isWithinDoubt = price.subtract(candidate).abs().compareTo(doubt) <= 0;
    return isWithinDoubt ? Optional.of(candidate) : Optional.empty();
  }

  /** Starting at this one's end, equally long, not restarting: and a plain cycle. */
  static boolean isNextCycle(Invoice next, Invoice invoice, Period cycle) {
    return isNextCycle(next, invoice.serviceEnd(), cycle);
  }

  /** The same, starting at a time. */
  static boolean isNextCycle(Invoice next, Instant end, Period cycle) {
    return Period.isAt(next.serviceStart(), end)
        && SectionTwo.areEquallyLong(cycle, service(next))
        && !startsAnew(next)
        && next.netMinor() >= 0
        && !isStraddle(next);
  }

  BigFraction priceOf(Invoice cycle) {
    BigFraction price = BigFraction.of(cycle.netMinor()).divide(months.months(service(cycle)));
    return BigFraction.of(Piece.rounded(price));
  }

  /** The old cycle of a renewal that also bills changes. */
  Cycle cycleBefore(Invoice renewal, List<Piece> running) {
    boolean hasUsage =
        renewal.usageStart() != null && renewal.usageStart().isBefore(renewal.usageEnd());
    return hasUsage
        ? cycleOver(new Period(renewal.usageStart(), renewal.usageEnd()))
        : running.get(running.size() - 1).cycle;
  }

  Cycle cycleOver(Period period) {
    return new Cycle(period, months.months(period));
  }
}
