package io.tidemark.mrr.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Computes the layers of one billing stream from its counting invoices. There is one method per
 * kind of layer, in the order in which the rules are tried.
 */
final class SubscriptionRules {
  private final BillingStream stream;
  private final List<Invoice> invoices;
  private final BillingMonths months;
  private final Postings books = new Postings();
  private final Timeline timeline = new Timeline();
  private final PlainCycles plainCycles;
  private final List<Invoice> orphanCredits = new ArrayList<>();
  private final RestartCycles restartCycles;

  private SubscriptionRules(BillingStream stream, BillingMonths months) {
    this.stream = stream;
    this.invoices = stream.invoices();
    this.months = months;
    this.plainCycles = new PlainCycles(invoices, months, timeline, books);
    this.restartCycles = new RestartCycles(months, timeline, books);
    for (int index = 0; index < invoices.size(); index++) {
      Invoice invoice = invoices.get(index);
      apply(invoice, new NextCycle(invoices.subList(index + 1, invoices.size()), months));
      stream.doubt(invoice).ifPresent(doubt -> lower(invoice, doubt));
    }
    stream.endedBy().ifPresent(this::endBy);
    FirstCycle.of(timeline).ifPresent(FirstCycle::doubtContradicted);
    books.closeUncollectible(slices());
  }

  /** Applies the rules to a billing stream. */
  static SubscriptionRules of(BillingStream stream) {
    long inexactSeconds = TimePrecision.inexactSeconds(stream.invoices());
    BillingMonths calendar = BillingMonths.calendar().withInexactSeconds(inexactSeconds);
    SubscriptionRules read = new SubscriptionRules(stream, calendar);
    BillingMonths decided = BillingMonths.decide(read.periods());
    return decided.hasFixedDays()
        ? new SubscriptionRules(stream, decided.withInexactSeconds(inexactSeconds))
        : read;
  }

  /** Returns the billed periods. Free periods are omitted if only one period is not free. */
  private List<Cycle> periods() {
    List<Cycle> paid =
        openings().stream()
            .filter(opening -> opening.slice().invoice.netMinor() != 0)
            .map(Opening::period)
            .toList();
    return paid.size() == 1 ? paid : openings().stream().map(Opening::period).toList();
  }

  List<Invoice> invoices() {
    return invoices;
  }

  /** Returns how the part of a combined invoice was found. */
  Optional<String> note(Invoice invoice) {
    return stream.note(invoice);
  }

  BillingMonths months() {
    return months;
  }

  Timeline timeline() {
    return timeline;
  }

  /** Returns all layers, including cut ones, in the order they were made. */
  List<LayerDraft> slices() {
    return timeline.slices();
  }

  /** Returns the opened cycles, in order. */
  List<Opening> openings() {
    return timeline.openings();
  }

  Postings books() {
    return books;
  }

  /** Returns the credits for something outside the files. They make no layer. */
  List<Invoice> orphanCredits() {
    return orphanCredits;
  }

  /** Returns the restarts that left nothing running. They count but make no layer. */
  List<CycleStart> remainders() {
    return restartCycles.remainders();
  }

  /** Applies the first rule that matches an invoice. */
  private void apply(Invoice invoice, NextCycle next) {
    boolean changesCycle = timeline.isChangedBy(invoice);
    Optional<FirstSeenStraddle> unseen =
        timeline.isEmpty() ? FirstSeenStraddle.of(invoice, months, next) : Optional.empty();
    if (UsageInArrears.isIn(invoices, invoice)) {
      unseenStraddle(invoice, asBilled(invoice), LowConfidenceReason.USAGE_IN_ARREARS);
    } else if (restarts(invoice) && changesCycle && invoice.netMinor() < 0) {
      restartCycles.openHidden(invoice, next);
    } else if (changesCycle) {
      proration(invoice, next);
    } else if (unseen.isPresent()) {
      unseenStraddle(unseen.get());
    } else if (invoice.netMinor() < 0 && !timeline.runsAt(invoice.serviceStart())) {
      orphanCredits.add(invoice);
    } else if (timeline.isEmpty() && changesUnseenCycle(invoice)) {
      orphanProration(invoice, next);
    } else if (invoice.straddles()) {
      straddle(invoice, next);
    } else {
      cycle(invoice, next);
    }
  }

  private void lower(Invoice invoice, LowConfidenceReason why) {
    slices().stream()
        .filter(slice -> slice.invoice == invoice)
        .forEach(slice -> slice.lowUnlessLow(why));
  }

  /** Cuts the stream at the restart of another stream. */
  private void endBy(Invoice restart) {
    books.displace(timeline.cutAt(restart.serviceStart(), Ending.Manner.DISPLACED, restart));
  }

  private Cycle asBilled(Invoice invoice) {
    return Cycle.of(invoice.usageEnd(), invoice.serviceEnd(), months);
  }

