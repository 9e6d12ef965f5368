package io.tidemark.mrr;

import io.tidemark.tables.Movement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Classifies the changes of a customer's MRR by day, from the opening day to the as-of date.
 *
 * @param paidBefore whether the customer is known to have paid before the files begin, which makes
 *     its first MRR a reactivation
 * @param revaluations by day: the change in value of the previous day's MRR at the rate of the day
 */
record Movements(
    LocalDate openingDay, LocalDate asOf, boolean paidBefore, Map<LocalDate, Long> revaluations) {

  /**
   * Returns the movements by day.
   *
   * @param intervals of one account, by day
   */
  List<MrrMovement> of(List<MrrInterval> intervals) {
    List<MrrMovement> movements = new ArrayList<>();
    for (int index = 0; index < intervals.size(); index++) {
      MrrInterval interval = intervals.get(index);
      boolean reachesIn =
          interval.validTo().isAfter(openingDay) && !interval.validFrom().isAfter(asOf);
      if (reachesIn) {
        begin(interval, before(intervals, index), index == 0, movements);
        if (!continues(intervals, index) && !interval.validTo().isAfter(asOf)) {
          add(interval.validTo(), interval.mrrMinor(), 0, Movement.CHURN, movements);
        }
      }
    }
    return movements;
  }

  private void begin(
      MrrInterval interval, long beforeMinor, boolean isFirst, List<MrrMovement> movements) {
    boolean wasThere = !interval.validFrom().isAfter(openingDay);
    LocalDate date = wasThere ? openingDay : interval.validFrom();
    Movement appearance = Movement.REACTIVATION;
    if (wasThere || (isFirst && interval.startsUnseen())) {
      appearance = Movement.OPENING;
    } else if (isFirst && !paidBefore) {
      appearance = Movement.NEW;
    }
    add(date, wasThere ? 0 : beforeMinor, interval.mrrMinor(), appearance, movements);
  }

  /** Returns the MRR of the day before an interval. */
  private static long before(List<MrrInterval> intervals, int index) {
    MrrInterval previous = index == 0 ? null : intervals.get(index - 1);
    boolean adjoins =
        previous != null && previous.validTo().equals(intervals.get(index).validFrom());
    return adjoins ? previous.mrrMinor() : 0;
  }

  private static boolean continues(List<MrrInterval> intervals, int index) {
    return index + 1 < intervals.size()
        && !intervals.get(index + 1).validFrom().isAfter(intervals.get(index).validTo());
  }

  /** Adds the revaluation of a day and the rest of the change. */
  private void add(
      LocalDate date, long before, long after, Movement appearance, List<MrrMovement> movements) {
    long revalued = Math.addExact(before, revaluations.getOrDefault(date, 0L));
    if (revalued != before) {
      movements.add(new MrrMovement(date, Movement.FX, before, revalued));
    }
    if (after != revalued) {
      movements.add(new MrrMovement(date, named(revalued, after, appearance), revalued, after));
    }
  }

  private static Movement named(long before, long after, Movement appearance) {
    if (before == 0) {
      return appearance;
    }
    if (after == 0) {
      return Movement.CHURN;
    }
    return after > before ? Movement.EXPANSION : Movement.CONTRACTION;
  }
}
