package io.tidemark.insights.days;

import io.tidemark.insights.Utf8Order;
import io.tidemark.tables.Movement;
import java.io.Serializable;
import java.time.DayOfWeek;
import java.time.LocalDate;
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

  /** A movement of a customer; the largest comes first, then by customer id and movement. */
  record Change(String customerId, Movement movement, long changeMinor)
      implements Comparable<Change>, Serializable {
    @Override
    public int compareTo(Change other) {
      int largest = Long.compare(Math.abs(other.changeMinor), Math.abs(changeMinor));
      if (largest != 0) {
        return largest;
      }
      int byCustomer = Utf8Order.compare(customerId, other.customerId);
      return byCustomer != 0 ? byCustomer : movement.text().compareTo(other.movement.text());
    }
  }

  MovementDay {
    changes = changes.stream().sorted().toList();
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
