package io.tidemark.stats;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.util.FastMath;

/**
 * Spreads amounts over the cells of a grid. An amount {@code a} becomes {@code a exp(0.35 Z)} for a
 * standard normal {@code Z}. Amounts are in cells. Each amount is split between its two neighbours
 * in a geometric series of 32 steps per doubling, so that few distributions are computed, each of
 * them once. A distribution on the grid has the mass, mean and variance of the continuous one, at
 * any cell size.
 */
public final class BlurredAmounts {
  /** Cells on each side of the grid. The mass beyond them is counted, but not placed in a cell. */
  public static final int REACH = 256;

  private static final double BLUR = 0.35;
  private static final double MEAN_OF_BLUR = FastMath.exp(BLUR * BLUR / 2);
  private static final double SQUARE_OF_BLUR = FastMath.exp(2 * BLUR * BLUR);

  private static final int STEPS_PER_DOUBLING = 32;
  private static final double LOG_STEP = FastMath.log(2) / STEPS_PER_DOUBLING;

  /**
   * The step of 4,096 cells. A larger amount is entirely beyond the grid: its edge is 8 standard
   * deviations below.
   */
  private static final int STEPS = 12 * STEPS_PER_DOUBLING;

  /** The step of 1/16,384 of a cell. A smaller amount counts as zero. */
  private static final int LEAST_STEP = -14 * STEPS_PER_DOUBLING;

  /**
   * The amount, in cells, above which the split adds exactly 1/6 to the variance: the distribution
   * is so wide that its position within a cell no longer matters.
   */
  private static final int WIDE = 8;

  private static final double VARIANCE_OF_LINEAR_SPLIT = 1.0 / 6;

  private static final NormalDistribution NORMAL = new NormalDistribution();

  private final double[][] distributions = new double[STEPS - LEAST_STEP][];

  /**
   * The masses of the cells from -{@value #REACH} to {@value #REACH}, and the masses beyond on
   * either side.
   */
  public static final class Masses {
    final double[] cells = new double[2 * REACH + 1];
    double above;
    double below;

    /** Adds the masses of another sum. */
    public void add(Masses other) {
      for (int cell = 0; cell < cells.length; cell++) {
        cells[cell] += other.cells[cell];
      }
      above += other.above;
      below += other.below;
    }

    private void add(double[] distribution, int sign, double weight) {
      double placed = 0;
      for (int cell = 0; cell < distribution.length; cell++) {
        double mass = weight * distribution[cell];
        cells[REACH + sign * (cell - 1)] += mass;
        placed += mass;
      }
      if (sign > 0) {
        above += weight - placed;
      } else {
        below += weight - placed;
      }
    }
  }

  /**
   * Returns the mean of blurred amounts.
   *
   * @param sum of the amounts before blurring
   */
  public static double mean(double sum) {
    return MEAN_OF_BLUR * sum;
  }

  /**
   * Returns the mean square of blurred amounts.
   *
   * @param squares sum of the squares of the amounts before blurring
   */
  public static double square(double squares) {
    return SQUARE_OF_BLUR * squares;
  }

  /** Adds an amount with mass 1. */
  public void add(double amount, Masses masses) {
    int sign = amount < 0 ? -1 : 1;
    double size = Math.abs(amount);
    int step = size > 0 ? (int) FastMath.floor(FastMath.log(size) / LOG_STEP) : LEAST_STEP - 1;
    if (step < LEAST_STEP) {
      masses.cells[REACH] += 1;
    } else if (step >= STEPS - 1) {
      masses.add(new double[0], sign, 1);
    } else {
      double lower = FastMath.exp(step * LOG_STEP);
      double upper = FastMath.exp((step + 1) * LOG_STEP);
      double weight = (size - lower) / (upper - lower);
      masses.add(distribution(step), sign, 1 - weight);
      masses.add(distribution(step + 1), sign, weight);
    }
  }

  /** Returns the masses of the cells from -1 upwards. */
  private double[] distribution(int step) {
    int index = step - LEAST_STEP;
    if (distributions[index] == null) {
      distributions[index] = distribution(FastMath.exp(step * LOG_STEP));
    }
    return distributions[index];
  }

  /**
   * Splits each possible value between the two cells around it. The split preserves mass and mean,
   * but adds to the variance, so a second difference subtracts the excess.
   */
  private static double[] distribution(double amount) {
    int cells = (int) Math.min(REACH, FastMath.ceil(amount * FastMath.exp(8 * BLUR))) + 2;
    double[] excess = new double[cells + 2];
    for (int cell = 0; cell < excess.length; cell++) {
      excess[cell] = excessOver(cell - 1, amount);
    }
    double[] split = new double[cells + 4];
    double squares = 0;
    for (int cell = 0; cell < cells; cell++) {
      split[cell + 2] = excess[cell] - 2 * excess[cell + 1] + excess[cell + 2];
      squares += (double) cell * cell * split[cell + 2];
    }
    double added = amount > WIDE ? VARIANCE_OF_LINEAR_SPLIT : squares - square(amount * amount);
    double[] masses = new double[Math.min(cells, REACH) + 2];
    for (int cell = 0; cell < masses.length; cell++) {
      double difference = split[cell] - 2 * split[cell + 1] + split[cell + 2];
      masses[cell] = split[cell + 1] - added / 2 * difference;
    }
    return masses;
  }

  /** Returns the mean excess of a blurred amount over a bound; a smaller amount has excess 0. */
  private static double excessOver(double bound, double amount) {
    double mean = mean(amount);
    if (bound <= 0) {
      return mean - bound;
    }
    double score = FastMath.log(amount / bound) / BLUR;
    return mean * NORMAL.cumulativeProbability(score + BLUR)
        - bound * NORMAL.cumulativeProbability(score);
  }
}
