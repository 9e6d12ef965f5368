package io.tidemark.stats;

import java.util.Arrays;
import java.util.Comparator;

/** The Benjamini-Hochberg procedure for multiple tests. */
public final class BenjaminiHochberg {
  private BenjaminiHochberg() {}

  /**
   * Returns the adjusted p-values in the order given. If all tests with an adjusted p-value up to q
   * are called significant, at most a share q of them are expected to be false alarms.
   */
  public static double[] adjusted(double... pValues) {
    Integer[] order = new Integer[pValues.length];
    Arrays.setAll(order, index -> index);
    Arrays.sort(order, Comparator.comparingDouble(index -> -pValues[index]));
    double[] adjusted = new double[pValues.length];
    double least = 1;
    for (int position = 0; position < order.length; position++) {
      int rank = order.length - position;
      least = Math.min(least, pValues[order[position]] * order.length / rank);
      adjusted[order[position]] = least;
    }
    return adjusted;
  }
}
