package io.tidemark.forecast;

import io.tidemark.stats.SeededRandom;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Draws futures as they are described, each line alone: it renews or not at each end of its paid
 * period, and changes its price by a ratio that was seen. Nothing is grouped, and no price rounded
 * to that of others.
 *
 * @param lines that run on the origin day, monthly
 * @param smallRatios of all renewals that were seen of lines below 81.92 a month
 * @param largeRatios of all others
 * @param newcomers MRR of each that began, monthly
 * @param begunOn how many began on each day up to the origin
 */
record LineByLine(
    List<ForecastLine> lines,
    RenewalRates rates,
    double[] smallRatios,
    double[] largeRatios,
    double[] newcomers,
    int[] begunOn,
    LocalDate origin) {
  private static final double HALVES_IN_DAYS = 60;
  private static final int LARGE_MINOR = 8_192;

  /**
   * What is drawn once in a future.
   *
   * @param weights of the ratios, by size class
   */
  private record Future(double[] chances, Map<Integer, double[]> weights, SeededRandom draws) {}

  /** Returns MRR of a day in every future, minor units. */
  double[] levels(int day, int paths) {
    double[] levels = new double[paths];
    for (int path = 0; path < paths; path++) {
      levels[path] = level(day, new SeededRandom(99, path));
    }
    return levels;
  }

  private double level(int day, SeededRandom draws) {
    Future future =
        new Future(rates.draw(draws)[IntervalClass.MONTH.ordinal()], new HashMap<>(), draws);
    LocalDate end = origin.plusDays(day);
    double sum = 0;
    for (ForecastLine line : lines) {
      sum += left(line.mrrMinor(), line.periodEnd(), line.nextRenewal(), end, future);
    }
    double[] likeWeights = weights(newcomers.length, draws);
    double weekdayMean = mean(false, draws);
    double weekendMean = mean(true, draws);
    for (LocalDate begin = origin.plusDays(1); !begin.isAfter(end); begin = begin.plusDays(1)) {
      int number = draws.poisson(isWeekend(begin) ? weekendMean : weekdayMean);
      for (int each = 0; each < number; each++) {
        double mrr = newcomers[position(likeWeights, draws)];
        sum += left(mrr, begin.plusMonths(1), 1, end, future);
      }
    }
    return sum;
  }

  /** What is left of a line on a day. */
  private double left(
      double mrrAtFirst, LocalDate firstDue, int firstNumber, LocalDate end, Future future) {
    double mrr = mrrAtFirst;
    int number = firstNumber;
    for (int cycle = 0; !firstDue.plusMonths(cycle).isAfter(end); cycle++) {
      if (future.draws().uniform() >= future.chances()[Renewals.band(number)]) {
        return 0;
      }
      double[] ratios = mrr < LARGE_MINOR ? smallRatios : largeRatios;
      double[] weights =
          future
              .weights()
              .computeIfAbsent(
                  Renewals.size((long) mrr), size -> weights(ratios.length, future.draws()));
      mrr *= ratios[position(weights, future.draws())];
      number++;
    }
    return mrr;
  }

  /** A Bayesian bootstrap: each value that was seen has an exponential weight. */
  private static double[] weights(int values, SeededRandom draws) {
    double[] weights = new double[values];
    double sum = 0;
    for (int value = 0; value < values; value++) {
      weights[value] = draws.exponential();
      sum += weights[value];
    }
    for (int value = 0; value < values; value++) {
      weights[value] /= sum;
    }
    return weights;
  }

  private static int position(double[] weights, SeededRandom draws) {
    double point = draws.uniform();
    int position = 0;
    while (position < weights.length - 1 && point >= weights[position]) {
      point -= weights[position];
      position++;
    }
    return position;
  }

  /** A mean of days that are no more different than Poisson explains; half a day is 60 days old. */
  private double mean(boolean weekend, SeededRandom draws) {
    double events = 0;
    double days = 0;
    for (int ago = 0; ago < begunOn.length; ago++) {
      if (isWeekend(origin.minusDays(ago)) == weekend) {
        double weight = Math.pow(0.5, ago / HALVES_IN_DAYS);
        events += weight * begunOn[begunOn.length - 1 - ago];
        days += weight;
      }
    }
    return draws.gamma(events + 0.5) / days;
  }

  private static boolean isWeekend(LocalDate date) {
    return date.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
  }
}
