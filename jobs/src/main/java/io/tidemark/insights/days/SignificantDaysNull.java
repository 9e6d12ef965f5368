package io.tidemark.insights.days;

import io.tidemark.stats.BlurredAmounts;
import io.tidemark.stats.BlurredAmounts.Masses;
import io.tidemark.stats.CompoundSum;
import io.tidemark.stats.DailyCount;
import io.tidemark.stats.PredictedCount;
import java.util.List;

/**
 * The distribution of a day's change under chance, estimated from other days. The number of
 * movements follows the days of its weekday class, each movement has an observed size, blurred, and
 * a normal remainder is added.
 */
final class SignificantDaysNull {
  /** The smallest p-value. The other days are too few to support a smaller one. */
  static final double LEAST = 1e-6;

  private static final int FEWEST_OF_CLASS = 3;

  /** The sum is almost never farther from its mean than this many standard deviations. */
  private static final double DEVIATIONS = 6;

  /**
   * The maximum average number of gains or losses per day beyond the grid, if a day may have both.
   */
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
   * Estimates the distribution for a day from other days.
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

  /** Returns the number of amounts that a movement may have. */
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
   * Returns the two-sided p-value of a change: twice the probability of the rarer side, at most 1
   * and at least {@value #LEAST}. The distribution must have at least one amount.
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

  /**
   * A grid.
   *
   * @param exponent a cell is 2 to the power of it, minor units
   * @param size number of cells
   */
  private record Scale(int exponent, int size) {
    double cell() {
      return Math.scalb(1.0, exponent);
    }
  }

  /**
   * Returns the finest grid that meets three conditions: the change is within half the reach of an
   * amount, the sum of the amounts within that reach is almost never beyond it, and amounts beyond
   * it almost never coincide with others of the opposite sign.
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
   * Returns the number of cells for the sum. The number is bounded: the shape of a count is at
   * least one over its number of days, so the largest sums are some hundred times the mean.
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
