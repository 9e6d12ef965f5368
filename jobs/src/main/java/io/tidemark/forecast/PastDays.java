package io.tidemark.forecast;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Days before the as-of date that a backtest forecasts from: up to six, of months before of weeks.
 * Customers are added up as they were known on each day that may be one, before it is known from
 * when on losses are visible.
 */
final class PastDays {
  private static final List<Integer> MONTHS = List.of(30, 60, 90, 120, 150, 180);
  private static final List<Integer> WEEKS = List.of(7, 13, 19, 10, 16);
  private static final int VISIBLE_DAYS = 7;

  private PastDays() {}

  /**
   * Returns the days that may be forecast from, oldest first: those with enough history.
   *
   * @param from the first whole day of the window
   */
  static List<LocalDate> of(LocalDate from, LocalDate asOf) {
    return preferred(from, asOf).stream().sorted().toList();
  }

  /**
   * Returns those of the days that are forecast from, oldest first.
   *
   * @param visibleFrom the first day on which losses can be seen as well as gains
   */
  static List<LocalDate> of(LocalDate from, LocalDate visibleFrom, LocalDate asOf) {
    LocalDate first = visibleFrom.plusDays(VISIBLE_DAYS);
    return preferred(from, asOf).stream()
        .filter(day -> !day.isBefore(first))
        .limit(MONTHS.size())
        .sorted()
        .toList();
  }

  private static List<LocalDate> preferred(LocalDate from, LocalDate asOf) {
    LocalDate sixthMonth = asOf.minusDays(MONTHS.get(MONTHS.size() - 1));
    LocalDate yearVisible = from.plusYears(1).plusDays(VISIBLE_DAYS);
    List<Integer> daysBefore = new ArrayList<>(MONTHS);
    // Where even a yearly contract leaves six months visible, weeks are not needed.
    if (sixthMonth.isBefore(yearVisible)) {
      daysBefore.addAll(WEEKS);
    }
    LocalDate least = from.plusDays(HistoryCheck.FEWEST_DAYS - 1L);
    return daysBefore.stream().map(asOf::minusDays).filter(day -> !day.isBefore(least)).toList();
  }
}
