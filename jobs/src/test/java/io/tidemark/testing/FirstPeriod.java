package io.tidemark.testing;

import io.tidemark.mrr.engine.Invoice;
import io.tidemark.mrr.engine.Layer.Confidence;
import io.tidemark.testing.Piece.Cycle;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The first cycle of a subscription: up to the day of billing, a trial, or one that also bills a
 * fee.
 *
 * <p>Where the text leaves a choice: nothing billed is certain, whatever follows; "something
 * changed in between" is any invoice between the first period and the cycle after it, or one that
 * bills changes with that; it is shorter than the cycle that it ends, not the one after; where no
 * cycle follows, a whole number of days is that many days, high.
 */
record FirstPeriod(Cycle cycle, BigFraction price, Confidence confidence) {

  static FirstPeriod of(
      Invoice invoice, List<Invoice> following, SectionTwo months, Precision precision) {
    Period period = Shape.service(invoice);
    Cycle whole = new Cycle(period, months.months(period));
    BigFraction net = BigFraction.of(invoice.netMinor());
    FirstPeriod plain = new FirstPeriod(whole, net.divide(whole.months()), Confidence.HIGH);
    if (SectionTwo.wholeMonths(period) > 0 || months.isInDays(period)) {
      return withoutFee(invoice, following, plain);
    }
    if (invoice.netMinor() == 0) {
      return plain;
    }
    FirstPeriod asBilled = new FirstPeriod(whole, plain.price, Confidence.LOW);
    return after(period, following)
        .flatMap(next -> cycleThatEndsWith(period, next, months))
        .map(cycle -> share(invoice, following, cycle, months, precision).orElse(asBilled))
        .orElse(asBilled);
  }

  /** The first invoice of the cycle that starts where the first period ends. */
  private static Optional<Invoice> after(Period period, List<Invoice> following) {
    return following.stream()
        .filter(invoice -> Period.isAt(anchor(invoice), period.end()))
        .filter(invoice -> Period.isBefore(period.end(), invoice.serviceEnd()))
        .findFirst();
  }

  private static Instant anchor(Invoice invoice) {
    return Shape.isStraddle(invoice) ? invoice.usageEnd() : invoice.serviceStart();
  }

  private static Optional<Cycle> cycleThatEndsWith(Period period, Invoice next, SectionTwo months) {
    Period after = new Period(anchor(next), next.serviceEnd());
    int whole = SectionTwo.wholeMonths(after);
    boolean isInDays = months.isInDays(after);
    if (whole == 0 && !isInDays) {
      return Optional.empty();
    }
    Instant start =
        isInDays ? period.end().minus(after.length()) : SectionTwo.plusMonths(period.end(), -whole);
    Period cycle = new Period(start, period.end());
    return period.seconds() < cycle.seconds()
        ? Optional.of(new Cycle(cycle, months.months(after)))
        : Optional.empty();
  }

  private static Optional<FirstPeriod> share(
      Invoice invoice,
      List<Invoice> following,
      Cycle cycle,
      SectionTwo months,
      Precision precision) {
    Period period = Shape.service(invoice);
    Invoice next = after(period, following).orElseThrow();
    BigFraction share = cycle.part(period.start(), period.end());
    BigFraction price = BigFraction.of(invoice.netMinor()).divide(share);
    if (next != following.get(0) || Shape.isStraddle(next)) {
      Swap part = Swap.ofPart(invoice.netMinor(), period, cycle.period(), precision);
      Span prices = part.priceAfter(new Span(0, 0));
      BigFraction roundest =
          prices.isEmpty()
              ? price
              : BigFraction.of(prices.monthly(cycle.months(), price.multiply(cycle.months())));
      return Optional.of(new FirstPeriod(cycle, roundest, Confidence.LOW));
    }
    BigFraction shown = new Shape(months).priceOf(next);
    BigFraction doubt = BigFraction.of(3, 2).divide(share).add(BigFraction.ONE);
    boolean isConfirmed = price.subtract(shown).abs().subtract(doubt).signum() <= 0;
    return isConfirmed
        ? Optional.of(new FirstPeriod(cycle, shown, Confidence.HIGH))
        : Optional.empty();
  }

  private static FirstPeriod withoutFee(
      Invoice invoice, List<Invoice> following, FirstPeriod plain) {
    Period period = plain.cycle.period();
    boolean isShown = !following.isEmpty() && Shape.isNextCycle(following.get(0), invoice, period);
    if (!isShown || following.get(0).netMinor() >= invoice.netMinor()) {
      return plain;
    }
    Invoice next = following.get(0);
    boolean isRepeated =
        following.size() > 1
            && Shape.isNextCycle(following.get(1), next, period)
            && following.get(1).netMinor() == next.netMinor();
    boolean billsFee = Shape.startsAnew(invoice) && isRepeated && next.netMinor() > 0;
    BigFraction price = BigFraction.of(next.netMinor()).divide(plain.cycle.months());
    return new FirstPeriod(plain.cycle, billsFee ? price : plain.price, Confidence.LOW);
  }
}
