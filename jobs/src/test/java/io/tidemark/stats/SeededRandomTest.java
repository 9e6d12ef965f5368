package io.tidemark.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Draws against the distributions of the library. */
class SeededRandomTest {
  private static final int DRAWS = 50_000;

  /** One by one, in steps, and in halves. */
  @ParameterizedTest
  @CsvSource({
    "1, 0.3",
    "4, 0.93",
    "30, 0.07",
    "30, 0.93",
    "250, 0.95",
    "900, 0.5",
    "40000, 0.93",
    "5, 0",
    "5, 1",
    "0, 0.5"
  })
  @DisplayName("Each number of successes is as frequent as its binomial probability")
  void binomial(int trials, double probability) {
    SeededRandom draws = new SeededRandom(7, trials);
    BinomialDistribution exact = new BinomialDistribution(null, trials, probability);
    int[] drawn = IntStream.range(0, DRAWS).map(x -> draws.binomial(trials, probability)).toArray();
    int[] atMost = new int[trials + 1];
    for (int successes : drawn) {
      atMost[successes]++;
    }
    double distance = 0;
    int sum = 0;
    for (int successes = 0; successes <= trials; successes++) {
      sum += atMost[successes];
      double expected = exact.cumulativeProbability(successes);
      distance = Math.max(distance, Math.abs((double) sum / DRAWS - expected));
    }

    assertThat(distance).as("by Kolmogorov, at 0.1 %%").isLessThan(1.95 / Math.sqrt(DRAWS));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.2, 1, 3.7, 120, 5e6})
  @DisplayName("Gamma values are distributed as their shape has it")
  void gamma(double shape) {
    SeededRandom draws = new SeededRandom(11, (long) shape);
    double[] drawn = IntStream.range(0, 20_000).mapToDouble(x -> draws.gamma(shape)).toArray();
    GammaDistribution exact = new GammaDistribution(null, shape, 1);

    assertThat(new KolmogorovSmirnovTest().kolmogorovSmirnovTest(exact, drawn)).isGreaterThan(0.01);
  }
}
