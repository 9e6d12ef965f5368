package io.tidemark.insights;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.apache.commons.math3.random.AbstractRandomGenerator;
import org.apache.commons.math3.random.RandomGenerator;

/** Seeded chance: equal seeds give equal draws on every machine. */
public final class Draws {
  private static final double EPSILON = 1e-9;
  private static final int MOST_ITERATIONS = 10_000_000;

  private final RandomGenerator generator;

  /** To make one takes longer than to draw from it, and few shapes are drawn from often. */
  private final Map<Double, GammaDistribution> gammas = new HashMap<>();

  public Draws(long... seeds) {
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
    return gammas
        .computeIfAbsent(shape, key -> new GammaDistribution(generator, key, 1, EPSILON))
        .sample();
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
