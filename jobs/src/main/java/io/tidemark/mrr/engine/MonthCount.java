package io.tidemark.mrr.engine;

import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The number of months of a period, with how they are counted.
 *
 * @param wholeMonths whole calendar months; 0 for a fixed-day plan
 * @param seconds seconds after the whole months, or all seconds for a fixed-day plan; 0 if the
 *     months are whole
 * @param secondsOf what the seconds are a share of: a month, or a year for a fixed-day plan
 * @param yearDays days per 12 months of a fixed-day plan; otherwise 0
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
