package io.tidemark.insights;

import io.tidemark.mrr.MrrLayer;
import io.tidemark.tables.BillingTolerances;
import java.time.Instant;
import java.util.Set;
import org.apache.commons.numbers.fraction.BigFraction;

/** Aggregates the layers of one billing cycle of a billing stream. */
final class CycleLayers {
  /** Kinds of a new cycle that end all other cycles of its subscription. */
  private static final Set<String> RESTARTS = Set.of("reset", "restart_down");

  private static final Set<String> OPENERS = Set.of("cycle", "straddle", "reset", "restart_down");

  private final Instant startAt;
  private final Instant endAt;
  private String billingInterval;
  private BigFraction months;
  private Instant openerEndAt;
  private long openingMinor;
  private long endMinor;
  private boolean isRestart;
  private boolean isPending;
  private boolean isUnseen;

  CycleLayers(Instant startAt, Instant endAt) {
    this.startAt = startAt;
    this.endAt = endAt;
  }

  void add(MrrLayer layer) {
    if (layer.isInvoiced() && OPENERS.contains(layer.kind())) {
      open(layer);
    }
    if (layer.isInvoiced() && !layer.endAt().isBefore(endAt)) {
      endMinor = Math.addExact(endMinor, layer.mrrMinor());
    }
    isPending |=
        layer.isPending() && !layer.startAt().isBefore(endAt.minus(BillingTolerances.SAME_TIME));
    isUnseen |= layer.startsUnseen() || layer.isImplied();
  }

  /**
   * Adds a layer that opens the cycle. If several openers differ, the greatest text or time is
   * used.
   */
  private void open(MrrLayer layer) {
    boolean isFirst = openerEndAt == null;
    if (isFirst || layer.billingInterval().compareTo(billingInterval) > 0) {
      billingInterval = layer.billingInterval();
    }
    if (isFirst || text(layer.cycleMonths()).compareTo(text(months)) > 0) {
      months = layer.cycleMonths();
    }
    if (isFirst || layer.endAt().isAfter(openerEndAt)) {
      openerEndAt = layer.endAt();
    }
    openingMinor = Math.addExact(openingMinor, layer.mrrMinor());
    isRestart |= RESTARTS.contains(layer.kind());
  }

  private static String text(BigFraction fraction) {
    return fraction.getNumerator() + "/" + fraction.getDenominator();
  }

  /** Returns whether an invoice in the files opened it. */
  boolean isOpened() {
    return openerEndAt != null;
  }

  Instant startAt() {
    return startAt;
  }

  /** Returns its end, which is before the end of its period if it was cut. */
  Instant endedAt() {
    return openerEndAt.isBefore(endAt) ? openerEndAt : endAt;
  }

  /** Returns whether it ended before the end of its period. */
  boolean isCut() {
    return openerEndAt.isBefore(endAt);
  }

  String billingInterval() {
    return billingInterval;
  }

  /** Returns its length in months. */
  double months() {
    return months.getNumerator().doubleValue() / months.getDenominator().doubleValue();
  }

  /** Returns the MRR of the layers that opened it, minor units. */
  long openingMinor() {
    return openingMinor;
  }

  /** Returns the invoiced MRR at the end of its period, minor units. */
  long endMinor() {
    return endMinor;
  }

  boolean isFree() {
    return openingMinor <= 0 && endMinor <= 0;
  }

  /** Returns whether its start ended all other cycles of its subscription. */
  boolean isRestart() {
    return isRestart;
  }

  /** Returns whether its renewal is billed, but not yet final. */
  boolean isPending() {
    return isPending;
  }

  /** Returns whether it continues a subscription that began before the files. */
  boolean isUnseen() {
    return isUnseen;
  }
}
