package io.tidemark.mrr.engine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The start of a cycle.
 *
 * @param slice the first layer of the cycle
 * @param before the layer that had run longest until then, if there was one
 */
record Opening(LayerDraft slice, Optional<LayerDraft> before) {

  Cycle cycle() {
    return slice.cycle;
  }

  /** Returns the billed period. A first period can be shorter than its cycle. */
  Cycle period() {
    return new Cycle(slice.start, slice.cycle.end(), slice.cycle.months());
  }

  static Optional<LayerDraft> lastBefore(List<LayerDraft> slices, Instant time) {
    return slices.stream()
        .filter(slice -> !slice.isEmpty() && slice.start.isBefore(time))
        .reduce((one, other) -> other.end().isBefore(one.end()) ? one : other);
  }
}
