package io.tidemark.simulate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** An invoice outside any subscription: a service, a credit, or a draft that was abandoned. */
final class OneOff {
  private OneOff() {}

  static Bill bill(Dice dice, Instant from, Instant to) {
    Instant at = dice.moment(from, to);
    String id = dice.id("in_", 24);
    long amount = dice.oneOf(900L, 7_200L, 11_400L, 25_000L, 120_000L);
    return switch (dice.below(10)) {
      case 0 -> putAside(id, at);
      case 1 -> billed(id, at, -amount, null, Payment.AT_ONCE);
      case 2 -> billed(id, at, amount, at, new Payment(Payment.Outcome.UNCOLLECTIBLE, days(dice)));
      default -> billed(id, at, amount, at, new Payment(Payment.Outcome.PAID, days(dice)));
    };
  }

  /** Draws an item with a service period of some days, or occasionally of whole months. */
  static Line item(Dice dice, Instant at) {
    int months = dice.chance(0.1) ? dice.between(1, 2) : 0;
    Instant end =
        months > 0
            ? Interval.MONTH.boundary(at, months)
            : at.plus(Duration.ofDays(dice.oneOf(1, 3, 5, 10, 12, 20, 45)));
    return new Line(new Period(at, end), dice.oneOf(900L, 7_200L, 11_400L, 25_000L, 120_000L), 0);
  }

  private static Bill billed(String id, Instant at, long amount, Instant from, Payment payment) {
    Instant due = from == null ? null : from.plus(Duration.ofDays(14));
    Line line = new Line(Period.at(at), amount, 0);
    return new Bill(id, null, at, at, due, Period.at(at), List.of(line), "", payment);
  }

  /**
   * Returns a manually created draft without items: no service period, and the epoch as due date.
   */
  private static Bill putAside(String id, Instant at) {
    Period usage = Period.at(at);
    return new Bill(id, null, at, at, Instant.EPOCH, usage, List.of(), "", Payment.KEPT_DRAFT);
  }

  private static Duration days(Dice dice) {
    return dice.minutes(1, 20 * 24 * 60);
  }
}
