package io.tidemark.mrr;

import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The layers of one subscription from its counting invoices: the rules of section 3 of the MRR
 * semantics, one method a kind, in the order in which they are tried.
 */
final class Subscription {
  /** A restart that leaves no more than this, in minor units, leaves nothing running. */
  private static final BigFraction NOTHING = BigFraction.of(50);

  private final List<Invoice> invoices;
  private final Months months;
  private final Books books = new Books();
  private final List<Slice> slices = new ArrayList<>();
  private final List<Opening> openings = new ArrayList<>();
  private final List<Invoice> orphanCredits = new ArrayList<>();
  private Cycle current;
  private boolean baseIsUnseen;

  private Subscription(List<Invoice> invoices, Months months) {
    this.invoices = invoices;
    this.months = months;
    for (int index = 0; index < invoices.size(); index++) {
      Optional<Invoice> next =
          index + 1 < invoices.size() ? Optional.of(invoices.get(index + 1)) : Optional.empty();
      apply(invoices.get(index), next);
    }
    books.closeUncollectible(slices);
  }

  /**
   * Reads a subscription.
   *
   * @param invoices its counting invoices by service start, creation and id
   */
  static Subscription of(List<Invoice> invoices) {
    Subscription read = new Subscription(invoices, Months.calendar());
    Months decided = Months.decide(read.openings.stream().map(Opening::cycle).toList());
    return decided.isFixedDays() ? new Subscription(invoices, decided) : read;
  }

  List<Invoice> invoices() {
    return invoices;
  }

  Months months() {
    return months;
  }

  /** Everything that was made, cut or not, in the order it was made. */
  List<Slice> slices() {
    return slices;
  }

  /** The cycles that were opened, in order. */
  List<Opening> openings() {
    return openings;
  }

  Books books() {
    return books;
  }

  /** Credits for something outside the file: they make no layer. */
  List<Invoice> orphanCredits() {
    return orphanCredits;
  }

  /** The first rule that fits an invoice. */
  private void apply(Invoice invoice, Optional<Invoice> next) {
    Instant start = invoice.serviceStart();
    boolean somethingRuns = somethingRunsAt(start);
    boolean endsWithCycle = current != null && Months.near(invoice.serviceEnd(), current.end());
    boolean changesCycle = somethingRuns && endsWithCycle;
    if (restarts(invoice) && changesCycle && invoice.netMinor() < 0) {
      restartDown(invoice, next);
    } else if (changesCycle) {
      proration(invoice, next);
    } else if (invoice.netMinor() < 0 && !somethingRuns) {
      orphanCredits.add(invoice);
    } else if (slices.isEmpty() && changesUnseenCycle(invoice)) {
      orphanProration(invoice);
    } else if (invoice.straddles()) {
      straddle(invoice, next);
    } else {
      cycle(invoice);
    }
  }

  private boolean restarts(Invoice invoice) {
    return invoice.startsAnew() && !slices.isEmpty();
  }

  private boolean changesUnseenCycle(Invoice invoice) {
    return invoice.hasUsage()
        && Months.near(invoice.serviceStart(), invoice.usageEnd())
        && invoice.usageStart().isBefore(invoice.serviceStart())
        && !months.isWhole(invoice.serviceStart(), invoice.serviceEnd())
        && months.isWhole(invoice.usageStart(), invoice.serviceEnd());
  }

  private void restartDown(Invoice invoice, Optional<Invoice> next) {
    Instant start = invoice.serviceStart();
    Cut cut = cutAt(start);
    books.move(invoice, cut);
    BigFraction gross = cut.worth().add(invoice.netMinor());
    if (gross.compareTo(NOTHING) <= 0) {
      books.remainder(invoice, cut);
      current = null;
      return;
    }
    Cycle cycle = Cycle.of(start, endOfRestart(start, next), months);
    long price = round(gross.divide(cycle.months()));
    Slice slice = open(invoice, Layer.Kind.RESTART_DOWN, cycle, price).low();
    slice.creditMinor = round(cut.worth());
    books.rounding(invoice, cut.losses(), halfOf(cycle.months()), slice);
  }

  /** The new period is hidden by the credit; the next invoice tells its length, else a month. */
  private Instant endOfRestart(Instant start, Optional<Invoice> next) {
    Optional<Invoice> successor =
        next.filter(invoice -> invoice.hasUsage() && Months.near(invoice.usageStart(), start))
            .filter(invoice -> invoice.serviceEnd().isAfter(start));
    if (successor.isEmpty()) {
      return Months.plusMonths(start, 1);
    }
    Instant usageEnd = successor.get().usageEnd();
    boolean wholeMonths = usageEnd.isAfter(start) && months.isWhole(start, usageEnd);
    return wholeMonths ? usageEnd : successor.get().serviceEnd();
  }

