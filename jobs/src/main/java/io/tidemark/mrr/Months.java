package io.tidemark.mrr;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
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
  private static final int EARLIEST_MONTH_END = 28;
  private static final int DAYS_A_WEEK = 7;
  private static final Months CALENDAR = new Months(List.of(), List.of(), 0);

  private final List<FixedDayRow> rows;
  private final List<Cycle> others;
  private final long inexactSeconds;

  private Months(List<FixedDayRow> rows, List<Cycle> others, long inexactSeconds) {
    this.rows = rows;
    this.others = others;
    this.inexactSeconds = inexactSeconds;
  }

  /**
   * The same for times that may be off.
   *
   * @param seconds by which the length of a period may be off
   */
  Months withInexactSeconds(long seconds) {
    return new Months(rows, others, seconds);
  }

  /** By how many seconds the length of a period may be off, as times are cut to minutes. */
  long inexactSeconds() {
    return inexactSeconds;
  }

  /** Months of the calendar. */
  static Months calendar() {
    return CALENDAR;
  }

  /**
   * The months a stream of cycles counts in: cycles in a row with the same whole number of days,
   * not all calendar months, are measured in days, and so is an only cycle. A calendar month at the
   * edge of such a row is one if its neighbour outside is as many.
   *
   * @param cycles all that were opened, in order
   */
  static Months decide(List<Cycle> cycles) {
    List<FixedDayRow> rows = new ArrayList<>();
    List<Cycle> others = new ArrayList<>();
    int from = 0;
    while (from < cycles.size()) {
      int to = from + 1;
      while (to < cycles.size() && days(cycles.get(from)).equals(days(cycles.get(to)))) {
        to++;
      }
      addRow(cycles, from, to, rows, others);
      from = to;
    }
    return rows.isEmpty() ? calendar() : new Months(rows, others, 0);
  }

  /** Adds the row of {@code cycles[from, to)}, all of the same length, where it is one. */
  private static void addRow(
      List<Cycle> cycles, int from, int to, List<FixedDayRow> rows, List<Cycle> others) {
    int first = from;
    int end = to;
    while (first < end && first > 0 && isMonthly(cycles.get(first), cycles.get(first - 1))) {
      first++;
    }
    while (first < end && end < cycles.size() && isMonthly(cycles.get(end - 1), cycles.get(end))) {
      end--;
    }
    List<Cycle> row = cycles.subList(first, end);
    boolean allCalendar = row.stream().allMatch(cycle -> calendarMonths(cycle).isPresent());
    boolean isLongEnough = row.size() > 1 || cycles.size() == 1;
    boolean isRow = isLongEnough && !allCalendar && days(row.get(0)).isPresent();
    if (isRow) {
      rows.add(FixedDayRow.of(row, days(row.get(0)).orElseThrow()));
    }
    others.addAll(cycles.subList(from, isRow ? first : to));
    others.addAll(cycles.subList(isRow ? end : to, to));
  }

  private static boolean isMonthly(Cycle cycle, Cycle neighbour) {
    Optional<Long> months = calendarMonths(cycle);
    return months.isPresent() && months.equals(calendarMonths(neighbour));
  }

  private static Optional<Long> calendarMonths(Cycle cycle) {
    return wholeMonths(cycle.start(), cycle.end());
  }

  private static Optional<Long> days(Cycle cycle) {
    return wholeDays(cycle.start(), cycle.end());
  }

  /**
   * Cycles in a row that are measured in days.
   *
   * @param days of each
   */
  private record FixedDayRow(Instant start, Instant end, long days) {
    private static FixedDayRow of(List<Cycle> row, long days) {
      return new FixedDayRow(row.get(0).start(), row.get(row.size() - 1).end(), days);
    }

    /** Whether a period of whole cycles is one of its cycles, or lies next to them. */
    private boolean holds(Instant from, Instant to) {
      return wholeDays(from, to).filter(length -> length % days == 0).isPresent()
          && to.isAfter(start.minus(TOLERANCE))
          && from.isBefore(end.plus(TOLERANCE));
    }
  }

  /**
   * Whether two periods are as many calendar months or, where not both are calendar months, as many
   * whole days. A month after the last day of a month may end on any day from the 28th on, as the
   * day of billing may be one that the month before does not have.
   */
  static boolean areEquallyLong(Instant start, Instant end, Instant otherStart, Instant otherEnd) {
    Optional<Long> months = monthsAtMonthEnds(start, end);
    Optional<Long> otherMonths = monthsAtMonthEnds(otherStart, otherEnd);
    if (months.isPresent() && otherMonths.isPresent()) {
      return months.equals(otherMonths);
    }
    Optional<Long> days = wholeDays(start, end);
    return days.isPresent() && days.equals(wholeDays(otherStart, otherEnd));
  }

  /** Whether a period is a divisor of a longer one, in whole months or in whole weeks. */
  static boolean divides(Instant start, Instant end, Instant longerStart, Instant longerEnd) {
    Optional<Long> months = wholeMonths(start, end);
    Optional<Long> longerMonths = wholeMonths(longerStart, longerEnd);
    if (months.isPresent() && longerMonths.isPresent()) {
      return isDivisor(months.get(), longerMonths.get());
    }
    Optional<Long> days = wholeDays(start, end).filter(count -> count % DAYS_A_WEEK == 0);
    return days.isPresent()
        && wholeDays(longerStart, longerEnd).filter(all -> isDivisor(days.get(), all)).isPresent();
  }

  private static boolean isDivisor(long part, long whole) {
    return part < whole && whole % part == 0;
  }

  /** Whether a period is whole weeks, or as many days as a month or longer. */
  static boolean isUsualPlan(Instant start, Instant end) {
    return wholeDays(start, end)
        .filter(days -> days % DAYS_A_WEEK == 0 || days >= EARLIEST_MONTH_END)
        .isPresent();
  }

  /** The end of a period from {@code time} that is as long as {@code [start, end)}. */
  static Instant plusSame(Instant time, Instant start, Instant end) {
    return monthsAtMonthEnds(start, end)
        .map(months -> plusMonths(time, months))
        .orElseGet(() -> time.plusSeconds(seconds(start, end)));
  }

  /** The start of a period up to {@code time} that is as long as {@code [start, end)}. */
  static Instant minusSame(Instant time, Instant start, Instant end) {
    return monthsAtMonthEnds(start, end)
        .map(months -> plusMonths(time, -months))
        .orElseGet(() -> time.minusSeconds(seconds(start, end)));
  }

  /** Whether a period is a whole number of days that {@code divisor} divides. */
  static boolean isWholeDays(Instant start, Instant end, long divisor) {
    return wholeDays(start, end).filter(days -> days % divisor == 0).isPresent();
  }

  private static Optional<Long> monthsAtMonthEnds(Instant start, Instant end) {
    return wholeMonths(start, end).or(() -> fromMonthEnd(start, end));
  }

  private static Optional<Long> fromMonthEnd(Instant start, Instant end) {
    LocalDateTime from = utc(start);
    LocalDateTime to = utc(end);
    boolean isAtMonthEnds =
        from.getDayOfMonth() == from.toLocalDate().lengthOfMonth()
            && to.getDayOfMonth() >= EARLIEST_MONTH_END;
    long months = ChronoUnit.MONTHS.between(YearMonth.from(from), YearMonth.from(to));
    Instant sameDay = utc(start).with(to.toLocalDate()).toInstant(ZoneOffset.UTC);
    return isAtMonthEnds && months > 0 && near(sameDay, end)
        ? Optional.of(months)
        : Optional.empty();
  }

  /** Whether two times are the same, give or take an hour. */
  static boolean near(Instant one, Instant other) {
    return Duration.between(one, other).abs().compareTo(TOLERANCE) <= 0;
  }

  /** Some of the cycles are measured in days. */
  boolean hasFixedDays() {
    return !rows.isEmpty();
  }

  /** Months in {@code [start, end)}, exactly; {@code start < end}. */
  BigFraction between(Instant start, Instant end) {
    return measure(start, end).months();
  }

  /** How {@link #between} counts them. */
  Length measure(Instant start, Instant end) {
    return planDays(start, end)
        .map(days -> fixedDays(start, end, days))
        .or(() -> wholeMonths(start, end).map(Length::ofMonths))
        .orElseGet(() -> brokenMonths(start, end));
  }

  /** Whether {@code [start, end)} is a whole number of months, or of the cycles of fixed days. */
  boolean isWhole(Instant start, Instant end) {
    return planDays(start, end).isPresent() || wholeMonths(start, end).isPresent();
  }

  /** The days of the cycles that a period consists of, where these are measured in days. */
  private Optional<Long> planDays(Instant start, Instant end) {
    boolean isOther =
        others.stream().anyMatch(cycle -> near(cycle.start(), start) && near(cycle.end(), end));
    return rows.stream()
        .filter(row -> !isOther && row.holds(start, end))
        .map(FixedDayRow::days)
        .findFirst();
  }

  private static Length fixedDays(Instant start, Instant end, long planDays) {
    long seconds = wholeDays(start, end).orElseThrow() * SECONDS_A_DAY;
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
