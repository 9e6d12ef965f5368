package io.tidemark.mrr.restate;

import java.time.LocalDate;

/**
 * The days that two runs show; none where the first is after the last.
 *
 * @param first the later of their first days
 * @param last the earlier of their as-of dates
 */
public record CommonDays(LocalDate first, LocalDate last) {
  /** Of the first and last day of one and of the other. */
  public static CommonDays of(
      LocalDate oneFirst, LocalDate oneLast, LocalDate otherFirst, LocalDate otherLast) {
    return new CommonDays(
        oneFirst.isAfter(otherFirst) ? oneFirst : otherFirst,
        oneLast.isBefore(otherLast) ? oneLast : otherLast);
  }
}
