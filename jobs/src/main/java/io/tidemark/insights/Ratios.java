package io.tidemark.insights;

/** Divides whole numbers. */
final class Ratios {
  private Ratios() {}

  /** Returns a ratio; null where the denominator is not above zero. */
  static Double of(long numerator, long denominator) {
    return denominator > 0 ? (double) numerator / denominator : null;
  }
}
