package io.tidemark.simulate;

/** Exact arithmetic on minor units, rounded once to the nearest, with halves away from zero. */
final class Cents {
  private Cents() {}

  /** Returns {@code amount * part / whole}, rounded; {@code whole} must be positive. */
  static long share(long amount, long part, long whole) {
    long product = Math.multiplyExact(amount, part);
    long quotient = Math.abs(product) / whole;
    long remainder = Math.abs(product) % whole;
    long rounded = remainder >= whole - remainder ? quotient + 1 : quotient;
    return product < 0 ? -rounded : rounded;
  }

  static long percent(long amount, int percent) {
    return share(amount, percent, 100);
  }
}
