package io.tidemark.mrr.engine;

import io.tidemark.tables.BillingTolerances;
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
 * Counts the months of a period exactly, never as a number of days divided by 30.
 *
 * <p>Billing systems count calendar months and clamp at month ends: Jan 31 to Feb 28 is one month,
 * and so is Feb 28 to Mar 31. A plan of a fixed number of days has 12 months per 365 days, or per
 * 52 weeks if its cycles are whole weeks.
 */
final class BillingMonths {
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

  /**
   * Returns by how many seconds the length of a period may be off if times are truncated to
   * minutes.
   */
  long inexactSeconds() {
    return inexactSeconds;
  }

  /** Returns calendar months. */
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
   * Returns whether two periods have the same number of calendar months or, if not both are whole
   * calendar months, the same number of whole days. A month that starts on the last day of a month
   * can end on any day from the 28th on, because the previous month may not have the billing day.
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

  /**
   * Returns whether the length of a period divides that of a longer one, in whole months or in
   * whole weeks.
   */
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

  /** Returns whether a period is a number of whole weeks or at least as many days as a month. */
  static boolean isUsualPlan(Instant start, Instant end) {
    return wholeDays(start, end)
        .filter(days -> days % DAYS_A_WEEK == 0 || days >= EARLIEST_MONTH_END)
        .isPresent();
  }

  /**
   * Returns the end of the period that starts at {@code time} and is as long as {@code [start,
   * end)}.
   */
  static Instant plusSame(Instant time, Instant start, Instant end) {
    return monthsAtMonthEnds(start, end)
        .map(months -> plusMonths(time, months))
        .orElseGet(() -> time.plusSeconds(seconds(start, end)));
  }

  /**
   * Returns the start of the period that ends at {@code time} and is as long as {@code [start,
   * end)}.
   */
  static Instant minusSame(Instant time, Instant start, Instant end) {
    return monthsAtMonthEnds(start, end)
        .map(months -> plusMonths(time, -months))
        .orElseGet(() -> time.minusSeconds(seconds(start, end)));
  }

  /** Returns whether a period is a whole number of days that {@code divisor} divides. */
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

  /** Returns whether two times are at most one hour apart. */
  static boolean near(Instant one, Instant other) {
    return Duration.between(one, other).abs().compareTo(BillingTolerances.SAME_TIME) <= 0;
  }

  /** Returns whether some of the cycles are measured in days. */
  boolean hasFixedDays() {
    return !fixedDays.isEmpty();
  }

  /** Returns the exact number of months in {@code [start, end)}; {@code start < end}. */
  BigFraction between(Instant start, Instant end) {
    return measure(start, end).months();
  }

  /** Returns the months of {@link #between} with how they are counted. */
  MonthCount measure(Instant start, Instant end) {
    return fixedDays
        .daysOf(start, end)
        .map(days -> fixedDays(start, end, days))
        .or(() -> wholeMonths(start, end).map(MonthCount::ofMonths))
        .orElseGet(() -> brokenMonths(start, end));
  }

  /** Returns whether {@code [start, end)} is a whole number of months or of fixed-day cycles. */
  boolean isWhole(Instant start, Instant end) {
    return fixedDays.daysOf(start, end).isPresent() || wholeMonths(start, end).isPresent();
  }

  private static MonthCount fixedDays(Instant start, Instant end, long planDays) {
    long seconds = wholeDays(start, end).orElseThrow() * SECONDS_A_DAY;
    return MonthCount.ofDays(seconds, planDays % 7 == 0 ? 52 * 7 : 365);
  }

  /** Returns the days of a period if it is a whole number of days. */
  static Optional<Long> wholeDays(Instant start, Instant end) {
    long days = (seconds(start, end) + SECONDS_A_DAY / 2) / SECONDS_A_DAY;
    boolean whole = days > 0 && near(start.plus(days, ChronoUnit.DAYS), end);
    return whole ? Optional.of(days) : Optional.empty();
  }

  /** Returns the calendar months of a period if it is a whole number of months. */
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

  /** Returns the largest k with {@code start + k months <= end}. */
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
    // Do not use ofInstant: it looks up the zone rules on each call, a sixth of the engine's run
    // time.
    return LocalDateTime.ofEpochSecond(time.getEpochSecond(), time.getNano(), ZoneOffset.UTC);
  }
}
