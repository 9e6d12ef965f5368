package io.tidemark.insights.days;

import io.tidemark.insights.Utf8Order;
import io.tidemark.tables.Movement;
import java.io.Serializable;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;

/**
 * The movements of a day, in one currency.
 *
 * @param mrrBeforeMinor MRR at the end of the previous day, minor units
 * @param changes listed movements of customers, the largest first
 * @param restMovements number of movements too small to be listed
 * @param restMinor their sum, minor units
 */
record MovementDay(
    LocalDate date, long mrrBeforeMinor, List<Change> changes, int restMovements, long restMinor) {

  /**
   * A movement of a customer. The order is by size, largest first, then by customer id and
   * movement.
   */
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

  /** Returns the listed changes with the sign of the change of the whole day, the largest first. */
  List<Change> inItsDirection() {
    long direction = Long.signum(changeMinor());
    return changes.stream()
        .filter(change -> Long.signum(change.changeMinor()) == direction)
        .toList();
  }

  /** Returns the sum of the listed changes of a movement, minor units. */
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
