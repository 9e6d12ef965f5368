package io.tidemark.insights.days;

import io.tidemark.stats.BlurredAmounts;
import io.tidemark.stats.BlurredAmounts.Masses;
import io.tidemark.stats.CompoundSum;
import io.tidemark.stats.DailyCount;
import io.tidemark.stats.PredictedCount;
import java.util.List;

/**
 * The distribution of a day's change by chance, from other days: as many movements as a day of its
 * weekday class has, each as large as one that was seen, blurred; and a normal rest.
 */
final class SignificantDaysNull {
  /** The least p-value: the other days are too few to make a smaller one mean anything. */
  static final double LEAST = 1e-6;

  private static final int FEWEST_OF_CLASS = 3;

  /** The sum is hardly ever farther from its mean than as many deviations. */
  private static final double DEVIATIONS = 6;

  /** The most gains or losses beyond the grid that a day may have on average, if it has both. */
  private static final double MOST_BEYOND = 0.1;

  private static final int LEAST_SCALE = -5;
  private static final int LEAST_SIZE = 8 * BlurredAmounts.REACH;

  private final List<DayAmounts> others;
  private final int amounts;
  private final DailyCount count;
  private final PredictedCount number;
  private final double restMean;
  private final double restDeviation;

  private SignificantDaysNull(
      List<DayAmounts> others, DailyCount count, double restMean, double restDeviation) {
    this.others = others;
    this.amounts = others.stream().mapToInt(other -> other.day().changes().size()).sum();
    this.count = count;
    this.number = PredictedCount.of(count);
    this.restMean = restMean;
    this.restDeviation = restDeviation;
  }

  /**
   * For a day from others.
   *
   * @param others at least one
   */
  static SignificantDaysNull of(boolean isWeekend, List<DayAmounts> others) {
    List<MovementDay> days = others.stream().map(DayAmounts::day).toList();
    List<MovementDay> sameClass =
        days.stream().filter(day -> day.isWeekend() == isWeekend).toList();
    List<MovementDay> counted = sameClass.size() < FEWEST_OF_CLASS ? days : sameClass;
    double restMean = counted.stream().mapToLong(MovementDay::restMinor).average().orElse(0);
    double restVariance =
        counted.stream()
            .mapToDouble(day -> (day.restMinor() - restMean) * (day.restMinor() - restMean))
            .average()
            .orElse(0);
    int[] counts = counted.stream().mapToInt(day -> day.changes().size()).toArray();
    return new SignificantDaysNull(
        others, DailyCount.of(counts), restMean, Math.sqrt(restVariance));
  }

  /** Returns how many amounts a movement may have. */
  int amounts() {
    return amounts;
  }

  /** Returns the mean change of such a day, minor units. */
  double mean() {
    double sum =
        others.stream()
            .flatMap(other -> other.day().changes().stream())
            .mapToDouble(MovementDay.Change::changeMinor)
            .sum();
    return restMean + (amounts == 0 ? 0 : count.mean() * sum / amounts);
  }

  /**
   * Returns the chance of a change as far out on either side: twice that of the rarer side, at most
   * 1 and at least {@value #LEAST}. There must be some amounts.
   */
  double pValue(double change) {
    Scale scale = scale(change - restMean);
    Masses masses = new Masses();
    others.forEach(other -> masses.add(other.masses(scale.exponent())));
    CompoundSum sum =
        CompoundSum.of(masses, amounts, number, restDeviation / scale.cell(), scale.size());
    double value = (change - restMean) / scale.cell();
    double rarer = Math.min(sum.atLeast(value), sum.atMost(value));
    return Math.max(LEAST, Math.min(1, 2 * rarer));
  }

  /** A grid: cells of 2 to the power of the exponent, minor units; how many. */
  private record Scale(int exponent, int size) {
    double cell() {
      return Math.scalb(1.0, exponent);
    }
  }

  /**
   * Returns the finest grid on which a change is within half the reach of an amount, the sum of the
   * amounts within that reach is hardly ever beyond it, and those beyond it hardly ever meet others
   * of the opposite sign.
   */
  private Scale scale(double change) {
    int gains = others.stream().mapToInt(DayAmounts::gains).sum();
    int losses = amounts - gains;
    double mean = 0;
    double square = 0;
    int digits = 0;
    for (int exponent = LEAST_SCALE; ; exponent++) {
      double reach = Math.scalb((double) BlurredAmounts.REACH, exponent);
      for (; digits < Long.SIZE && Math.scalb(1.0, digits) <= reach; digits++) {
        for (DayAmounts other : others) {
          gains -= other.gains(digits);
          losses -= other.losses(digits);
          mean += BlurredAmounts.mean(other.sum(digits)) / amounts;
          square += BlurredAmounts.square(other.squares(digits)) / amounts;
        }
      }
      boolean areBeyond = gains > 0 && losses > 0;
      double beyond = areBeyond ? number.mean() * Math.max(gains, losses) / amounts : 0;
      double variance =
          number.mean() * (square - mean * mean)
              + number.variance() * mean * mean
              + restDeviation * restDeviation;
      double farthest = Math.abs(number.mean() * mean) + DEVIATIONS * Math.sqrt(variance);
      if (Math.abs(change) <= reach / 2 && farthest <= reach && beyond <= MOST_BEYOND) {
        return new Scale(exponent, size(mean, square, reach));
      }
    }
  }

  /**
   * Returns how many cells the sum takes. It has an end: the shape of a count is at least one in as
   * many as the days it is from, so the largest sums are some hundred times the mean.
   */
  private int size(double mean, double square, double reach) {
    double variance = number.most() * square + restDeviation * restDeviation;
    double farthest = number.most() * Math.abs(mean) + DEVIATIONS * Math.sqrt(variance) + 2 * reach;
    int size = LEAST_SIZE;
    while (size / 2.0 / BlurredAmounts.REACH * reach < farthest) {
      size *= 2;
    }
    return size;
  }
}
