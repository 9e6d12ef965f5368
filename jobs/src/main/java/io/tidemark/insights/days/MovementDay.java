package io.tidemark.insights.days;

import io.tidemark.tables.Movement;
import io.tidemark.util.Utf8Order;
import java.io.Serializable;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;

/**
 * The movements of a day, in one currency.
 *
 * @param mrrBeforeMinor MRR at the end of the previous day, minor units
 * @param changes listed movements of customers, the largest first
 * @param rest movements too small to be listed
 */
record MovementDay(LocalDate date, long mrrBeforeMinor, List<Change> changes, Rest rest) {

  /**
   * The sums of the movements that are not listed, by their sign.
   *
   * @param gainedMinor sum of the gains, minor units
   * @param lostMinor sum of the losses, negative, minor units
   */
  record Rest(int gains, long gainedMinor, int losses, long lostMinor) {
    static final Rest NONE = new Rest(0, 0, 0, 0);

    /** Returns the number of movements with a sign. */
    int movements(int direction) {
      return direction > 0 ? gains : losses;
    }

    /** Returns the sum of the movements with a sign, minor units. */
    long minor(int direction) {
      return direction > 0 ? gainedMinor : lostMinor;
    }
  }

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
    return changes.stream().mapToLong(Change::changeMinor).sum() + restMinor();
  }

  int movements() {
    return changes.size() + rest.gains + rest.losses;
  }

  /** Returns the sum of the movements that are not listed, minor units. */
  long restMinor() {
    return rest.gainedMinor + rest.lostMinor;
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
