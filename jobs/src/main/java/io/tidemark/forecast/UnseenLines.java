package io.tidemark.forecast;

import io.tidemark.stats.SeededRandom;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Equal lines of an interval that was never seen to renew, simulated under several renewal rates at
 * once. A line that renews at one rate renews at every higher one.
 */
final class UnseenLines {
  private final double[] rates;
  private final int[] ascending;

  /** The number of lines by how many of the lowest rates they are lost at. */
  private final int[] lostAtLowest;

  /**
   * @param rates one per scenario
   */
  UnseenLines(double[] rates, int lines) {
    this.rates = rates;
    this.ascending =
        IntStream.range(0, rates.length)
            .boxed()
            .sorted(Comparator.comparingDouble(scenario -> rates[scenario]))
            .mapToInt(Integer::intValue)
            .toArray();
    this.lostAtLowest = new int[rates.length + 1];
    this.lostAtLowest[0] = lines;
  }

  /** Draws a renewal of all lines; returns how many are lost in each scenario. */
  int[] renew(SeededRandom draws) {
    int[] lost = new int[rates.length];
    for (int from = rates.length - 1; from >= 0; from--) {
      int left = lostAtLowest[from];
      double below = 0;
      for (int to = from; to < rates.length && left > 0; to++) {
        double rate = rates[ascending[to]];
        int stay = draws.binomial(left, (rate - below) / (1 - below));
        left -= stay;
        lostAtLowest[from] -= stay;
        lostAtLowest[to] += stay;
        lost[ascending[to]] += left;
        below = rate;
      }
      lostAtLowest[from] -= left;
      lostAtLowest[rates.length] += left;
    }
    return lost;
  }
}
