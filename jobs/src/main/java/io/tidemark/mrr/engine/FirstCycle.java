package io.tidemark.mrr.engine;

import io.tidemark.tables.BillingTolerances;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The first cycle of a billing stream, billed when the subscription started or restarted. Its
 * invoice may include a setup fee, or be reduced by a credit for a cycle from before the files.
 * Only later invoices can confirm its price.
 *
 * @param slice the layer of the cycle
 * @param openings the opened cycles of the stream, this one first
 * @param slices all layers of the stream
 */
record FirstCycle(LayerDraft slice, List<Opening> openings, List<LayerDraft> slices) {
  /** The longest usual billing interval, in months. */
  private static final int LONGEST_MONTHS = 12;

  /** Usual discounts are multiples of this, in percent. */
  private static final int DISCOUNT_STEP = 5;

  /** Returns the first cycle; empty if its invoice is a renewal, free, or bills a part of it. */
  static Optional<FirstCycle> of(Timeline timeline) {
    return timeline.openings().stream()
        .findFirst()
        .map(Opening::slice)
        .filter(slice -> slice.invoice.startsAnew() && slice.invoice.netMinor() > 0)
        .filter(LayerDraft::isBilledAsItsCycle)
        .map(slice -> new FirstCycle(slice, timeline.openings(), timeline.slices()));
  }

  /**
   * Lowers the confidence if the later invoices contradict the price, and a setup fee in the first
   * invoice explains them.
   */
  void doubtContradicted() {
    boolean isByRenewal = next().filter(this::isContradictedByRenewal).isPresent();
    List<LayerDraft> restarts = restarts();
    boolean isByRestart = areContradicted(restarts);
    if (isByRenewal || isByRestart || leavesFeeBehind()) {
      slice.lowUnlessLow(LowConfidenceReason.MAYBE_SETUP_FEE);
    }
    if (isByRestart) {
      restarts.forEach(restart -> restart.lowUnlessLow(LowConfidenceReason.CREDITS_LOW));
    }
  }

  /**
   * Lowers the confidence of the price and of a credit for it, unless later invoices confirm it.
   */
  void doubtUnconfirmed() {
    if (next().filter(this::isConfirmedBy).isPresent()) {
      return;
    }
    slice.lowUnlessLow(LowConfidenceReason.MAYBE_SETUP_FEE);
    next()
        .filter(opened -> opened.kind == Layer.Kind.RESET)
        .ifPresent(reset -> reset.lowUnlessLow(LowConfidenceReason.CREDITS_LOW));
  }

  /**
   * Lowers the confidence if the invoice may be reduced by a credit: the next cycle costs more, and
   * a cycle from before the files could still have been running.
   *
   * @return whether it did
   */
  boolean doubtCredited(Instant customerCreatedAt, Instant dataFrom) {
    boolean existed = customerCreatedAt != null && customerCreatedAt.isBefore(dataFrom);
    boolean couldRun = slice.start.isBefore(BillingMonths.plusMonths(dataFrom, LONGEST_MONTHS));
    boolean isReduced = next().filter(this::isReducedBefore).isPresent();
    if (!existed || !couldRun || !isReduced) {
      return false;
    }
    slice.lowUnlessLow(LowConfidenceReason.MAYBE_CREDITED);
    return true;
  }

  private Optional<LayerDraft> next() {
    return openings.stream().skip(1).map(Opening::slice).findFirst();
  }

  /**
   * Returns whether the first cycle costs less than the next, which starts after it or before its
   * end, nothing changed in between, and no usual discount explains the difference.
   */
  private boolean isReducedBefore(LayerDraft opened) {
    boolean isShorter =
        opened.invoice.renews()
            && BillingMonths.near(opened.invoice.usageStart(), slice.start)
            && opened.start.isBefore(slice.cycle.end().minus(BillingTolerances.SAME_TIME));
    return opened.kind == Layer.Kind.CYCLE
        && slice.mrrMinor < opened.mrrMinor
        && isUnchanged(slice)
        && (isShorter || (isPlainNext(slice, opened) && !isDiscounted(opened)));
  }

  /** Returns whether the next, equally long cycle costs less and nothing changed in between. */
  boolean isDearerThanNext() {
    return next()
        .filter(opened -> isPlainNext(slice, opened) && opened.mrrMinor < slice.mrrMinor)
        .isPresent();
  }

  /** Returns whether the first invoice is that of the next cycle less a usual discount. */
  private boolean isDiscounted(LayerDraft opened) {
    long full = opened.invoice.netMinor();
    return IntStream.iterate(DISCOUNT_STEP, percent -> percent < 100, p -> p + DISCOUNT_STEP)
        .mapToLong(percent -> MinorUnits.round(BigFraction.of(full * percent, 100)))
        .anyMatch(discount -> Math.abs(full - discount - slice.invoice.netMinor()) <= 1);
  }

  /** Returns whether no invoice changes the price within the cycle of a layer. */
  private boolean isUnchanged(LayerDraft opened) {
    return slices.stream().noneMatch(other -> other != opened && other.cycle.equals(opened.cycle));
  }

  /** Returns whether {@code opened} is the renewal of an unchanged cycle at equal length. */
  private boolean isPlainNext(LayerDraft before, LayerDraft opened) {
    return opened.kind == Layer.Kind.CYCLE
        && isUnchanged(before)
        && !opened.invoice.startsAnew()
        && BillingMonths.near(opened.start, before.cycle.end())
        && opened.cycle.months().equals(before.cycle.months());
  }

  private boolean isConfirmedBy(LayerDraft opened) {
    boolean isRenewal = BillingMonths.near(opened.start, slice.cycle.end());
    boolean isChange = opened.kind == Layer.Kind.STRADDLE || opened.kind == Layer.Kind.CYCLE;
    boolean isExchange = opened.arithmetic instanceof CycleStart start && start.isConfirmed();
    return !opened.isLow() && (isExchange || (isRenewal && isChange));
  }

  private boolean isContradictedByRenewal(LayerDraft opened) {
    return opened.arithmetic instanceof Straddle straddle && straddle.mayFollowFee();
  }

  /** Returns the restarts that follow the first cycle directly and credit each other. */
  private List<LayerDraft> restarts() {
    return openings.stream()
        .skip(1)
        .map(Opening::slice)
        .takeWhile(
            opened -> opened.kind == Layer.Kind.RESET || opened.kind == Layer.Kind.RESTART_DOWN)
        .toList();
  }

  /**
   * Returns whether the cycle after the last restart costs less than the restart, so that the
   * credit in it was less than the first price gives.
   */
  private boolean areContradicted(List<LayerDraft> restarts) {
    if (restarts.isEmpty() || openings.size() < restarts.size() + 2) {
      return false;
    }
    LayerDraft last = restarts.get(restarts.size() - 1);
    LayerDraft after = openings.get(restarts.size() + 1).slice();
    return isPlainNext(last, after) && after.mrrMinor < last.mrrMinor;
  }

  /**
   * Returns whether the last invoice reduces the first cycle but not to nothing: a cancellation
   * credits all but the fee.
   */
  private boolean leavesFeeBehind() {
    List<LayerDraft> changes = slices.stream().filter(each -> each != slice).toList();
    BigFraction left = BigFraction.of(MinorUnits.sum(slices));
    return openings.size() == 1
        && !changes.isEmpty()
        && changes.get(changes.size() - 1).mrrMinor < 0
        && left.compareTo(BigFraction.ZERO) > 0;
  }
}
