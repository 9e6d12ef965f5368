package io.tidemark.mrr.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Period;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A window cut out of three years of 1,500 lives, one billing interval at a time, against the true
 * daily MRR of all of them: two months for intervals up to a month, for the others one interval and
 * a month.
 *
 * <p>From its warm-up end on, {@code data_from} plus its length, an interval is what it truly is:
 * unchanging subscriptions are off by at most 0.2 % of MRR on any day, by a renewal put aside as a
 * draft, which is carried as pending. Those that change price in every fifth cycle are off by at
 * most 2.5 %: changes that no invoice has billed yet, and several billed together.
 *
 * <p>Before, reading only what is invoiced misses 84 to 99 % of MRR on the first day and 41 to 52 %
 * on an average one. With the implied cycle it is 1 to 7 %: who left before renewing never shows.
 */
class WindowTruthTest {
  /** Shares of MRR: the most any day is off after the warm-up, the average day before it. */
  static final String BOUNDS =
      """
      WEEK      P7D  unchanging 0.002  0.025
      WEEK      P7D  changing   0.025  0.025
      DAYS_30   P30D unchanging 0.002  0.070
      DAYS_30   P30D changing   0.017  0.070
      MONTH     P1M  unchanging 0.002  0.025
      MONTH     P1M  changing   0.017  0.020
      QUARTER   P3M  unchanging 0.001  0.040
      QUARTER   P3M  changing   0.020  0.020
      HALF_YEAR P6M  unchanging 0.001  0.020
      HALF_YEAR P6M  changing   0.010  0.015
      YEAR      P1Y  unchanging 0.001  0.020
      YEAR      P1Y  changing   0.013  0.035
      """;

  @TestFactory
  Stream<DynamicTest> everyInterval() {
    return BOUNDS
        .lines()
        .map(line -> line.split(" +"))
        .map(line -> DynamicTest.dynamicTest(line[0] + " " + line[2], () -> check(line)));
  }

  private static void check(String[] line) {
    WindowProof proof =
        WindowProof.of(line[0], Period.parse(line[1]), line[2].equals("changing"), 1_500);

    assertThat(proof.mostAfter()).isLessThan(Double.parseDouble(line[3]));
    assertThat(proof.averageBefore()).isLessThan(Double.parseDouble(line[4]));
    assertThat(proof.naiveAverageBefore()).isBetween(0.41, 0.52);
    assertThat(proof.naiveFirst()).isGreaterThan(0.84);
  }
}
