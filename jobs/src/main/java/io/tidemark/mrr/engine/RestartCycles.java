package io.tidemark.mrr.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/** Opens the cycles of restarts, whose invoices credit the rest of the cycles that they cut. */
final class RestartCycles {
  /** The amount in minor units up to which a restart leaves nothing running. */
  static final long NOTHING_MINOR = 50;

  private final BillingMonths months;
  private final Timeline timeline;
  private final Postings books;
  private final List<CycleStart> remainders = new ArrayList<>();

  /**
   * @param timeline receives the cycles
   * @param books receives moved amounts, rounding and remainders
   */
  RestartCycles(BillingMonths months, Timeline timeline, Postings books) {
    this.months = months;
    this.timeline = timeline;
    this.books = books;
  }

  /** Returns the restarts that left nothing running. They count but make no layer. */
  List<CycleStart> remainders() {
    return remainders;
  }

  /** Opens the cycle that a negative invoice hides, or ends the stream if nothing is left. */
  void openHidden(Invoice invoice, NextCycle next) {
    Instant start = invoice.serviceStart();
    Cut cut = timeline.cutAt(start, Ending.Manner.CREDITED, invoice);
    books.move(invoice, cut);
    HiddenPeriod period = HiddenPeriod.of(start, next.invoice(), months);
    CycleStart found = CycleStart.ofCredit(invoice, months, cut, Optional.of(period));
    if (found.gross().compareTo(BigFraction.of(NOTHING_MINOR)) <= 0) {
      books.remainder(invoice, cut);
      remainders.add(found);
      timeline.runOut();
      return;
    }
    Cycle cycle = Cycle.of(start, period.end(), months);
    CycleStart confirmed = found.confirmed(cycle, next);
    LayerDraft slice =
        timeline.open(
            LayerDraft.ofCycle(
                invoice, Layer.Kind.RESTART_DOWN, cycle, confirmed.price(cycle), confirmed));
    slice.creditMinor = MinorUnits.round(cut.worth());
    if (!confirmed.isConfirmed() || !confirmed.isExact(cycle)) {
      slice.low(LowConfidenceReason.HIDDEN_PERIOD);
    }
    books.rounding(invoice, cut.worths(), confirmed.roundingLimit(cycle), slice);
  }

  /** Opens the cycle of an invoice that is reduced by the credit for the cycles it cuts. */
  void open(Invoice invoice, Cycle cycle, NextCycle next) {
    Cut cut = timeline.cutAt(cycle.start(), Ending.Manner.CREDITED, invoice);
    books.move(invoice, cut);
    CycleStart found =
        new CycleStart(invoice, months, cut, Optional.empty(), Optional.empty())
            .settled(cycle, next);
    LayerDraft slice =
        timeline.open(
            LayerDraft.ofCycle(invoice, Layer.Kind.RESET, cycle, found.price(cycle), found));
    slice.creditMinor = MinorUnits.round(cut.worth());
    found.doubt(cycle).ifPresent(slice::low);
    books.rounding(invoice, cut.worths(), found.roundingLimit(cycle), slice);
  }
}
