package io.tidemark.insights;

import java.util.List;

/**
 * What a day's change is by chance, told by other days: as many movements as a day of its weekday
 * class has, each as large as one that was seen, give or take.
 */
final class SignificantDaysNull {
  private static final int MOST_DRAWS = 20_000;

  /** Enough on the rarer side to know that a day is nothing special. */
  private static final int ENOUGH = 400;

  private static final double BLUR = 0.35;
  private static final int FEWEST_OF_CLASS = 3;

  private final DailyCount count;
  private final double[] amounts;
  private final double restMean;
  private final double restDeviation;

  private SignificantDaysNull(
      DailyCount count, double[] amounts, double restMean, double restDeviation) {
    this.count = count;
    this.amounts = amounts;
    this.restMean = restMean;
    this.restDeviation = restDeviation;
  }

  /**
   * For a day from others.
   *
   * @param others at least one
   */
  static SignificantDaysNull of(boolean isWeekend, List<MovementDay> others) {
    List<MovementDay> sameClass =
        others.stream().filter(other -> other.isWeekend() == isWeekend).toList();
    List<MovementDay> counted = sameClass.size() < FEWEST_OF_CLASS ? others : sameClass;
    double[] amounts =
        others.stream()
            .flatMap(day -> day.changes().stream())
            .mapToDouble(MovementDay.Change::changeMinor)
            .toArray();
    double restMean = counted.stream().mapToLong(MovementDay::restMinor).average().orElse(0);
    double restVariance =
        counted.stream()
            .mapToDouble(day -> Math.pow(day.restMinor() - restMean, 2))
            .average()
            .orElse(0);
    int[] counts = counted.stream().mapToInt(day -> day.changes().size()).toArray();
    return new SignificantDaysNull(
        DailyCount.of(counts), amounts, restMean, Math.sqrt(restVariance));
  }

  /** How many amounts it draws from. */
  int amounts() {
    return amounts.length;
  }

  /** The mean change of such a day, minor units. */
  double mean() {
    double sum = 0;
    for (double amount : amounts) {
      sum += amount;
    }
    return restMean + (amounts.length == 0 ? 0 : count.mean() * sum / amounts.length);
  }

  /**
   * The chance of a change as far out on either side: of 20,000 draws, or of fewer as soon as 400
   * lie beyond it on both sides.
   */
  double pValue(double change, Draws draws) {
    int above = 0;
    int below = 0;
    int drawn = 0;
    while (drawn < MOST_DRAWS && Math.min(above, below) < ENOUGH) {
      double other = draw(draws);
      drawn++;
      above += other >= change ? 1 : 0;
      below += other <= change ? 1 : 0;
    }
    return Math.min(1, 2.0 * (Math.min(above, below) + 1) / (drawn + 1));
  }

  private double draw(Draws draws) {
    double sum = restMean + (restDeviation > 0 ? restDeviation * draws.gaussian() : 0);
    int movements = amounts.length == 0 ? 0 : count.draw(draws, count.drawMean(draws));
    for (int movement = 0; movement < movements; movement++) {
      sum += amounts[draws.below(amounts.length)] * Math.exp(BLUR * draws.gaussian());
    }
    return sum;
  }
}
