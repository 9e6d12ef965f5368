package io.tidemark.mrr;

import java.time.LocalDate;
import java.util.List;

/**
 * A customer's MRR in one currency, or converted to the reporting currency.
 *
 * @param intervals by day, without overlap; days without MRR are in none
 * @param movements from the opening day to the as-of date, by day; a revaluation comes first
 */
public record Account(AccountKey key, List<MrrInterval> intervals, List<MrrMovement> movements) {
  public Account {
    intervals = List.copyOf(intervals);
    movements = List.copyOf(movements);
  }

  public boolean isConverted() {
    return key.isConverted();
  }

  /** Returns the MRR on a day, in minor units. */
  public long mrrOn(LocalDate day) {
    return intervals.stream()
        .filter(interval -> interval.covers(day))
        .mapToLong(MrrInterval::mrrMinor)
        .sum();
  }
}
