package io.tidemark.insights;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * Computes the first day on which losses are visible as well as gains. A subscription with a cycle
 * of length L is certain to be visible only after the files cover L.
 */
public final class VisibilityWindow {
  /** An interval with a smaller share of subscriptions is ignored. */
  private static final double LEAST_SHARE = 0.05;

  /**
   * An interval that leaves fewer visible days is ignored, because its end could never be observed.
   */
  private static final int LEAST_DAYS = 14;

  private VisibilityWindow() {}

  /**
   * Returns the first fully visible day. It is the first day if no cycle runs, and empty if the
   * files are too short for every running cycle.
   *
   * @param cycles number of running cycles by length in months, rounded up
   */
  public static Optional<LocalDate> from(
      Map<Integer, Long> cycles, LocalDate firstDay, LocalDate asOf) {
    if (cycles.isEmpty()) {
      return Optional.of(firstDay);
    }
    long all = cycles.values().stream().mapToLong(Long::longValue).sum();
    return cycles.entrySet().stream()
        .filter(length -> length.getValue() >= LEAST_SHARE * all)
        .map(length -> firstDay.plusMonths(length.getKey()))
        .filter(visible -> !visible.plusDays(LEAST_DAYS).isAfter(asOf))
        .max(LocalDate::compareTo);
  }
}
