package io.tidemark.simulate;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** The length of a billing cycle. */
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

  /**
   * Returns whether the length depends on the calendar. The other intervals have a fixed number of
   * days.
   */
  boolean isCalendar() {
    return months > 0;
  }

  /**
   * Returns the start of the {@code cycle}-th cycle. It is always counted from the anchor, so that
   * month ends are kept: Jan 31, Feb 28, Mar 31.
   */
  Instant boundary(Instant anchor, int cycle) {
    LocalDateTime start = LocalDateTime.ofInstant(anchor, ZoneOffset.UTC);
    return start
        .plusMonths((long) months * cycle)
        .plusDays((long) days * cycle)
        .toInstant(ZoneOffset.UTC);
  }

  /**
   * Converts the price of a cycle to a price per month, in minor units. Calendar cycles are divided
   * by their months; a week counts as 12/52 of a month, and other days as 12/365 each. Rounded to
   * the nearest, halves away from zero.
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
