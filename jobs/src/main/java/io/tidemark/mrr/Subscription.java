package io.tidemark.mrr;

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
  static final long NOTHING_MINOR = 50;

  private final List<Invoice> invoices;
  private final Months months;
  private final Books books = new Books();
  private final List<Slice> slices = new ArrayList<>();
  private final List<Opening> openings = new ArrayList<>();
  private final List<Invoice> orphanCredits = new ArrayList<>();
  private final List<NewCycle> remainders = new ArrayList<>();
  private Cycle current;
  private boolean baseIsUnseen;

  /** A restart left nothing running: what ran before the next invoice is known to be nothing. */
  private boolean ranOut;

  private Subscription(List<Invoice> invoices, Months months) {
    this.invoices = invoices;
    this.months = months;
    for (int index = 0; index < invoices.size(); index++) {
      List<Invoice> following = invoices.subList(index + 1, invoices.size());
      apply(invoices.get(index), new NextCycle(following, months));
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

  /** Restarts that left nothing running: they count, but make no layer. */
  List<NewCycle> remainders() {
    return remainders;
  }

  /** The first rule that fits an invoice. */
  private void apply(Invoice invoice, NextCycle next) {
    Instant start = invoice.serviceStart();
    boolean somethingRuns = somethingRunsAt(start);
    boolean changesCycle =
        somethingRuns && current != null && Months.near(invoice.serviceEnd(), current.end());
    Optional<UnseenStraddle> unseen =
        slices.isEmpty() ? UnseenStraddle.of(invoice, months, next) : Optional.empty();
    if (restarts(invoice) && changesCycle && invoice.netMinor() < 0) {
      restartDown(invoice, next);
    } else if (changesCycle) {
      proration(invoice, next);
    } else if (unseen.isPresent()) {
      unseenStraddle(unseen.get());
    } else if (invoice.netMinor() < 0 && !somethingRuns) {
      orphanCredits.add(invoice);
    } else if (slices.isEmpty() && invoice.changesCycleBefore(months)) {
      orphanProration(invoice, next);
    } else if (invoice.straddles()) {
      straddle(invoice, next);
    } else {
      cycle(invoice, next);
    }
  }

  private boolean restarts(Invoice invoice) {
    return invoice.startsAnew() && !slices.isEmpty();
  }

  private void restartDown(Invoice invoice, NextCycle next) {
    Instant start = invoice.serviceStart();
    Cut cut = cutAt(start, Ending.Manner.CREDITED, invoice);
    books.move(invoice, cut);
    HiddenPeriod period = HiddenPeriod.of(start, next.invoice(), months);
    NewCycle found = NewCycle.ofCredit(invoice, months, cut, Optional.of(period));
    if (found.gross().compareTo(BigFraction.of(NOTHING_MINOR)) <= 0) {
      books.remainder(invoice, cut);
      remainders.add(found);
      current = null;
      ranOut = true;
      return;
    }
    Cycle cycle = Cycle.of(start, period.end(), months);
    NewCycle confirmed = found.confirmed(cycle, next);
    Slice slice = open(invoice, Layer.Kind.RESTART_DOWN, cycle, confirmed.price(cycle), confirmed);
    slice.creditMinor = Minor.round(cut.worth());
    if (!confirmed.isConfirmed() || !confirmed.isExact(cycle)) {
      slice.low(Doubt.HIDDEN_PERIOD);
    }
    books.rounding(invoice, cut.worths(), confirmed.roundingLimit(cycle), slice);
  }

  private void proration(Invoice invoice, NextCycle next) {
    List<Slice> running = runningAt(invoice.serviceStart());
    Change change =
        baseIsUnseen
            ? Change.ofUnseen(invoice, current, next)
            : Change.of(invoice, current, running, next);
    change(Layer.Kind.PRORATION, invoice, change);
  }

  private void orphanProration(Invoice invoice, NextCycle next) {
    current = Cycle.of(invoice.usageStart(), invoice.serviceEnd(), months);
    baseIsUnseen = true;
    Change change = Change.ofUnseen(invoice, current, next);
    change(Layer.Kind.ORPHAN_PRORATION, invoice, change);
  }

  private void change(Layer.Kind kind, Invoice invoice, Change change) {
    Slice slice = change.slice(kind);
    change.doubt().ifPresent(slice::low);
    slices.add(slice);
    books.rounding(invoice, List.of(), change.roundingLimit(), slice);
  }

  private void straddle(Invoice invoice, NextCycle next) {
    Instant changed = invoice.serviceStart();
    Cycle old = Cycle.of(invoice.usageStart(), invoice.usageEnd(), months);
    Cycle cycle = Cycle.of(invoice.usageEnd(), invoice.serviceEnd(), months);
    boolean isVisibleBefore = ranOut || (somethingRunsAt(changed) && !baseIsUnseen);
    if (!isVisibleBefore) {
      unseenStraddle(invoice, cycle);
      return;
    }
    Straddle found = new Straddle(invoice, old, cycle, runningAt(changed), next);
    books.displace(cutAt(cycle.start(), Ending.Manner.DISPLACED, invoice));
    List<Slice> made = new ArrayList<>(found.trueUps());
    slices.addAll(made);
    made.add(open(invoice, Layer.Kind.STRADDLE, cycle, found.price(), found));
    found.doubt().ifPresent(doubt -> made.forEach(slice -> slice.low(doubt)));
    books.rounding(invoice, List.of(), found.roundingLimit(), made.toArray(Slice[]::new));
  }

  private void unseenStraddle(UnseenStraddle found) {
    Slice trueUp = found.trueUp().low(Doubt.UNSEEN_BASE);
    slices.add(trueUp);
    Slice slice =
        open(found.invoice(), Layer.Kind.STRADDLE, found.cycle(), found.price(), found)
            .low(Doubt.UNSEEN_BEFORE);
    books.rounding(found.invoice(), List.of(), found.roundingLimit(), trueUp, slice);
  }

  private void unseenStraddle(Invoice invoice, Cycle cycle) {
    books.displace(cutAt(cycle.start(), Ending.Manner.DISPLACED, invoice));
    NewCycle found = NewCycle.ofNet(invoice, months);
    Slice slice =
        open(invoice, Layer.Kind.STRADDLE, cycle, found.price(cycle), found)
            .low(Doubt.UNSEEN_BEFORE);
    books.rounding(invoice, List.of(), Minor.halfOf(cycle.months()), slice);
  }

  private void cycle(Invoice invoice, NextCycle next) {
    Cycle cycle = Cycle.of(invoice.serviceStart(), invoice.serviceEnd(), months);
    if (restarts(invoice) && !reachedAt(cycle.start()).isEmpty()) {
      reset(invoice, cycle, next);
      return;
    }
    books.displace(cutAt(cycle.start(), Ending.Manner.DISPLACED, invoice));
    NewCycle found = NewCycle.ofNet(invoice, months);
    Slice slice = open(invoice, Layer.Kind.CYCLE, cycle, found.price(cycle), found);
    books.rounding(invoice, List.of(), Minor.halfOf(cycle.months()), slice);
  }

  private void reset(Invoice invoice, Cycle cycle, NextCycle next) {
    Cut cut = cutAt(cycle.start(), Ending.Manner.CREDITED, invoice);
    books.move(invoice, cut);
    NewCycle found =
        new NewCycle(invoice, months, cut, Optional.empty(), Optional.empty()).settled(cycle, next);
    Slice slice = open(invoice, Layer.Kind.RESET, cycle, found.price(cycle), found);
    slice.creditMinor = Minor.round(cut.worth());
    found.doubt(cycle).ifPresent(slice::low);
    books.rounding(invoice, cut.worths(), found.roundingLimit(cycle), slice);
  }

  private Cut cutAt(Instant time, Ending.Manner manner, Invoice by) {
    return Cut.of(reachedAt(time), time, manner, by);
  }

  private List<Slice> reachedAt(Instant time) {
    return slices.stream()
        .filter(slice -> slice.end().isAfter(time) && !slice.isEmpty())
        .filter(slice -> !slice.isGivenUpBy(time))
        .toList();
  }

  private Slice open(
      Invoice invoice, Layer.Kind kind, Cycle cycle, long price, Arithmetic arithmetic) {
    Slice slice =
        new Slice(
            invoice, kind, cycle, cycle.start(), cycle.end(), cycle.months(), price, arithmetic);
    openings.add(new Opening(slice, Opening.lastBefore(slices, cycle.start())));
    current = cycle;
    baseIsUnseen = false;
    ranOut = false;
    slices.add(slice);
    return slice;
  }

  private boolean somethingRunsAt(Instant time) {
    return slices.stream().anyMatch(slice -> slice.runsAt(time));
  }

  private List<Slice> runningAt(Instant time) {
    return slices.stream().filter(slice -> slice.runsAt(time)).toList();
  }
}
