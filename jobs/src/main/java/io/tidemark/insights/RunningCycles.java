package io.tidemark.insights;

import io.tidemark.mrr.DataWindow;
import io.tidemark.mrr.MrrLayer;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Counts the whole cycles that run on the as-of date, by length in months, rounded up. */
public final class RunningCycles implements Mergeable<RunningCycles> {
  private static final long serialVersionUID = 1L;
  private static final Set<String> WHOLE = Set.of("cycle", "reset", "straddle");

  private final TreeMap<Integer, Long> cycles = new TreeMap<>();

  /** Adds the cycles of a customer. */
  public void observe(CustomerHistory customer) {
    LocalDate asOf = customer.scope().months().asOf();
    for (MrrLayer layer : customer.layers()) {
      boolean isWhole = WHOLE.contains(layer.kind()) && layer.mrrMinor() != 0;
      if (isWhole && layer.isActiveOn(asOf)) {
        cycles.merge(Ratios.roundedUp(layer.months()), 1L, Math::addExact);
      }
    }
  }

  @Override
  public void merge(RunningCycles other) {
    other.cycles.forEach((months, number) -> cycles.merge(months, number, Math::addExact));
  }

  /**
   * Returns the first day on which losses are visible as well as gains; empty if the data is too
   * short for any of the cycles.
   */
  public Optional<LocalDate> visibleFrom(DataWindow window) {
    return VisibilityWindow.from(cycles, window.openingDay().plusDays(1), window.asOf());
  }
}
