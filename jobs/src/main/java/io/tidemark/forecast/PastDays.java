package io.tidemark.forecast;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The days before the as-of date from which the backtest forecasts: up to six, months before weeks.
 * Customers are aggregated for all candidate days, because the day from which losses are visible is
 * known only afterwards.
 */
final class PastDays {
  private static final List<Integer> MONTHS = List.of(30, 60, 90, 120, 150, 180);
  private static final List<Integer> WEEKS = List.of(7, 13, 19, 10, 16);
  private static final int VISIBLE_DAYS = 7;

  private PastDays() {}

  /**
   * Returns the candidate days with enough history, oldest first.
   *
   * @param from the first whole day of the window
   */
  static List<LocalDate> of(LocalDate from, LocalDate asOf) {
    return preferred(from, asOf).stream().sorted().toList();
  }

  /**
   * Returns the candidate days that are used, oldest first.
   *
   * @param visibleFrom the first day on which losses are visible as well as gains
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
    // Weeks are not needed if even yearly contracts leave six months visible.
    if (sixthMonth.isBefore(yearVisible)) {
      daysBefore.addAll(WEEKS);
    }
    LocalDate least = from.plusDays(HistoryCheck.FEWEST_DAYS - 1L);
    return daysBefore.stream().map(asOf::minusDays).filter(day -> !day.isBefore(least)).toList();
  }
}
