package io.tidemark.mrr.engine;

import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Opens the cycles of a billing stream whose invoice bills one cycle and no change: first periods,
 * first cycles with a setup fee, and renewals.
 */
final class PlainCycles {
  private final List<Invoice> invoices;
  private final BillingMonths months;
  private final Timeline timeline;
  private final Postings books;
  private Optional<FirstPeriod> firstPeriod = Optional.empty();

  /**
   * @param invoices all invoices of the stream
   * @param timeline receives the cycles
   * @param books receives rounding remainders and setup fees
   */
  PlainCycles(List<Invoice> invoices, BillingMonths months, Timeline timeline, Postings books) {
    this.invoices = invoices;
    this.months = months;
    this.timeline = timeline;
    this.books = books;
  }

  /** Opens the cycle that an invoice bills, after the previous cycle has been cut. */
  LayerDraft open(Invoice invoice, Cycle cycle, NextCycle next) {
    boolean isFirst = timeline.openings().isEmpty() || invoice.startsAnew();
    return isFirst ? first(invoice, cycle, next) : whole(invoice, cycle, next);
  }

  /** Returns the cycle of the last first period, if an invoice changes that period. */
  Optional<Cycle> firstCycleChangedBy(Invoice straddle) {
    return firstPeriod.filter(first -> first.isChangedBy(straddle)).map(FirstPeriod::cycle);
  }

  private LayerDraft first(Invoice invoice, Cycle cycle, NextCycle next) {
    boolean isWhole = months.isWhole(cycle.start(), cycle.end());
    Optional<LayerDraft> share = firstPeriod(invoice, next, isWhole);
    if (share.isPresent()) {
      return share.get();
    }
    LayerDraft slice = whole(invoice, cycle, next);
    boolean isUsual =
        BillingMonths.calendar().isWhole(cycle.start(), cycle.end())
            || (isWhole && BillingMonths.isUsualPlan(cycle.start(), cycle.end()))
            || (isWhole && invoices.size() > 1);
    if (invoice.netMinor() != 0 && !isUsual) {
      slice.lowUnlessLow(LowConfidenceReason.BROKEN_FIRST_PERIOD);
    }
    return slice;
  }

  /** Opens the cycle of which the invoice bills a share, if the next cycle confirms this. */
  private Optional<LayerDraft> firstPeriod(Invoice invoice, NextCycle next, boolean isWhole) {
    firstPeriod =
        FirstPeriod.of(invoice, next.following(), months)
            .filter(first -> !isWhole || first.exact(next).isPresent());
    Optional<LayerDraft> slice = firstPeriod.flatMap(each -> each.slice(next));
    slice.ifPresent(
        made -> {
          timeline.open(made);
          BigFraction limit = firstPeriod.orElseThrow().roundingLimit(next);
          books.rounding(invoice, List.of(), limit, made);
        });
    return slice;
  }

  private LayerDraft whole(Invoice invoice, Cycle cycle, NextCycle next) {
    Optional<SetupFee> fee =
        timeline.openings().isEmpty() ? SetupFee.of(invoice, cycle, next) : Optional.empty();
    BigFraction limit = MinorUnits.halfOf(cycle.months());
    if (fee.isPresent() && fee.get().isShown()) {
      SetupFee shown = fee.get();
      LayerDraft slice =
          timeline.open(
              LayerDraft.ofCycle(invoice, Layer.Kind.CYCLE, cycle, shown.mrrMinor(), shown));
      books.setupFee(invoice, shown.amount());
      books.rounding(invoice, List.of(shown.amount().negate()), limit, slice);
      return slice.low(LowConfidenceReason.MAYBE_SETUP_FEE);
    }
    CycleStart found = CycleStart.ofNet(invoice, months);
    LayerDraft slice =
        timeline.open(
            LayerDraft.ofCycle(invoice, Layer.Kind.CYCLE, cycle, found.price(cycle), found));
    fee.ifPresent(more -> slice.low(LowConfidenceReason.MAYBE_SETUP_FEE));
    doubtContradicted(slice);
    books.rounding(invoice, List.of(), limit, slice);
    return slice;
  }

  /**
   * Lowers the confidence of a price that differs from the price after the previous change, or of a
   * first price that may include a setup fee.
   */
  private void doubtContradicted(LayerDraft opened) {
    List<LayerDraft> before =
        timeline.slices().stream()
            .filter(slice -> !slice.isEmpty() && BillingMonths.near(slice.end(), opened.start))
            .filter(slice -> slice.cycle.months().equals(opened.cycle.months()))
            .toList();
    boolean isChanged = before.stream().anyMatch(slice -> slice.kind == Layer.Kind.PRORATION);
    boolean isSeen = before.stream().noneMatch(slice -> slice.kind == Layer.Kind.ORPHAN_PRORATION);
    long sum = MinorUnits.sum(before);
    if (!isChanged || !isSeen || sum == opened.mrrMinor) {
      return;
    }
    if (opened.cycle.months().compareTo(BigFraction.ONE) > 0) {
      opened.lowUnlessLow(LowConfidenceReason.CONTRADICTED_CHANGE);
    }
    LayerDraft first = timeline.openings().get(0).slice();
    if (before.contains(first) && first.invoice.startsAnew() && sum > opened.mrrMinor) {
      first.lowUnlessLow(LowConfidenceReason.MAYBE_SETUP_FEE);
    }
  }
}
