package io.tidemark.mrr.engine;

import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The months of a period, with how they were counted.
 *
 * @param wholeMonths of the calendar; 0 on a fixed-day plan
 * @param seconds beyond them, or all of a fixed-day plan; 0 where the months are whole
 * @param secondsOf what the seconds are a share of: a month, or on a fixed-day plan a year
 * @param yearDays days that have 12 months on a fixed-day plan; 0 on any other
 */
record MonthCount(long wholeMonths, long seconds, long secondsOf, long yearDays) {
  static final long SECONDS_A_DAY = 86_400;

  static MonthCount ofMonths(long wholeMonths) {
    return new MonthCount(wholeMonths, 0, 1, 0);
  }

  static MonthCount ofBrokenMonths(long wholeMonths, long seconds, long secondsOfNextMonth) {
    return new MonthCount(wholeMonths, seconds, secondsOfNextMonth, 0);
  }

  static MonthCount ofDays(long seconds, long yearDays) {
    return new MonthCount(0, seconds, yearDays * SECONDS_A_DAY, yearDays);
  }

  BigFraction months() {
    long each = yearDays > 0 ? 12 : 1;
    return BigFraction.of(seconds, secondsOf).multiply(each).add(wholeMonths);
  }
}
