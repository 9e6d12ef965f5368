package io.tidemark.insights;

import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;

/** Seeded chance: equal seeds give equal draws on every machine. */
public final class Draws {
  private static final double EPSILON = 1e-9;
  private static final int MOST_ITERATIONS = 10_000_000;

  private final RandomGenerator generator;

  public Draws(long... seeds) {
    long mixed = 0x9E3779B97F4A7C15L;
    for (long seed : seeds) {
      mixed = (mixed ^ seed) * 0xD1342543DE82EF95L;
      mixed ^= mixed >>> 29;
    }
    this.generator = new Well19937c(mixed);
  }

  /** Evenly from [0, 1). */
  public double uniform() {
    return generator.nextDouble();
  }

  /** Evenly from 0 to {@code bound - 1}. */
  public int below(int bound) {
    return (int) (generator.nextDouble() * bound);
  }

  /** From the standard normal distribution. */
  public double gaussian() {
    return generator.nextGaussian();
  }

  /** From the gamma distribution of scale 1. */
  public double gamma(double shape) {
    return new GammaDistribution(generator, shape, 1, EPSILON).sample();
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
}
