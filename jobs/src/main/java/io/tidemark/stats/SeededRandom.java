package io.tidemark.stats;

import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.apache.commons.math3.random.AbstractRandomGenerator;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.util.FastMath;

/** Seeded chance: equal seeds give equal draws on every machine. */
public final class SeededRandom {
  private static final double EPSILON = 1e-9;
  private static final int MOST_ITERATIONS = 10_000_000;

  /** Up to this number trials are drawn one by one. */
  private static final int FEW_TRIALS = 4;

  /** Beyond this mean a binomial number is drawn in halves. */
  private static final double MOST_STEPS = 20;

  private final RandomGenerator generator;

  public SeededRandom(long... seeds) {
    long mixed = 0x9E3779B97F4A7C15L;
    for (long seed : seeds) {
      mixed = (mixed ^ seed) * 0xD1342543DE82EF95L;
      mixed ^= mixed >>> 29;
    }
    this.generator = new Generator(new SplittableRandom(mixed));
  }

  /** Evenly from [0, 1). */
  public double uniform() {
    return generator.nextDouble();
  }

  /** From the gamma distribution of scale 1. */
  public double gamma(double shape) {
    return shape < 1
        ? new GammaDistribution(generator, shape, 1, EPSILON).sample()
        : gammaByNormal(shape);
  }

  /**
   * As the library draws it, by Marsaglia and Tsang's method, without an object for each shape: to
   * make one takes longer than to draw from it.
   */
  private double gammaByNormal(double shape) {
    double middle = shape - 1.0 / 3;
    double scale = 1 / (3 * Math.sqrt(middle));
    while (true) {
      double normal = generator.nextGaussian();
      double root = 1 + scale * normal;
      double cube = root * root * root;
      if (cube <= 0) {
        continue;
      }
      double square = normal * normal;
      double point = generator.nextDouble();
      boolean isBelow =
          point < 1 - 0.0331 * square * square
              || FastMath.log(point) < 0.5 * square + middle * (1 - cube + FastMath.log(cube));
      if (isBelow) {
        return middle * cube;
      }
    }
  }

  /** From the beta distribution; both parameters above 0. */
  public double beta(double one, double other) {
    double first = gamma(one);
    double second = gamma(other);
    return first + second > 0 ? first / (first + second) : one / (one + other);
  }

  /** From the exponential distribution of mean 1: a weight of a Bayesian bootstrap. */
  public double exponential() {
    return -Math.log(1 - generator.nextDouble());
  }

  /** From the Poisson distribution; 0 where the mean is. */
  public int poisson(double mean) {
    return mean <= 0
        ? 0
        : new PoissonDistribution(generator, mean, EPSILON, MOST_ITERATIONS).sample();
  }

  /** Returns how many of so many trials succeed that each do with a probability; exactly. */
  public int binomial(int trials, double probability) {
    int successes = 0;
    int left = trials;
    double chance = probability;
    // The middle one of the uniform values of all trials splits them in two halves.
    while (left * Math.min(chance, 1 - chance) > MOST_STEPS) {
      int middle = left / 2 + 1;
      double value = beta(middle, left + 1 - middle);
      if (value <= chance) {
        successes += middle;
        left -= middle;
        chance = (chance - value) / (1 - value);
      } else {
        left = middle - 1;
        chance /= value;
      }
    }
    return successes
        + (chance > 0.5 ? left - binomialInSteps(left, 1 - chance) : binomialInSteps(left, chance));
  }

  /** By steps through the probabilities of 0, 1, 2, ... successes: about their mean. */
  private int binomialInSteps(int trials, double chance) {
    if (trials == 0 || chance <= 0) {
      return 0;
    }
    if (trials <= FEW_TRIALS) {
      int successes = 0;
      for (int trial = 0; trial < trials; trial++) {
        successes += uniform() < chance ? 1 : 0;
      }
      return successes;
    }
    double odds = chance / (1 - chance);
    double step = Math.exp(trials * Math.log1p(-chance));
    double rest = uniform();
    int successes = 0;
    while (rest >= step && successes < trials) {
      rest -= step;
      successes++;
      step *= odds * (trials + 1 - successes) / successes;
    }
    return successes;
  }

  /** The platform's fast generator, for the library's distributions. */
  private static final class Generator extends AbstractRandomGenerator {
    private SplittableRandom random;

    Generator(SplittableRandom random) {
      this.random = random;
    }

    @Override
    public void setSeed(long seed) {
      random = new SplittableRandom(seed);
      clear();
    }

    @Override
    public double nextDouble() {
      return random.nextDouble();
    }
  }
}
