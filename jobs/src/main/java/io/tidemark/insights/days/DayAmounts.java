package io.tidemark.insights.days;

import io.tidemark.stats.BlurredAmounts;
import io.tidemark.stats.BlurredAmounts.Masses;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** The listed changes of a day, prepared for comparison with other days. */
final class DayAmounts {
  private static final int BINARY_DIGITS = 64;

  private final MovementDay day;
  private final BlurredAmounts blurred;
  private final int[] gains = new int[BINARY_DIGITS];
  private final int[] losses = new int[BINARY_DIGITS];
  private final double[] sums = new double[BINARY_DIGITS];
  private final double[] squares = new double[BINARY_DIGITS];
  private final Map<Integer, Masses> masses = new HashMap<>();

  DayAmounts(MovementDay day, BlurredAmounts blurred) {
    this.day = day;
    this.blurred = blurred;
    for (MovementDay.Change change : day.changes()) {
      double amount = change.changeMinor();
      int digits = BINARY_DIGITS - Long.numberOfLeadingZeros(Math.abs(change.changeMinor()));
      (amount > 0 ? gains : losses)[digits]++;
      sums[digits] += amount;
      squares[digits] += amount * amount;
    }
  }

  MovementDay day() {
    return day;
  }

  /** Returns the number of gains. */
  int gains() {
    return IntStream.of(gains).sum();
  }

  /** Returns the number of gains with a size of the given number of binary digits. */
  int gains(int digits) {
    return gains[digits];
  }

  /** Returns the number of losses with a size of the given number of binary digits. */
  int losses(int digits) {
    return losses[digits];
  }

  /** Returns the sum of the changes with a size of the given number of binary digits. */
  double sum(int digits) {
    return sums[digits];
  }

  /**
   * Returns the sum of the squares of the changes with a size of the given number of binary digits.
   */
  double squares(int digits) {
    return squares[digits];
  }

  /**
   * Returns the blurred amounts on a grid. Callers must not change the result.
   *
   * @param scale exponent of the cell size: a cell is 2 to the power of it, in minor units
   */
  Masses masses(int scale) {
    return masses.computeIfAbsent(scale, x -> masses(Math.scalb(1.0, -scale)));
  }

  private Masses masses(double cellsPerUnit) {
    Masses sum = new Masses();
    day.changes().forEach(change -> blurred.add(change.changeMinor() * cellsPerUnit, sum));
    return sum;
  }
}
