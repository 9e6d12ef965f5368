package io.tidemark.mrr.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The slices of one billing stream, in the order in which they are made, and its current cycle. */
final class Timeline {
  private final List<LayerDraft> slices = new ArrayList<>();
  private final List<Opening> openings = new ArrayList<>();
  private Cycle current;
  private boolean isBaseUnseen;
  private boolean ranOut;

  /** All slices, cut or not. */
  List<LayerDraft> slices() {
    return slices;
  }

  /** The cycles that were opened, in order. */
  List<Opening> openings() {
    return openings;
  }

  boolean isEmpty() {
    return slices.isEmpty();
  }

  /** The current cycle; null before the first one and after a restart that left nothing. */
  Cycle current() {
    return current;
  }

  /** The current cycle began before the file: the file shows changes of it, but not its price. */
  boolean isBaseUnseen() {
    return isBaseUnseen;
  }

  /** A restart left nothing running, so that the MRR before the next cycle is zero. */
  boolean ranOut() {
    return ranOut;
  }

  /** Whether an invoice ends with the current cycle while something runs. */
  boolean isChangedBy(Invoice invoice) {
    return current != null
        && runsAt(invoice.serviceStart())
        && BillingMonths.near(invoice.serviceEnd(), current.end());
  }

  boolean runsAt(Instant time) {
    return slices.stream().anyMatch(slice -> slice.runsAt(time));
  }

  List<LayerDraft> runningAt(Instant time) {
    return slices.stream().filter(slice -> slice.runsAt(time)).toList();
  }

  /** The slices that end after {@code time} and were not written off before it. */
  List<LayerDraft> reachedAt(Instant time) {
    return slices.stream()
        .filter(slice -> slice.end().isAfter(time) && !slice.isEmpty())
        .filter(slice -> !slice.isGivenUpBy(time))
        .toList();
  }

  /** Cuts all slices that end after {@code time}. */
  Cut cutAt(Instant time, Ending.Manner manner, Invoice by) {
    return Cut.of(reachedAt(time), time, manner, by);
  }

  /** Adds a slice within the current cycle. */
  void add(LayerDraft slice) {
    slices.add(slice);
  }

  /** Adds the slice of a new cycle, which becomes the current one. */
  LayerDraft open(LayerDraft slice) {
    openings.add(new Opening(slice, Opening.lastBefore(slices, slice.start)));
    current = slice.cycle;
    isBaseUnseen = false;
    ranOut = false;
    slices.add(slice);
    return slice;
  }

  /** Makes a cycle the current one of which the file shows changes only. */
  void openUnseen(Cycle cycle) {
    current = cycle;
    isBaseUnseen = true;
  }

  /** Ends the current cycle with nothing after it. */
  void runOut() {
    current = null;
    ranOut = true;
  }
}
