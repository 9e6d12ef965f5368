package io.tidemark.simulate;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** How long a billing cycle is. */
public enum Interval {
  WEEK(0, 7),
  THIRTY_DAYS(0, 30),
  MONTH(1, 0),
  QUARTER(3, 0),
  HALF_YEAR(6, 0),
  YEAR(12, 0),
  TEN_DAYS(0, 10),
  TWO_WEEKS(0, 14),
  FOUR_WEEKS(0, 28);

  private final int months;
  private final int days;

  Interval(int months, int days) {
    this.months = months;
    this.days = days;
  }

  /** Whether it follows the calendar; the others always have the same number of days. */
  boolean isCalendar() {
    return months > 0;
  }

  /**
   * Where the {@code cycle}-th cycle begins. Counted from the anchor each time, so that a month end
   * returns: Jan 31, Feb 28, Mar 31.
   */
  Instant boundary(Instant anchor, int cycle) {
    LocalDateTime start = LocalDateTime.ofInstant(anchor, ZoneOffset.UTC);
    return start
        .plusMonths((long) months * cycle)
        .plusDays((long) days * cycle)
        .toInstant(ZoneOffset.UTC);
  }

  /**
   * A cycle's price as a price a month, in minor units: over its months; whole weeks count 12/52 of
   * a month each, other days 12/365. Rounded to the nearest, halves away from zero.
   */
  public long monthly(long priceMinor) {
    if (isCalendar()) {
      return Cents.share(priceMinor, 1, months);
    }
    return days % 7 == 0
        ? Cents.share(priceMinor, 52, 12L * days / 7)
        : Cents.share(priceMinor, 365, 12L * days);
  }
}
