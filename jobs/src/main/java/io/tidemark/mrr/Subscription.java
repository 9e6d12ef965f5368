package io.tidemark.mrr;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The layers of one billing stream from its counting invoices: one method per kind of layer, in the
 * order in which they are tried.
 */
final class Subscription {
  /** A restart that leaves no more than this, in minor units, leaves nothing running. */
  static final long NOTHING_MINOR = 50;

  private final BillingStream stream;
  private final List<Invoice> invoices;
  private final Months months;
  private final Books books = new Books();
  private final List<Slice> slices = new ArrayList<>();
  private final List<Opening> openings = new ArrayList<>();
  private final List<Invoice> orphanCredits = new ArrayList<>();
  private final List<NewCycle> remainders = new ArrayList<>();
  private Cycle current;
  private boolean baseIsUnseen;

  /** The last cycle that was a share of one. */
  private Optional<FirstPeriod> firstPeriod = Optional.empty();

  /** A restart left nothing running: what ran before the next invoice is known to be nothing. */
  private boolean ranOut;

  private Subscription(BillingStream stream, Months months) {
    this.stream = stream;
    this.invoices = stream.invoices();
    this.months = months;
    for (int index = 0; index < invoices.size(); index++) {
      Invoice invoice = invoices.get(index);
      apply(invoice, new NextCycle(invoices.subList(index + 1, invoices.size()), months));
      stream.doubt(invoice).ifPresent(doubt -> lower(invoice, doubt));
    }
    stream.endedBy().ifPresent(this::endBy);
    books.closeUncollectible(slices);
  }

  /** Reads a billing stream. */
  static Subscription of(BillingStream stream) {
    long inexactSeconds = TimePrecision.inexactSeconds(stream.invoices());
    Months calendar = Months.calendar().withInexactSeconds(inexactSeconds);
    Subscription read = new Subscription(stream, calendar);
    Months decided = Months.decide(read.periods());
    return decided.hasFixedDays()
        ? new Subscription(stream, decided.withInexactSeconds(inexactSeconds))
        : read;
  }

  /** The periods that were billed, without free ones where only one is not. */
  private List<Cycle> periods() {
    List<Cycle> paid =
        openings.stream()
            .filter(opening -> opening.slice().invoice.netMinor() != 0)
            .map(Opening::period)
            .toList();
    return paid.size() == 1 ? paid : openings.stream().map(Opening::period).toList();
  }

  List<Invoice> invoices() {
    return invoices;
  }

  /** How the part of an invoice that bills several streams was found. */
  Optional<String> note(Invoice invoice) {
    return stream.note(invoice);
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
    if (billsUsage(invoice)) {
      unseenStraddle(invoice, asBilled(invoice), Doubt.USAGE_IN_ARREARS);
    } else if (restarts(invoice) && changesCycle && invoice.netMinor() < 0) {
      restartDown(invoice, next);
    } else if (changesCycle) {
      proration(invoice, next);
    } else if (unseen.isPresent()) {
      unseenStraddle(unseen.get());
    } else if (invoice.netMinor() < 0 && !somethingRuns) {
      orphanCredits.add(invoice);
    } else if (slices.isEmpty() && changesUnseenCycle(invoice)) {
      orphanProration(invoice, next);
    } else if (invoice.straddles()) {
      straddle(invoice, next);
    } else {
      cycle(invoice, next);
    }
  }

  private void lower(Invoice invoice, Doubt why) {
    slices.stream()
        .filter(slice -> slice.invoice == invoice)
        .forEach(slice -> slice.lowUnlessLow(why));
  }

  /** A restart of another stream ends this one, too. */
  private void endBy(Invoice restart) {
    books.displace(cutAt(restart.serviceStart(), Ending.Manner.DISPLACED, restart));
  }

  /** One of at least two in a row that bill the coming cycle and usage of the elapsed one. */
  private boolean billsUsage(Invoice invoice) {
    int index = invoices.indexOf(invoice);
    return invoice.coversUsage() && (isNextTo(invoice, index - 1) || isNextTo(invoice, index + 1));
  }

