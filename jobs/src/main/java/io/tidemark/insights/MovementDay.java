package io.tidemark.insights;

import io.tidemark.tables.Movement;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/**
 * What moved MRR on a day, in one currency.
 *
 * @param mrrBeforeMinor MRR the day before, minor units
 * @param changes customer by customer, the largest first
 * @param restMovements movements too small to be listed
 * @param restMinor their sum, minor units
 */
record MovementDay(
    LocalDate date, long mrrBeforeMinor, List<Change> changes, int restMovements, long restMinor) {

  /** One movement of one customer. */
  record Change(String customerId, Movement movement, long changeMinor) {}

  private static final Comparator<Change> LARGEST_FIRST =
      Comparator.comparingLong((Change change) -> -Math.abs(change.changeMinor()))
          .thenComparing(Change::customerId)
          .thenComparing(Change::movement);

  MovementDay {
    changes = changes.stream().sorted(LARGEST_FIRST).toList();
  }

  long changeMinor() {
    return changes.stream().mapToLong(Change::changeMinor).sum() + restMinor;
  }

  int movements() {
    return changes.size() + restMovements;
  }

  /** The listed changes in the direction of the whole day, the largest first. */
  List<Change> inItsDirection() {
    long direction = Long.signum(changeMinor());
    return changes.stream()
        .filter(change -> Long.signum(change.changeMinor()) == direction)
        .toList();
  }

  /** What was listed of a movement, minor units. */
  long sumOf(Movement movement) {
    return changes.stream()
        .filter(change -> change.movement() == movement)
        .mapToLong(Change::changeMinor)
        .sum();
  }

  boolean isWeekend() {
    return date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
  }
}
