package io.tidemark.mrr;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * How many months a period has: exact, never a number of days divided by 30.
 *
 * <p>Billing systems count calendar months and clamp at month ends, so Jan 31 to Feb 28 is one
 * month and so is Feb 28 to Mar 31. A plan of a fixed number of days has 12 months in 365 days, one
 * of whole weeks 12 months in 52 weeks.
 */
final class Months {
  /** Two times this close are the same to a billing system; it absorbs daylight saving. */
  static final Duration TOLERANCE = Duration.ofHours(1);

  private static final long SECONDS_A_DAY = Length.SECONDS_A_DAY;
  private static final Months CALENDAR = new Months(0);

  private final long planDays;

  private Months(long planDays) {
    this.planDays = planDays;
  }

  /** Months of the calendar. */
  static Months calendar() {
    return CALENDAR;
  }

  /** Months of a plan whose cycles all have this many days. */
  static Months ofFixedDays(long planDays) {
    return new Months(planDays);
  }

  /**
   * The months a subscription counts in, from all its cycles: a fixed-day plan where they have the
   * same whole number of days and are not all calendar months. A first one that is shorter than the
   * second, of at least three, only leads up to the day of billing and does not decide.
   */
  static Months decide(List<Cycle> all) {
    List<Cycle> cycles = leadsUp(all) ? all.subList(1, all.size()) : all;
    List<Optional<Long>> lengths =
        cycles.stream().map(cycle -> wholeDays(cycle.start(), cycle.end())).distinct().toList();
    boolean sameDays = lengths.size() == 1 && lengths.get(0).isPresent();
    boolean allCalendar =
        cycles.stream().allMatch(cycle -> wholeMonths(cycle.start(), cycle.end()).isPresent());
    return sameDays && !allCalendar ? ofFixedDays(lengths.get(0).orElseThrow()) : calendar();
  }

  private static boolean leadsUp(List<Cycle> cycles) {
    return cycles.size() > 2 && seconds(cycles.get(0)) < seconds(cycles.get(1));
  }

  private static long seconds(Cycle cycle) {
    return seconds(cycle.start(), cycle.end());
  }

  /** Whether two times are the same, give or take an hour. */
  static boolean near(Instant one, Instant other) {
    return Duration.between(one, other).abs().compareTo(TOLERANCE) <= 0;
  }

  boolean isFixedDays() {
    return planDays > 0;
  }

  /** Months in {@code [start, end)}, exactly; {@code start < end}. */
  BigFraction between(Instant start, Instant end) {
    return measure(start, end).months();
  }

  /** How {@link #between} counts them. */
  Length measure(Instant start, Instant end) {
    if (isFixedDays()) {
      return fixedDays(start, end);
    }
    return wholeMonths(start, end).map(Length::ofMonths).orElseGet(() -> brokenMonths(start, end));
  }

  /**
   * Whether {@code [start, end)} is a whole number of months, or of the fixed-day plan's cycles.
   */
  boolean isWhole(Instant start, Instant end) {
    if (isFixedDays()) {
      return wholeDays(start, end).filter(days -> days % planDays == 0).isPresent();
    }
    return wholeMonths(start, end).isPresent();
  }

  private Length fixedDays(Instant start, Instant end) {
    long seconds =
        wholeDays(start, end).map(days -> days * SECONDS_A_DAY).orElse(seconds(start, end));
    return Length.ofDays(seconds, planDays % 7 == 0 ? 52 * 7 : 365);
  }

  private static Optional<Long> wholeDays(Instant start, Instant end) {
    long days = (seconds(start, end) + SECONDS_A_DAY / 2) / SECONDS_A_DAY;
    boolean whole = days > 0 && near(start.plus(days, ChronoUnit.DAYS), end);
    return whole ? Optional.of(days) : Optional.empty();
  }

  private static Optional<Long> wholeMonths(Instant start, Instant end) {
    long about = monthsFrom(start, end);
    for (long months = Math.max(1, about); months <= about + 1; months++) {
      boolean forward = near(plusMonths(start, months), end);
      if (forward || near(plusMonths(end, -months), start)) {
        return Optional.of(months);
      }
    }
    return Optional.empty();
  }

  private static Length brokenMonths(Instant start, Instant end) {
    long months = monthsFrom(start, end);
    Instant lower = plusMonths(start, months);
    Instant upper = plusMonths(start, months + 1);
    return Length.ofBrokenMonths(months, seconds(lower, end), seconds(lower, upper));
  }

  /** The largest k with {@code start + k months <= end}. */
  private static long monthsFrom(Instant start, Instant end) {
    long months = ChronoUnit.MONTHS.between(utc(start), utc(end)) + 1;
    while (plusMonths(start, months).isAfter(end)) {
      months--;
    }
    return months;
  }

  static Instant plusMonths(Instant time, long months) {
    return utc(time).plusMonths(months).toInstant(ZoneOffset.UTC);
  }

  static long seconds(Instant start, Instant end) {
    return Duration.between(start, end).toSeconds();
  }

  private static LocalDateTime utc(Instant time) {
    return LocalDateTime.ofInstant(time, ZoneOffset.UTC);
  }
}