  private void proration(Invoice invoice, Optional<Invoice> next) {
    Instant start = invoice.serviceStart();
    Instant end = invoice.serviceEnd();
    BigFraction part = current.part(start, end);
    long base = runningAt(start);
    BigFraction change = BigFraction.of(invoice.netMinor()).divide(part);
    BigFraction uncertainty = BigFraction.of(3, 2).divide(part).add(1);
    Optional<Long> price =
        baseIsUnseen
            ? Optional.empty()
            : new NextCycle(next, months).confirm(change.add(base), uncertainty, current);
    long mrr = price.map(known -> known - base).orElseGet(() -> round(change));
    Slice slice = new Slice(invoice, Layer.Kind.PRORATION, current, start, end, part, mrr);
    slices.add(baseIsUnseen ? slice.low() : slice);
    BigFraction limit = price.isPresent() ? part.add(BigFraction.of(3, 2)) : halfOf(part);
    books.rounding(invoice, List.of(), limit, slice);
  }

  private void orphanProration(Invoice invoice) {
    current = Cycle.of(invoice.usageStart(), invoice.serviceEnd(), months);
    baseIsUnseen = true;
    Instant start = invoice.serviceStart();
    Instant end = invoice.serviceEnd();
    BigFraction part = current.part(start, end);
    long mrr = round(BigFraction.of(invoice.netMinor()).divide(part));
    Slice slice = new Slice(invoice, Layer.Kind.ORPHAN_PRORATION, current, start, end, part, mrr);
    slices.add(slice.low());
    books.rounding(invoice, List.of(), halfOf(part), slice);
  }

  private void straddle(Invoice invoice, Optional<Invoice> next) {
    Instant changed = invoice.serviceStart();
    Instant renewal = invoice.usageEnd();
    Cycle old = Cycle.of(invoice.usageStart(), renewal, months);
    Cycle cycle = Cycle.of(renewal, invoice.serviceEnd(), months);
    if (!somethingRunsAt(changed)) {
      unseenStraddle(invoice, cycle);
      return;
    }
    Straddle recovered =
        Straddle.of(invoice, old, cycle, runningAt(changed), new NextCycle(next, months));
    books.displace(cutAt(renewal));
    BigFraction share = recovered.share();
    long change = recovered.change();
    Slice trueUp = new Slice(invoice, Layer.Kind.TRUE_UP, old, changed, renewal, share, change);
    slices.add(trueUp);
    Slice slice = open(invoice, Layer.Kind.STRADDLE, cycle, recovered.price());
    if (!recovered.isConfirmed()) {
      trueUp.low();
      slice.low();
    }
    books.rounding(invoice, List.of(), recovered.roundingLimit(), trueUp, slice);
  }

  private void unseenStraddle(Invoice invoice, Cycle cycle) {
    books.displace(cutAt(cycle.start()));
    long price = round(BigFraction.of(invoice.netMinor()).divide(cycle.months()));
    Slice slice = open(invoice, Layer.Kind.STRADDLE, cycle, price).low();
    books.rounding(invoice, List.of(), halfOf(cycle.months()), slice);
  }

  private void cycle(Invoice invoice) {
    Cycle cycle = Cycle.of(invoice.serviceStart(), invoice.serviceEnd(), months);
    boolean restarts = restarts(invoice);
    Cut cut = cutAt(cycle.start());
    boolean credits = restarts && !cut.slices().isEmpty();
    BigFraction credit = credits ? cut.worth() : BigFraction.ZERO;
    long price = round(credit.add(invoice.netMinor()).divide(cycle.months()));
    Slice slice = open(invoice, credits ? Layer.Kind.RESET : Layer.Kind.CYCLE, cycle, price);
    if (credits) {
      books.move(invoice, cut);
      slice.creditMinor = round(credit);
      slice.confidence = cut.creditsLow() ? Layer.Confidence.LOW : Layer.Confidence.HIGH;
    } else {
      books.displace(cut);
    }
    books.rounding(invoice, credits ? cut.losses() : List.of(), halfOf(cycle.months()), slice);
  }

  private Cut cutAt(Instant time) {
    List<Slice> reached =
        slices.stream()
            .filter(slice -> slice.end().isAfter(time) && !slice.isEmpty())
            .filter(slice -> !slice.isGivenUpBy(time))
            .toList();
    return Cut.of(reached, time);
  }

  private Slice open(Invoice invoice, Layer.Kind kind, Cycle cycle, long price) {
    Slice slice =
        new Slice(invoice, kind, cycle, cycle.start(), cycle.end(), cycle.months(), price);
    openings.add(new Opening(slice, Opening.lastBefore(slices, cycle.start())));
    current = cycle;
    baseIsUnseen = false;
    slices.add(slice);
    return slice;
  }

  private boolean somethingRunsAt(Instant time) {
    return slices.stream().anyMatch(slice -> slice.runsAt(time));
  }

  private long runningAt(Instant time) {
    return slices.stream().filter(slice -> slice.runsAt(time)).mapToLong(s -> s.mrrMinor).sum();
  }

  static BigFraction halfOf(BigFraction weight) {
    return weight.divide(2);
  }

  /** To the nearest minor unit, halves away from zero. */
  static long round(BigFraction amount) {
    return amount.bigDecimalValue(0, RoundingMode.HALF_UP).longValueExact();
  }
}
