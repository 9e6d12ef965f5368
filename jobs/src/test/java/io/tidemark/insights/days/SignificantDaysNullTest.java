package io.tidemark.insights.days;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.insights.days.MovementDay.Change;
import io.tidemark.stats.BlurredAmounts;
import io.tidemark.stats.DailyCount;
import io.tidemark.stats.SeededRandom;
import io.tidemark.tables.Movement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoublePredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** P-values against draws by the literal definition, and against values worked out. */
class SignificantDaysNullTest {
  /** A normal variable is hardly ever as many deviations from its mean. */
  private static final double DEVIATIONS = 4;

  /** What the grid and the quadrature may be wrong by, as a share of a p-value. */
  private static final double ERROR = 0.02;

  @TestFactory
  @DisplayName("P-values are those of 50,000 draws")
  Stream<DynamicTest> draws() {
    return DayShape.ALL.stream()
        .map(shape -> DynamicTest.dynamicTest(shape.name(), () -> check(shape, 50_000)));
  }

  @TestFactory
  @Tag("long")
  @DisplayName("P-values are those of two million draws")
  Stream<DynamicTest> manyDraws() {
    return DayShape.ALL.stream()
        .map(shape -> DynamicTest.dynamicTest(shape.name(), () -> check(shape, 2_000_000)));
  }

  private static void check(DayShape shape, int draws) {
    double[] sums = LiteralDraws.sums(shape.isWeekend(), shape.all(), draws, new SeededRandom(3));
    SignificantDaysNull chance = chance(shape.isWeekend(), shape.all());
    Arrays.sort(sums);
    for (double quantile : new double[] {0.001, 0.01, 0.1, 0.4, 0.6, 0.9, 0.99, 0.999}) {
      double change = sums[(int) (quantile * draws)];
      double rarer = Math.min(share(sums, x -> x >= change), share(sums, x -> x <= change));
      double drawn = Math.min(1, 2 * rarer);
      double deviation = 2 * Math.sqrt(rarer * (1 - rarer) / draws);

      assertThat(chance.pValue(change))
          .as("%s, change %.0f", shape.name(), change)
          .isCloseTo(drawn, within(DEVIATIONS * deviation + ERROR * drawn));
    }
  }

  private static double share(double[] sums, DoublePredicate condition) {
    return (double) Arrays.stream(sums).filter(condition).count() / sums.length;
  }

  /**
   * Forty gains on twenty weekdays: no movement has the chance (1 + 1/20) to the power of -40.5.
   */
  @Test
  @DisplayName("A day without movements is as rare as the negative binomial says")
  void nothingHappens() {
    List<MovementDay> days = new ArrayList<>();
    for (int day = 0; days.size() < 20; day++) {
      if (day % 7 < 5) {
        days.add(DayShape.day(day, 2_900, 4_900));
      }
    }

    assertThat(chance(false, days).pValue(0)).isCloseTo(2 * Math.pow(1.05, -40.5), within(1e-9));
  }

  /**
   * Ten of 1,000.00 in a thousand days make hardly ever two: at least 2,000.00 takes one that is
   * blurred that far, ln(2) / 0.35 = 1.980 deviations, 2.383 %. One comes with a chance of (1 +
   * 1/1000) to the power of -11.5 times 10.5 / 1000, which is 1.0380 %.
   */
  @Test
  @DisplayName("One rare movement is blurred by a lognormal factor")
  void oneMovement() {
    List<MovementDay> days = new ArrayList<>();
    for (int day = 0; day < 1_400; day++) {
      if (day % 7 < 5) {
        days.add(day % 140 == 1 ? DayShape.day(day, 100_000) : DayShape.day(day));
      }
    }
    double one = 0.0105 * Math.pow(1.001, -11.5);
    double two = 0.0105 * 0.0115 / 2;

    assertThat(chance(false, days).pValue(200_000))
        .isBetween(2 * one * 0.02383, 2 * (one * 0.02384 + two));
  }

  @Test
  @DisplayName("A change that is out of all proportion has the least p-value")
  void neverZero() {
    List<MovementDay> days = DayShape.ALL.get(1).all();

    assertThat(chance(false, days).pValue(1e12)).isEqualTo(1e-6);
    assertThat(chance(false, days).pValue(-1e15)).isEqualTo(1e-6);
  }

  @Test
  @DisplayName("A hundred times the amounts have the p-values of the amounts")
  void anyUnit() {
    List<MovementDay> cents = DayShape.ALL.get(0).all();
    List<MovementDay> tenths =
        cents.stream()
            .map(
                day ->
                    new MovementDay(
                        day.date(),
                        0,
                        day.changes().stream()
                            .map(one -> new Change("a", Movement.NEW, 100 * one.changeMinor()))
                            .toList(),
                        MovementDay.Rest.NONE))
            .toList();

    for (double change : new double[] {-250_000, 0, 100_000, 400_000}) {
      double p = chance(false, cents).pValue(change);
      assertThat(chance(false, tenths).pValue(100 * change)).isCloseTo(p, within(0.002 * p));
    }
  }

  private static SignificantDaysNull chance(boolean isWeekend, List<MovementDay> others) {
    BlurredAmounts blurred = new BlurredAmounts();
    return SignificantDaysNull.of(
        isWeekend, others.stream().map(day -> new DayAmounts(day, blurred)).toList());
  }

  /** Draws days as the definition has them. */
  private static final class LiteralDraws {
    private LiteralDraws() {}

    static double[] sums(
        boolean isWeekend, List<MovementDay> others, int number, SeededRandom draws) {
      List<MovementDay> counted =
          others.stream().filter(day -> day.isWeekend() == isWeekend).toList();
      DailyCount count =
          DailyCount.of(counted.stream().mapToInt(day -> day.changes().size()).toArray());
      double[] rests = counted.stream().mapToDouble(MovementDay::restMinor).toArray();
      double rest = Arrays.stream(rests).average().orElseThrow();
      double variance =
          Arrays.stream(rests).map(one -> (one - rest) * (one - rest)).average().orElseThrow();
      double[] amounts =
          others.stream()
              .flatMap(day -> day.changes().stream())
              .mapToDouble(Change::changeMinor)
              .toArray();
      SplittableRandom random = new SplittableRandom(5);
      double[] sums = new double[number];
      for (int drawn = 0; drawn < number; drawn++) {
        double sum = rest + (variance > 0 ? Math.sqrt(variance) * random.nextGaussian() : 0);
        for (int more = count.draw(draws, count.drawMean(draws)); more > 0; more--) {
          sum += amounts[random.nextInt(amounts.length)] * Math.exp(0.35 * random.nextGaussian());
        }
        sums[drawn] = sum;
      }
      return sums;
    }
  }
}
