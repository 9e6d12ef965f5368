package io.tidemark.stats;

import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.apache.commons.math3.random.AbstractRandomGenerator;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.util.FastMath;

/** A seeded random number generator. Equal seeds give equal draws on every machine. */
public final class SeededRandom {
  private static final double EPSILON = 1e-9;
  private static final int MOST_ITERATIONS = 10_000_000;

  /** Up to this number, trials are drawn one by one. */
  private static final int FEW_TRIALS = 4;

  /** Beyond this mean, a binomial number is drawn by halving the trials. */
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

  /** Draws from the uniform distribution over [0, 1). */
  public double uniform() {
    return generator.nextDouble();
  }

  /** Draws from the gamma distribution of scale 1. */
  public double gamma(double shape) {
    return shape < 1
        ? new GammaDistribution(generator, shape, 1, EPSILON).sample()
        : gammaByNormal(shape);
  }

  /**
   * Draws by Marsaglia and Tsang's method, as the library does, but without an object per shape:
   * creating one takes longer than drawing from it.
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

  /** Draws from the beta distribution; both parameters must be above 0. */
  public double beta(double one, double other) {
    double first = gamma(one);
    double second = gamma(other);
    return first + second > 0 ? first / (first + second) : one / (one + other);
  }

  /**
   * Draws from the exponential distribution of mean 1, which gives the weights of a Bayesian
   * bootstrap.
   */
  public double exponential() {
    return -Math.log(1 - generator.nextDouble());
  }

  /** Draws from the Poisson distribution; the result is 0 if the mean is 0. */
  public int poisson(double mean) {
    return mean <= 0
        ? 0
        : new PoissonDistribution(generator, mean, EPSILON, MOST_ITERATIONS).sample();
  }

  /** Draws from the binomial distribution, without approximation. */
  public int binomial(int trials, double probability) {
    int successes = 0;
    int left = trials;
    double chance = probability;
    // The median of the uniform values of all trials splits the trials into two halves.
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

  /**
   * Draws by steps through the probabilities of 0, 1, 2, ... successes; the number of steps is
   * about the mean.
   */
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

  /** The platform's fast generator, adapted to the library's distributions. */
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
