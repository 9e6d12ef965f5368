package io.tidemark.mrr.restate;

import java.time.LocalDate;

/**
 * The days that two runs have in common; empty if the first day is after the last.
 *
 * @param first the later of the two first days
 * @param last the earlier of the two as-of dates
 */
public record CommonDays(LocalDate first, LocalDate last) {
  /** Returns the common days of two runs, from the first and last day of each. */
  public static CommonDays of(
      LocalDate oneFirst, LocalDate oneLast, LocalDate otherFirst, LocalDate otherLast) {
    return new CommonDays(
        oneFirst.isAfter(otherFirst) ? oneFirst : otherFirst,
        oneLast.isBefore(otherLast) ? oneLast : otherLast);
  }
}
