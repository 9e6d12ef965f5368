package io.tidemark.simulate;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * An offer: a row of the price list, an interval and a number of units.
 *
 * @param tier row of the price list; the first is free
 */
record Offer(Interval interval, int tier, int quantity) {
  /** Prices per cycle in minor units, in the order of {@link Interval}. */
  private static final long[][] PRICES = {
    {0, 0, 0, 0, 0, 0, 0, 0, 0},
    {400, 1500, 1500, 4200, 8100, 14400, 550, 800, 1500},
    {1000, 3900, 3900, 11100, 21600, 34800, 1400, 2000, 3900},
    {2000, 7900, 7900, 22500, 43500, 70900, 2900, 4000, 7900},
    {3800, 14900, 14900, 42600, 83400, 142800, 5500, 7500, 14900},
    {12500, 49900, 49900, 142200, 278400, 479000, 17900, 25000, 49900},
  };

  static Offer first(Dice dice, Rates.Mix mix) {
    int tier = dice.chance(mix.free()) ? 0 : dice.oneOf(1, 1, 2, 2, 2, 2, 3, 3, 4, 5);
    int quantity = dice.chance(0.25) ? dice.between(2, 8) : 1;
    return new Offer(interval(dice, mix), tier, quantity);
  }

  private static Interval interval(Dice dice, Rates.Mix mix) {
    int drawn =
        dice.pick(mix.weekly(), mix.thirtyDays(), mix.quarterly(), mix.halfYearly(), mix.yearly());
    Interval[] intervals = {
      Interval.WEEK,
      Interval.THIRTY_DAYS,
      Interval.QUARTER,
      Interval.HALF_YEAR,
      Interval.YEAR,
      Interval.MONTH
    };
    return intervals[drawn];
  }

  /** Returns this offer at a positive price and an interval that fits a billing pattern. */
  Offer billedBy(BillingPattern pattern, Dice dice) {
    Offer paid = isFree() ? changed(dice) : this;
    return switch (pattern) {
      case TRIALS_BEFORE_WEEKS ->
          paid.every(
              dice.oneOf(
                  Interval.WEEK, Interval.TEN_DAYS, Interval.TWO_WEEKS, Interval.FOUR_WEEKS));
      case ANCHORED_FIRST_PERIODS ->
          paid.every(dice.oneOf(Interval.MONTH, Interval.QUARTER, Interval.YEAR));
      case RESTARTS_WITH_CREDIT -> paid.every(Interval.YEAR);
      case CONSOLIDATED_INVOICES -> paid.every(dice.oneOf(Interval.MONTH, Interval.QUARTER));
      default -> paid;
    };
  }

  /** Returns a billing anchor within the first cycle, often the first of a month. */
  Instant billingAnchor(Dice dice, Instant start) {
    Instant moment = dice.moment(start, interval.boundary(start, 1));
    LocalDate day = LocalDate.ofInstant(moment, ZoneOffset.UTC);
    int dayOfMonth = dice.chance(0.6) ? 1 : Math.min(28, day.getDayOfMonth());
    return day.withDayOfMonth(dayOfMonth).atStartOfDay().toInstant(ZoneOffset.UTC);
  }

  /** Returns this offer at another interval. */
  Offer every(Interval other) {
    return new Offer(other, tier, quantity);
  }

  boolean isFree() {
    return tier == 0;
  }

  Plan plan() {
    return new Plan(interval, PRICES[tier][interval.ordinal()] * quantity);
  }

  /**
   * Returns this offer at another price and the same interval. At least two changes in three are
   * upgrades.
   */
  Offer changed(Dice dice) {
    return switch (dice.below(6)) {
      case 0, 1 -> tier < PRICES.length - 1 ? withTier(tier + 1) : withQuantity(quantity + 1);
      case 2, 3 -> withQuantity(quantity + dice.between(1, 3));
      case 4 -> tier > 1 ? withTier(tier - 1) : withQuantity(quantity + 1);
      default -> quantity > 1 ? withQuantity(dice.between(1, quantity - 1)) : withQuantity(2);
    };
  }

  /**
   * Returns an offer at another calendar interval: from a month usually to a year, from any other
   * interval back to a month. One in ten of the latter are free.
   */
  Offer switched(Dice dice) {
    if (interval != Interval.MONTH) {
      return new Offer(Interval.MONTH, dice.chance(0.1) ? 0 : tier, quantity);
    }
    Interval longer =
        dice.oneOf(
            Interval.YEAR, Interval.YEAR, Interval.YEAR, Interval.QUARTER, Interval.HALF_YEAR);
    return new Offer(longer, tier, quantity);
  }

  private Offer withTier(int other) {
    return new Offer(interval, other, quantity);
  }

  private Offer withQuantity(int other) {
    return new Offer(interval, isFree() ? 1 : tier, other);
  }
}
