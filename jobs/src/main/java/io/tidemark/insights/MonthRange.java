package io.tidemark.insights;

import io.tidemark.mrr.DataWindow;
import java.io.Serializable;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;

/**
 * The months of a run, numbered from 0: from the month of the opening day to the month of the as-of
 * date.
 *
 * @param openingDay the day before the first day of the data
 * @param asOf the last day shown
 */
public record MonthRange(LocalDate openingDay, LocalDate asOf) implements Serializable {
  public static MonthRange of(DataWindow window) {
    return new MonthRange(window.openingDay(), window.asOf());
  }

  public int count() {
    return index(asOf) + 1;
  }

  /** Returns the number of the month of a day, which may be outside the range. */
  public int index(LocalDate day) {
    return Math.toIntExact(
        ChronoUnit.MONTHS.between(YearMonth.from(openingDay), YearMonth.from(day)));
  }

  /** Returns the first day of a month by its number. */
  public LocalDate month(int index) {
    return openingDay.withDayOfMonth(1).plusMonths(index);
  }

  /** Returns the last day of a month that is shown: its end, or the as-of date. */
  public LocalDate lastDay(int index) {
    LocalDate end = month(index + 1).minusDays(1);
    return end.isAfter(asOf) ? asOf : end;
  }

  /** Returns whether a month ends after the as-of date. */
  public boolean isPartial(int index) {
    return lastDay(index).isBefore(month(index + 1).minusDays(1));
  }
}