  private boolean isNextTo(Invoice invoice, int index) {
    if (index < 0 || index >= invoices.size() || !invoices.get(index).coversUsage()) {
      return false;
    }
    Invoice other = invoices.get(index);
    return Months.near(other.usageEnd(), invoice.usageStart())
        || Months.near(other.usageStart(), invoice.usageEnd());
  }

  private Cycle asBilled(Invoice invoice) {
    return Cycle.of(invoice.usageEnd(), invoice.serviceEnd(), months);
  }

  /** A stream that began inside another one has no cycle before the file. */
  private boolean changesUnseenCycle(Invoice invoice) {
    return !stream.beganInside() && invoice.changesCycleBefore(months);
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
    Cycle old =
        firstPeriod
            .filter(first -> first.isChangedBy(invoice))
            .map(FirstPeriod::cycle)
            .orElseGet(() -> Cycle.of(invoice.usageStart(), invoice.usageEnd(), months));
    Cycle cycle = Cycle.of(invoice.usageEnd(), invoice.serviceEnd(), months);
    boolean isVisibleBefore = ranOut || (somethingRunsAt(changed) && !baseIsUnseen);
    if (!isVisibleBefore) {
      unseenStraddle(invoice, cycle, Doubt.UNSEEN_BEFORE);
      return;
    }
    Straddle found = new Straddle(invoice, old, cycle, runningAt(changed), next);
    Cut cut = displaceAt(cycle.start(), invoice);
    List<Slice> made = new ArrayList<>(found.trueUps());
    slices.addAll(made);
    made.add(open(invoice, Layer.Kind.STRADDLE, cycle, found.price(), found));
    found.doubt().ifPresent(doubt -> made.forEach(slice -> slice.low(doubt)));
    doubtIfMuchIsCut(cut, made);
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

  private void unseenStraddle(Invoice invoice, Cycle cycle, Doubt why) {
    displaceAt(cycle.start(), invoice);
    NewCycle found = NewCycle.ofNet(invoice, months);
    Slice slice = open(invoice, Layer.Kind.STRADDLE, cycle, found.price(cycle), found).low(why);
    books.rounding(invoice, List.of(), Minor.halfOf(cycle.months()), slice);
  }

  private void cycle(Invoice invoice, NextCycle next) {
    Cycle cycle = Cycle.of(invoice.serviceStart(), invoice.serviceEnd(), months);
    if (restarts(invoice) && !reachedAt(cycle.start()).isEmpty()) {
      reset(invoice, cycle, next);
      return;
    }
    Cut cut = displaceAt(cycle.start(), invoice);
    Slice slice =
        begins(invoice) ? firstCycle(invoice, cycle, next) : wholeCycle(invoice, cycle, next);
    doubtIfMuchIsCut(cut, List.of(slice));
  }

  /** The first cycle: a share of one, where it is broken or the next cycle confirms it. */
  private Slice firstCycle(Invoice invoice, Cycle cycle, NextCycle next) {
    boolean isWhole = months.isWhole(cycle.start(), cycle.end());
    Optional<Slice> share = firstPeriod(invoice, next, isWhole);
    if (share.isPresent()) {
      return share.get();
    }
    Slice slice = wholeCycle(invoice, cycle, next);
    boolean isUsual =
        Months.calendar().isWhole(cycle.start(), cycle.end())
            || (isWhole && Months.isUsualPlan(cycle.start(), cycle.end()))
            || (isWhole && invoices.size() > 1);
    if (invoice.netMinor() != 0 && !isUsual) {
      slice.lowUnlessLow(Doubt.BROKEN_FIRST_PERIOD);
    }
    return slice;
  }

  /** The stream begins, or begins again after a lapse. */
  private boolean begins(Invoice invoice) {
    return openings.isEmpty() || (invoice.startsAnew() && !somethingRunsAt(invoice.serviceStart()));
  }

  /** The first cycle, where it is a share of one. */
  private Optional<Slice> firstPeriod(Invoice invoice, NextCycle next, boolean isWhole) {
    firstPeriod =
        FirstPeriod.of(invoice, next.following(), months)
            .filter(first -> !isWhole || first.exact(next).isPresent());
    Optional<Slice> slice = firstPeriod.flatMap(each -> each.slice(next));
    slice.ifPresent(
        made -> {
          FirstPeriod first = firstPeriod.orElseThrow();
          open(first.cycle(), made);
          books.rounding(invoice, List.of(), first.roundingLimit(next), made);
        });
    return slice;
  }

  private Slice wholeCycle(Invoice invoice, Cycle cycle, NextCycle next) {
    Optional<SetupFee> fee =
        openings.isEmpty() ? SetupFee.of(invoice, cycle, next) : Optional.empty();
    if (fee.isPresent() && fee.get().isShown()) {
      SetupFee shown = fee.get();
      Slice slice = open(invoice, Layer.Kind.CYCLE, cycle, shown.mrrMinor(), shown);
      books.setupFee(invoice, shown.amount());
      List<BigFraction> withoutFee = List.of(shown.amount().negate());
      books.rounding(invoice, withoutFee, Minor.halfOf(cycle.months()), slice);
      return slice.low(Doubt.MAYBE_SETUP_FEE);
    }
    NewCycle found = NewCycle.ofNet(invoice, months);
    Slice slice = open(invoice, Layer.Kind.CYCLE, cycle, found.price(cycle), found);
    fee.ifPresent(more -> slice.low(Doubt.MAYBE_SETUP_FEE));
    doubtContradicted(slice);
    books.rounding(invoice, List.of(), Minor.halfOf(cycle.months()), slice);
    return slice;
  }

  /** Doubts a price that the change before it does not lead to, or a first one that it exceeds. */
  private void doubtContradicted(Slice opened) {
    List<Slice> before =
        slices.stream()
            .filter(slice -> !slice.isEmpty() && Months.near(slice.end(), opened.start))
            .filter(slice -> slice.cycle.months().equals(opened.cycle.months()))
            .toList();
    boolean isChanged = before.stream().anyMatch(slice -> slice.kind == Layer.Kind.PRORATION);
    boolean isSeen = before.stream().noneMatch(slice -> slice.kind == Layer.Kind.ORPHAN_PRORATION);
    long sum = Minor.sum(before);
    if (!isChanged || !isSeen || sum == opened.mrrMinor) {
      return;
    }
    if (opened.cycle.months().compareTo(BigFraction.ONE) > 0) {
      opened.lowUnlessLow(Doubt.CONTRADICTED_CHANGE);
    }
    Slice first = openings.get(0).slice();
    if (before.contains(first) && first.invoice.startsAnew() && sum > opened.mrrMinor) {
      first.lowUnlessLow(Doubt.MAYBE_SETUP_FEE);
    }
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

  private Cut displaceAt(Instant time, Invoice by) {
    Cut cut = cutAt(time, Ending.Manner.DISPLACED, by);
    books.displace(cut);
    return cut;
  }

  /** More than a month's price gone without a credit was hardly meant. */
  private static void doubtIfMuchIsCut(Cut cut, List<Slice> made) {
    if (cut.isMoreThanAMonth()) {
      cut.slices().forEach(slice -> slice.lowUnlessLow(Doubt.DISPLACES));
      made.forEach(slice -> slice.lowUnlessLow(Doubt.DISPLACES));
    }
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
    return open(
        cycle,
        new Slice(
            invoice, kind, cycle, cycle.start(), cycle.end(), cycle.months(), price, arithmetic));
  }

  private Slice open(Cycle cycle, Slice slice) {
    openings.add(new Opening(slice, Opening.lastBefore(slices, slice.start)));
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
