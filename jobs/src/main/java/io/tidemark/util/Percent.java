package io.tidemark.util;

import java.util.Locale;

/** Formats shares as percentages. */
public final class Percent {
  private static final double SMALLEST = 0.001;

  private Percent() {}

  /**
   * Returns a share with one decimal: {@code 12.3 %} for 0.123. Only zero is {@code 0.0 %}, and
   * only the whole is {@code 100.0 %}: other shares that would round to them are {@code < 0.1 %}
   * and {@code > 99.9 %}.
   */
  public static String text(double share) {
    double size = Math.abs(share);
    if (size > 0 && size < SMALLEST) {
      return (share < 0 ? "> -" : "< ") + "0.1 %";
    }
    String text = String.format(Locale.ROOT, "%.1f %%", 100 * share);
    return share < 1 && text.equals("100.0 %") ? "> 99.9 %" : text;
  }
}
