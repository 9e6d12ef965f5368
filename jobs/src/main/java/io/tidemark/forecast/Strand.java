package io.tidemark.forecast;

import java.time.LocalDate;

/**
 * A layer as the forecast needs it: so much a month over {@code [start, end)}, in business days.
 *
 * @param months of its billing cycle; 0 where that is no whole number of months
 * @param isCycle it opens a billing cycle, seen by its invoice
 * @param isImplied it was not seen
 * @param beganUnseen what it continues began before the file
 * @param cyclesBefore whole cycles its customer had existed for at its start; negative if unknown
 */
record Strand(
    String subscriptionId,
    String customerId,
    String currency,
    LocalDate start,
    LocalDate end,
    LocalDate cycleStart,
    LocalDate cycleEnd,
    int months,
    long mrrMinor,
    boolean isCycle,
    boolean isImplied,
    boolean beganUnseen,
    int cyclesBefore) {

  boolean runsOn(LocalDate date) {
    return !start.isAfter(date) && end.isAfter(date);
  }

  /** How often it bills. */
  Rhythm rhythm() {
    return new Rhythm(
        months, months > 0 ? 0 : (int) (cycleEnd.toEpochDay() - cycleStart.toEpochDay()));
  }
}
