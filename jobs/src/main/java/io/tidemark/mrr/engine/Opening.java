package io.tidemark.mrr.engine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A cycle that was opened.
 *
 * @param slice its first layer
 * @param before the slice that had run longest until then, if anything had
 */
record Opening(LayerDraft slice, Optional<LayerDraft> before) {

  Cycle cycle() {
    return slice.cycle;
  }

  /** What was billed: a first period may be shorter than its cycle. */
  Cycle period() {
    return new Cycle(slice.start, slice.cycle.end(), slice.cycle.months());
  }

  static Optional<LayerDraft> lastBefore(List<LayerDraft> slices, Instant time) {
    return slices.stream()
        .filter(slice -> !slice.isEmpty() && slice.start.isBefore(time))
        .reduce((one, other) -> other.end().isBefore(one.end()) ? one : other);
  }
}
