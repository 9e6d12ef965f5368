package io.tidemark.forecast;

import static java.time.temporal.ChronoUnit.DAYS;

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

  /** A business changes: what a day tells of the rate of today halves in so many days. */
  private static final double HALVES_IN_DAYS = 60;

  private static final double JEFFREYS = 0.5;
  private static final int MOST_A_DAY = 40;

  private final Rate onWeekdays;
  private final Rate onWeekends;
  private final List<Renewals.Arrival> seen;
  private final int[] counts;

  /**
   * How many begin on a day of a class.
   *
   * @param spread how days differ
   * @param events seen, each worth as much as its day still tells
   * @param days they were seen on, so weighed too
   */
  private record Rate(DailyCount spread, double events, double days) {
    static Rate of(int[] counts, double[] weights) {
      double events = 0;
      double days = 0;
      for (int day = 0; day < counts.length; day++) {
        events += weights[day] * counts[day];
        days += weights[day];
      }
      return new Rate(DailyCount.of(counts), events, days);
    }

    double drawMean(Draws draws) {
      return draws.gamma(events + JEFFREYS) / days;
    }

    int draw(Draws draws, double mean) {
      return spread.draw(draws, mean);
    }
  }

  private Newcomers(Rate onWeekdays, Rate onWeekends, List<Renewals.Arrival> seen) {
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
    Rate weekdays = rate(first, origin, false, byDay);
    Rate weekends = rate(first, origin, true, byDay);
    return new Newcomers(
        weekdays.days() == 0 ? weekends : weekdays,
        weekends.days() == 0 ? weekdays : weekends,
        seen);
  }

  private static Rate rate(
      LocalDate first, LocalDate last, boolean weekend, Map<LocalDate, Integer> counts) {
    List<LocalDate> days =
        first.datesUntil(last.plusDays(1)).filter(date -> isWeekend(date) == weekend).toList();
    return Rate.of(
        days.stream().mapToInt(date -> counts.getOrDefault(date, 0)).toArray(),
        days.stream()
            .mapToDouble(date -> Math.pow(0.5, date.until(last, DAYS) / HALVES_IN_DAYS))
            .toArray());
  }

  private static boolean isWeekend(LocalDate date) {
    return date.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
  }

  /** How many of a day are drawn as one, so that no day needs more than about 40 draws. */
  int crowd() {
    return 1 + (int) (onWeekdays.spread().mean() / MOST_A_DAY);
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
