package io.tidemark.stats;

import java.util.Arrays;
import java.util.Comparator;

/** Many tests at once. */
public final class BenjaminiHochberg {
  private BenjaminiHochberg() {}

  /**
   * Benjamini and Hochberg's adjusted p-values, in the order given: calling those up to q makes at
   * most a share q of false alarms among them.
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
