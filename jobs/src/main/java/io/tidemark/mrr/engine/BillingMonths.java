package io.tidemark.mrr.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
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
final class BillingMonths {
  /** Two times this close are the same to a billing system; it absorbs daylight saving. */
  static final Duration TOLERANCE = Duration.ofHours(1);

  private static final long SECONDS_A_DAY = MonthCount.SECONDS_A_DAY;
  private static final int EARLIEST_MONTH_END = 28;
  private static final int DAYS_A_WEEK = 7;
  private static final BillingMonths CALENDAR = new BillingMonths(FixedDayRows.none(), 0);

  private final FixedDayRows fixedDays;
  private final long inexactSeconds;

  private BillingMonths(FixedDayRows fixedDays, long inexactSeconds) {
    this.fixedDays = fixedDays;
    this.inexactSeconds = inexactSeconds;
  }

  /**
   * Returns these months for inexact times.
   *
   * @param seconds by which the length of a period may be off
   */
  BillingMonths withInexactSeconds(long seconds) {
    return new BillingMonths(fixedDays, seconds);
  }

  /** By how many seconds the length of a period may be off, as times are cut to minutes. */
  long inexactSeconds() {
    return inexactSeconds;
  }

  /** Months of the calendar. */
  static BillingMonths calendar() {
    return CALENDAR;
  }

  /**
   * Returns the months in which a billing stream is measured.
   *
   * @param cycles all cycles of the stream, in order
   */
  static BillingMonths decide(List<Cycle> cycles) {
    return new BillingMonths(FixedDayRows.of(cycles), 0);
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
    return !fixedDays.isEmpty();
  }

  /** Months in {@code [start, end)}, exactly; {@code start < end}. */
  BigFraction between(Instant start, Instant end) {
    return measure(start, end).months();
  }

  /** How {@link #between} counts them. */
  MonthCount measure(Instant start, Instant end) {
    return fixedDays
        .daysOf(start, end)
        .map(days -> fixedDays(start, end, days))
        .or(() -> wholeMonths(start, end).map(MonthCount::ofMonths))
        .orElseGet(() -> brokenMonths(start, end));
  }

  /** Whether {@code [start, end)} is a whole number of months, or of the cycles of fixed days. */
  boolean isWhole(Instant start, Instant end) {
    return fixedDays.daysOf(start, end).isPresent() || wholeMonths(start, end).isPresent();
  }

  private static MonthCount fixedDays(Instant start, Instant end, long planDays) {
    long seconds = wholeDays(start, end).orElseThrow() * SECONDS_A_DAY;
    return MonthCount.ofDays(seconds, planDays % 7 == 0 ? 52 * 7 : 365);
  }

  /** Returns the days of a period that is a whole number of them. */
  static Optional<Long> wholeDays(Instant start, Instant end) {
    long days = (seconds(start, end) + SECONDS_A_DAY / 2) / SECONDS_A_DAY;
    boolean whole = days > 0 && near(start.plus(days, ChronoUnit.DAYS), end);
    return whole ? Optional.of(days) : Optional.empty();
  }

  /** Returns the calendar months of a period that is a whole number of them. */
  static Optional<Long> wholeMonths(Instant start, Instant end) {
    long about = monthsFrom(start, end);
    for (long months = Math.max(1, about); months <= about + 1; months++) {
      boolean forward = near(plusMonths(start, months), end);
      if (forward || near(plusMonths(end, -months), start)) {
        return Optional.of(months);
      }
    }
    return Optional.empty();
  }

  private static MonthCount brokenMonths(Instant start, Instant end) {
    long months = monthsFrom(start, end);
    Instant lower = plusMonths(start, months);
    Instant upper = plusMonths(start, months + 1);
    return MonthCount.ofBrokenMonths(months, seconds(lower, end), seconds(lower, upper));
  }

  /** The largest k with {@code start + k months <= end}. */
  private static long monthsFrom(Instant start, Instant end) {
    LocalDateTime from = utc(start);
    LocalDateTime to = utc(end);
    long months = 12L * (to.getYear() - from.getYear()) + to.getMonthValue() - from.getMonthValue();
    return from.plusMonths(months).isAfter(to) ? months - 1 : months;
  }

  static Instant plusMonths(Instant time, long months) {
    return utc(time).plusMonths(months).toInstant(ZoneOffset.UTC);
  }

  static long seconds(Instant start, Instant end) {
    return Duration.between(start, end).toSeconds();
  }

  private static LocalDateTime utc(Instant time) {
    // Not ofInstant: it asks the zone for its rules each time, a sixth of the time of all readings.
    return LocalDateTime.ofEpochSecond(time.getEpochSecond(), time.getNano(), ZoneOffset.UTC);
  }
}
