package io.tidemark.forecast;

import io.tidemark.stats.DailyCount;
import io.tidemark.stats.SeededRandom;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** New subscriptions in one currency: their number per day, and their MRR. */
final class NewSubscriptions {
  /**
   * The weight of a past day in the estimate of the current rate halves after this many days,
   * because a business changes.
   */
  private static final double HALVES_IN_DAYS = 60;

  private static final double JEFFREYS = 0.5;

  private final Rate onWeekdays;
  private final Rate onWeekends;
  private final List<Renewals.Newcomer> kinds;
  private final int[] counts;

  /**
   * The number of new subscriptions on a day of one class, weekday or weekend.
   *
   * @param spread the distribution of the counts of days
   * @param events observed number, weighted by the recency of each day
   * @param days observed days, weighted in the same way
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

    double drawMean(SeededRandom draws) {
      return draws.gamma(events + JEFFREYS) / days;
    }

    int draw(SeededRandom draws, double mean) {
      return spread.draw(draws, mean);
    }
  }

  private NewSubscriptions(Rate onWeekdays, Rate onWeekends, List<Renewals.Newcomer> kinds) {
    this.onWeekdays = onWeekdays;
    this.onWeekends = onWeekends;
    this.kinds = kinds;
    this.counts = kinds.stream().mapToInt(Renewals.Newcomer::count).toArray();
  }

  /** Estimates the rates from the subscriptions that began between two days, both inclusive. */
  static NewSubscriptions of(Renewals renewals, String currency, LocalDate from, LocalDate origin) {
    long all = ChronoUnit.DAYS.between(from, origin) + 1;
    int days = (int) Math.max(0, Math.min(Renewals.RECENT_DAYS, all));
    int[] begun = renewals.begun(currency, days);
    Rate weekdays = rate(begun, origin, false);
    Rate weekends = rate(begun, origin, true);
    return new NewSubscriptions(
        weekdays.days() == 0 ? weekends : weekdays,
        weekends.days() == 0 ? weekdays : weekends,
        renewals.newcomers(currency));
  }

  /**
   * @param begun number that began on each day up to the last
   */
  private static Rate rate(int[] begun, LocalDate last, boolean weekend) {
    int[] daysAgo =
        IntStream.range(0, begun.length)
            .map(day -> begun.length - 1 - day)
            .filter(ago -> isWeekend(last.minusDays(ago)) == weekend)
            .toArray();
    return Rate.of(
        Arrays.stream(daysAgo).map(ago -> begun[begun.length - 1 - ago]).toArray(),
        Arrays.stream(daysAgo).mapToDouble(ago -> Math.pow(0.5, ago / HALVES_IN_DAYS)).toArray());
  }

  private static boolean isWeekend(LocalDate date) {
    return date.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
  }

  /** Returns the kinds that are drawn from, in order, grouped by billing frequency. */
  List<List<Renewals.Newcomer>> kinds() {
    return kinds.stream()
        .collect(
            Collectors.groupingBy(
                Renewals.Newcomer::rhythm, LinkedHashMap::new, Collectors.toList()))
        .values()
        .stream()
        .toList();
  }

  /** Draws the rates and the weights of the kinds for one path. */
  Future future(SeededRandom draws) {
    return new Future(draws);
  }

  /** The new subscriptions of one path. */
  final class Future {
    private final SeededRandom draws;
    private final double weekdayMean;
    private final double weekendMean;
    private final BayesianBootstrap like;

    private Future(SeededRandom draws) {
      this.draws = draws;
      this.weekdayMean = onWeekdays.drawMean(draws);
      this.weekendMean = onWeekends.drawMean(draws);
      this.like = kinds.isEmpty() ? null : BayesianBootstrap.weigh(counts, draws);
    }

    /** Draws the number of lines of each kind that begin on a day. */
    int[] on(LocalDate date) {
      if (like == null) {
        return new int[0];
      }
      int number =
          isWeekend(date)
              ? onWeekends.draw(draws, weekendMean)
              : onWeekdays.draw(draws, weekdayMean);
      return like.draw(number, draws);
    }
  }
}