  /**
   * Returns whether the invoice changes a cycle that began before the files. A stream that began
   * within another one has no such cycle.
   */
  private boolean changesUnseenCycle(Invoice invoice) {
    return !stream.beganInside() && invoice.changesCycleBefore(months);
  }

  private boolean restarts(Invoice invoice) {
    return invoice.startsAnew() && !timeline.isEmpty();
  }

  private void proration(Invoice invoice, NextCycle next) {
    List<LayerDraft> running = timeline.runningAt(invoice.serviceStart());
    Proration change =
        timeline.isBaseUnseen()
            ? Proration.ofUnseen(invoice, timeline.current(), next)
            : Proration.of(invoice, timeline.current(), running, next);
    change(Layer.Kind.PRORATION, invoice, change);
  }

  private void orphanProration(Invoice invoice, NextCycle next) {
    timeline.openUnseen(Cycle.of(invoice.usageStart(), invoice.serviceEnd(), months));
    Proration change = Proration.ofUnseen(invoice, timeline.current(), next);
    change(Layer.Kind.ORPHAN_PRORATION, invoice, change);
  }

  private void change(Layer.Kind kind, Invoice invoice, Proration change) {
    LayerDraft slice = change.slice(kind);
    change.doubt().ifPresent(slice::low);
    timeline.add(slice);
    books.rounding(invoice, List.of(), change.roundingLimit(), slice);
  }

  private void straddle(Invoice invoice, NextCycle next) {
    Instant changed = invoice.serviceStart();
    Cycle old =
        plainCycles
            .firstCycleChangedBy(invoice)
            .orElseGet(() -> Cycle.of(invoice.usageStart(), invoice.usageEnd(), months));
    Cycle cycle = Cycle.of(invoice.usageEnd(), invoice.serviceEnd(), months);
    boolean isVisibleBefore =
        timeline.ranOut() || (timeline.runsAt(changed) && !timeline.isBaseUnseen());
    if (!isVisibleBefore) {
      unseenStraddle(invoice, cycle, LowConfidenceReason.UNSEEN_BEFORE);
      return;
    }
    Straddle found = new Straddle(invoice, old, cycle, timeline.runningAt(changed), next);
    Cut cut = displaceAt(cycle.start(), invoice);
    List<LayerDraft> made = new ArrayList<>(found.trueUps());
    made.forEach(timeline::add);
    made.add(
        timeline.open(
            LayerDraft.ofCycle(invoice, Layer.Kind.STRADDLE, cycle, found.price(), found)));
    found.doubt().ifPresent(doubt -> made.forEach(slice -> slice.low(doubt)));
    doubtIfMuchIsCut(cut, made);
    books.rounding(invoice, List.of(), found.roundingLimit(), made.toArray(LayerDraft[]::new));
  }

  private void unseenStraddle(FirstSeenStraddle found) {
    LayerDraft trueUp = found.trueUp().low(LowConfidenceReason.UNSEEN_BASE);
    timeline.add(trueUp);
    LayerDraft slice =
        timeline
            .open(
                LayerDraft.ofCycle(
                    found.invoice(), Layer.Kind.STRADDLE, found.cycle(), found.price(), found))
            .low(LowConfidenceReason.UNSEEN_BEFORE);
    books.rounding(found.invoice(), List.of(), found.roundingLimit(), trueUp, slice);
  }

  private void unseenStraddle(Invoice invoice, Cycle cycle, LowConfidenceReason why) {
    displaceAt(cycle.start(), invoice);
    CycleStart found = CycleStart.ofNet(invoice, months);
    LayerDraft slice =
        timeline
            .open(
                LayerDraft.ofCycle(invoice, Layer.Kind.STRADDLE, cycle, found.price(cycle), found))
            .low(why);
    books.rounding(invoice, List.of(), MinorUnits.halfOf(cycle.months()), slice);
  }

  private void cycle(Invoice invoice, NextCycle next) {
    Cycle cycle = Cycle.of(invoice.serviceStart(), invoice.serviceEnd(), months);
    if (restarts(invoice) && !timeline.reachedAt(cycle.start()).isEmpty()) {
      restartCycles.open(invoice, cycle, next);
      return;
    }
    Cut cut = displaceAt(cycle.start(), invoice);
    doubtIfMuchIsCut(cut, List.of(plainCycles.open(invoice, cycle, next)));
  }

  private Cut displaceAt(Instant time, Invoice by) {
    Cut cut = timeline.cutAt(time, Ending.Manner.DISPLACED, by);
    books.displace(cut);
    return cut;
  }

  /**
   * Lowers the confidence if more than the price of a month was cut without a credit, which is
   * rarely intended.
   */
  private static void doubtIfMuchIsCut(Cut cut, List<LayerDraft> made) {
    if (cut.isMoreThanAMonth()) {
      cut.slices().forEach(slice -> slice.lowUnlessLow(LowConfidenceReason.DISPLACES));
      made.forEach(slice -> slice.lowUnlessLow(LowConfidenceReason.DISPLACES));
    }
  }
}
