package io.tidemark.mrr.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The layers of one billing stream, in the order they were made, and its current cycle. */
final class Timeline {
  private final List<LayerDraft> slices = new ArrayList<>();
  private final List<Opening> openings = new ArrayList<>();
  private Cycle current;
  private boolean isBaseUnseen;
  private boolean ranOut;

  /** Returns all layers, including cut ones. */
  List<LayerDraft> slices() {
    return slices;
  }

  /** Returns the opened cycles, in order. */
  List<Opening> openings() {
    return openings;
  }

  boolean isEmpty() {
    return slices.isEmpty();
  }

  /** Returns the current cycle; null before the first one and after a restart that left nothing. */
  Cycle current() {
    return current;
  }

  /**
   * Returns whether the current cycle began before the files, which then show changes of it but not
   * its price.
   */
  boolean isBaseUnseen() {
    return isBaseUnseen;
  }

  /**
   * Returns whether a restart left nothing running, so that the MRR before the next cycle is zero.
   */
  boolean ranOut() {
    return ranOut;
  }

  /** Returns whether an invoice ends with the current cycle and starts while a layer runs. */
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

  /** Returns the layers that end after {@code time} and were not marked uncollectible by then. */
  List<LayerDraft> reachedAt(Instant time) {
    return slices.stream()
        .filter(slice -> slice.end().isAfter(time) && !slice.isEmpty())
        .filter(slice -> !slice.isGivenUpBy(time))
        .toList();
  }

  /** Cuts all layers that end after {@code time}. */
  Cut cutAt(Instant time, Ending.Manner manner, Invoice by) {
    return Cut.of(reachedAt(time), time, manner, by);
  }

  /** Adds a layer within the current cycle. */
  void add(LayerDraft slice) {
    slices.add(slice);
  }

  /** Adds the layer of a new cycle, which becomes the current one. */
  LayerDraft open(LayerDraft slice) {
    openings.add(new Opening(slice, Opening.lastBefore(slices, slice.start)));
    current = slice.cycle;
    isBaseUnseen = false;
    ranOut = false;
    slices.add(slice);
    return slice;
  }

  /** Makes a cycle current that began before the files, which show only changes of it. */
  void openUnseen(Cycle cycle) {
    current = cycle;
    isBaseUnseen = true;
  }

  /** Ends the current cycle without a next one. */
  void runOut() {
    current = null;
    ranOut = true;
  }
}
