package io.tidemark.insights.days;

import io.tidemark.tables.Movement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Splits the change of a day into parts. The drivers are the fewest movements that make up 67 % of
 * all movements in the day's direction, each at least a tenth of them. The other parts are the rest
 * of that direction and the movements in the opposite direction, each by the sign of the single
 * movement. The parts add up to the day's change exactly.
 */
final class SignificantDayDrivers {
  private static final double MOST_OF_IT = 0.67;
  private static final double LEAST_SHARE = 0.10;

  private SignificantDayDrivers() {}

  /** The role of a part of a day's change. */
  enum Role {
    DRIVER,
    OTHERS,
    OPPOSITE
  }

  /**
   * A part of a day's change.
   *
   * @param customerId empty, like {@code movement}, for a sum of several movements
   * @param share of all movements in the day's direction; empty for the opposite direction
   */
  record Part(
      Role role,
      Optional<String> customerId,
      Optional<Movement> movement,
      int movements,
      long changeMinor,
      Optional<Double> share) {}

  /** Returns the parts of a day with a change other than zero. */
  static List<Part> of(MovementDay day) {
    int direction = Long.signum(day.changeMinor());
    List<MovementDay.Change> sameSign = day.inItsDirection();
    long listed = sameSign.stream().mapToLong(MovementDay.Change::changeMinor).sum();
    long whole = listed + day.rest().minor(direction);
    List<Part> parts = new ArrayList<>();
    long explained = 0;
    for (MovementDay.Change change : sameSign) {
      double share = (double) change.changeMinor() / whole;
      if (explained >= MOST_OF_IT * Math.abs(whole) || share < LEAST_SHARE) {
        break;
      }
      explained += Math.abs(change.changeMinor());
      parts.add(
          new Part(
              Role.DRIVER,
              Optional.of(change.customerId()),
              Optional.of(change.movement()),
              1,
              change.changeMinor(),
              Optional.of(share)));
    }
    int alongside = sameSign.size() + day.rest().movements(direction);
    int others = alongside - parts.size();
    if (others > 0) {
      long left = whole - direction * explained;
      double share = (double) left / whole;
      parts.add(sum(Role.OTHERS, others, left, Optional.of(share)));
    }
    if (day.movements() > alongside) {
      int opposite = day.movements() - alongside;
      parts.add(sum(Role.OPPOSITE, opposite, day.changeMinor() - whole, Optional.empty()));
    }
    return parts;
  }

  private static Part sum(Role role, int movements, long changeMinor, Optional<Double> share) {
    return new Part(role, Optional.empty(), Optional.empty(), movements, changeMinor, share);
  }
}
