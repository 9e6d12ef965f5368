package io.tidemark.forecast;

import io.tidemark.insights.DailyCount;
import io.tidemark.insights.Draws;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Subscriptions that begin, in one currency: how many a day, and what they are worth. */
final class Newcomers {
  /** What is longer ago tells little of a business that grows. */
  private static final int RECENT_DAYS = 365;

  private static final int MOST_A_DAY = 40;

  private final DailyCount onWeekdays;
  private final DailyCount onWeekends;
  private final List<Renewals.Arrival> seen;
  private final int[] counts;

  private Newcomers(DailyCount onWeekdays, DailyCount onWeekends, List<Renewals.Arrival> seen) {
    this.onWeekdays = onWeekdays;
    this.onWeekends = onWeekends;
    this.seen = seen;
    this.counts = seen.stream().mapToInt(Renewals.Arrival::count).toArray();
  }

  /** From those seen between two days, both included. */
  static Newcomers of(List<Renewals.Arrival> arrivals, LocalDate from, LocalDate origin) {
    LocalDate recent = origin.minusDays(RECENT_DAYS - 1L);
    LocalDate first = recent.isAfter(from) ? recent : from;
    List<Renewals.Arrival> seen =
        arrivals.stream()
            .filter(arrival -> !arrival.date().isBefore(first))
            .sorted(
                Comparator.comparing(Renewals.Arrival::date)
                    .thenComparing(Renewals.Arrival::rhythm)
                    .thenComparing(Renewals.Arrival::mrrMinor))
            .toList();
    Map<LocalDate, Integer> byDay =
        seen.stream()
            .collect(
                Collectors.groupingBy(
                    Renewals.Arrival::date, Collectors.summingInt(Renewals.Arrival::count)));
    int[] weekdays = days(first, origin, false, byDay);
    int[] weekends = days(first, origin, true, byDay);
    return new Newcomers(
        DailyCount.of(weekdays.length == 0 ? weekends : weekdays),
        DailyCount.of(weekends.length == 0 ? weekdays : weekends),
        seen);
  }

  private static int[] days(
      LocalDate first, LocalDate last, boolean weekend, Map<LocalDate, Integer> counts) {
    return first
        .datesUntil(last.plusDays(1))
        .filter(date -> isWeekend(date) == weekend)
        .mapToInt(date -> counts.getOrDefault(date, 0))
        .toArray();
  }

  private static boolean isWeekend(LocalDate date) {
    return date.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
  }

  /** How many of a day are drawn as one, so that no day needs more than about 40 draws. */
  int crowd() {
    return 1 + (int) (onWeekdays.mean() / MOST_A_DAY);
  }

  /** Those that were drawn from, in their order. */
  List<Renewals.Arrival> seen() {
    return seen;
  }

  /** The newcomers of one future: its rates and what it draws from. */
  Future future(Draws draws) {
    return new Future(draws);
  }

  /** One future. */
  final class Future {
    private final Draws draws;
    private final double weekdayMean;
    private final double weekendMean;
    private final Resample prices;

    private Future(Draws draws) {
      this.draws = draws;
      this.weekdayMean = onWeekdays.drawMean(draws);
      this.weekendMean = onWeekends.drawMean(draws);
      this.prices = seen.isEmpty() ? null : Resample.weigh(counts, draws);
    }

    /** How many begin on a day. */
    int on(LocalDate date) {
      if (prices == null) {
        return 0;
      }
      return isWeekend(date)
          ? onWeekends.draw(draws, weekendMean)
          : onWeekdays.draw(draws, weekdayMean);
    }

    /** The position in {@link #seen} of one of them. */
    int like() {
      return prices.draw(draws);
    }
  }
}
