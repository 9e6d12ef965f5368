package io.tidemark.insights.days;

import io.tidemark.tables.Movement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who made a day: the fewest movements that make up 67 % of all in its direction, each at least a
 * tenth of it; then what is left of that direction, and what went the other way. Together they are
 * the day's change, exactly.
 */
final class SignificantDayDrivers {
  private static final double MOST_OF_IT = 0.67;
  private static final double LEAST_SHARE = 0.10;

  private SignificantDayDrivers() {}

  /** What a part of a day's change is. */
  enum Role {
    DRIVER,
    OTHERS,
    OPPOSITE
  }

  /**
   * A part of a day's change.
   *
   * @param customerId with {@code movement} empty where many are summed up
   * @param share of all in the day's direction; empty for what went the other way
   */
  record Part(
      Role role,
      Optional<String> customerId,
      Optional<Movement> movement,
      int movements,
      long changeMinor,
      Optional<Double> share) {}

  /** The parts of a day that has a direction. */
  static List<Part> of(MovementDay day) {
    long direction = Long.signum(day.changeMinor());
    List<MovementDay.Change> sameSign = day.inItsDirection();
    boolean restGoesAlong = Long.signum(day.restMinor()) == direction;
    long listed = sameSign.stream().mapToLong(MovementDay.Change::changeMinor).sum();
    long whole = listed + (restGoesAlong ? day.restMinor() : 0);
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
    int alongside = sameSign.size() + (restGoesAlong ? day.restMovements() : 0);
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
