package io.tidemark.stats;

import io.tidemark.stats.BlurredAmounts.Masses;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.transform.DftNormalization;
import org.apache.commons.math3.transform.FastFourierTransformer;
import org.apache.commons.math3.transform.TransformType;
import org.apache.commons.math3.util.FastMath;

/**
 * The distribution of the sum of a random number of independent amounts and a normal remainder of
 * mean 0. The Fourier transform of the amounts on a grid gives the transform of the sum, and the
 * inverse transform gives the masses of the sum on the grid. Values are in cells.
 *
 * <p>Two cases are handled separately. Without any amount, the sum is the remainder alone. An
 * amount beyond the grid determines on which side of a value the sum is.
 */
public final class CompoundSum {
  private static final NormalDistribution NORMAL = new NormalDistribution();

  private final double[] masses;
  private final double none;
  private final double beyondAbove;
  private final double beyondBelow;
  private final double restDeviation;

  private CompoundSum(
      double[] masses, double none, double beyondAbove, double beyondBelow, double restDeviation) {
    this.masses = masses;
    this.none = none;
    this.beyondAbove = beyondAbove;
    this.beyondBelow = beyondBelow;
    this.restDeviation = restDeviation;
  }

  /**
   * Computes the distribution.
   *
   * @param amounts the possible amounts, all equally likely
   * @param count number of possible amounts
   * @param number of amounts in the sum
   * @param restDeviation standard deviation of the remainder, in cells
   * @param size number of cells of the grid, a power of two; the sum is almost never farther than
   *     half of it from zero
   */
  public static CompoundSum of(
      Masses amounts, int count, PredictedCount number, double restDeviation, int size) {
    double[][] values = new double[2][size];
    for (int cell = -BlurredAmounts.REACH; cell <= BlurredAmounts.REACH; cell++) {
      values[0][cell & size - 1] = amounts.cells[cell + BlurredAmounts.REACH] / count;
    }
    transform(values, TransformType.FORWARD);
    double none = number.chanceOfNone(1);
    double[] transformed = new double[2];
    for (int index = 0; index <= size / 2; index++) {
      number.transform(values[0][index], values[1][index], transformed);
      double frequency = 2 * Math.PI * index / size * restDeviation;
      double rest = FastMath.exp(-frequency * frequency / 2);
      values[0][index] = (transformed[0] - none) * rest;
      values[1][index] = transformed[1] * rest;
      int mirror = size - index & size - 1;
      values[0][mirror] = values[0][index];
      values[1][mirror] = -values[1][index];
    }
    transform(values, TransformType.INVERSE);
    double noneAbove = number.chanceOfNone(amounts.above / count);
    double noneBelow = number.chanceOfNone(amounts.below / count);
    double neither = number.chanceOfNone((amounts.above + amounts.below) / count);
    double both = 1 - noneAbove - noneBelow + neither;
    double onlyAbove = noneBelow - neither;
    double onlyBelow = noneAbove - neither;
    return new CompoundSum(
        values[0], none, onlyAbove + both / 2, onlyBelow + both / 2, restDeviation);
  }

  private static void transform(double[][] values, TransformType type) {
    FastFourierTransformer.transformInPlace(values, DftNormalization.STANDARD, type);
  }

  /** Returns the probability of a sum of at least a value, which must be within half the size. */
  public double atLeast(double value) {
    int cell = (int) FastMath.floor(value + 0.5);
    double sum = none * restAtLeast(value) + beyondAbove + mass(cell) * (cell + 0.5 - value);
    for (int above = masses.length / 2 - 1; above > cell; above--) {
      sum += mass(above);
    }
    return sum;
  }

  /** Returns the probability of a sum of at most a value, which must be within half the size. */
  public double atMost(double value) {
    int cell = (int) FastMath.floor(value + 0.5);
    double sum = none * restAtLeast(-value) + beyondBelow + mass(cell) * (value - cell + 0.5);
    for (int below = -masses.length / 2; below < cell; below++) {
      sum += mass(below);
    }
    return sum;
  }

  private double mass(int cell) {
    return masses[cell & masses.length - 1];
  }

  private double restAtLeast(double value) {
    if (restDeviation > 0) {
      return NORMAL.cumulativeProbability(-value / restDeviation);
    }
    return value <= 0 ? 1 : 0;
  }
}
