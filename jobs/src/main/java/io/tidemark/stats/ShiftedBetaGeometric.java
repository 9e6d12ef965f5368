package io.tidemark.stats;

import java.util.List;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.PointValuePair;
import org.apache.commons.math3.optim.SimplePointChecker;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.SimplexOptimizer;

/**
 * Retention of customers who differ: each leaves at a renewal with a chance of its own, drawn from
 * a beta distribution, so those who are left leave less and less (Fader and Hardie, How to project
 * customer retention, 2007). At the t-th renewal {@code (beta + t - 1) / (alpha + beta + t - 1)} of
 * those who are left renew.
 */
public record ShiftedBetaGeometric(double alpha, double beta, double logLikelihood) {
  private static final double TOLERANCE = 1e-11;
  private static final int MOST_EVALUATIONS = 20_000;

  /**
   * The likeliest one, by the renewals of each number alone: customers may come late and be watched
   * no longer, as they are in a window.
   *
   * @param steps with at least one renewed and one lost
   */
  public static ShiftedBetaGeometric fit(List<KaplanMeier.Step> steps) {
    SimplexOptimizer optimizer =
        new SimplexOptimizer(new SimplePointChecker<>(TOLERANCE, TOLERANCE));
    PointValuePair best =
        optimizer.optimize(
            new MaxEval(MOST_EVALUATIONS),
            GoalType.MAXIMIZE,
            new ObjectiveFunction(
                logs -> logLikelihood(Math.exp(logs[0]), Math.exp(logs[1]), steps)),
            new InitialGuess(new double[] {0, 0}),
            new NelderMeadSimplex(2, 0.5));
    return new ShiftedBetaGeometric(
        Math.exp(best.getPoint()[0]), Math.exp(best.getPoint()[1]), best.getValue());
  }

  /** How likely the renewals are, as a logarithm. */
  static double logLikelihood(double alpha, double beta, List<KaplanMeier.Step> steps) {
    double sum = 0;
    for (KaplanMeier.Step step : steps) {
      double rate = rate(alpha, beta, step.number());
      long renewed = step.due() - step.lost();
      sum += (renewed == 0 ? 0 : renewed * Math.log(rate));
      sum += (step.lost() == 0 ? 0 : step.lost() * Math.log1p(-rate));
    }
    return sum;
  }

  /** The share that renews of those who are up for the renewal of a number, from 1. */
  public double renewalRate(int number) {
    return rate(alpha, beta, number);
  }

  /** The share of all that is left after the renewal of a number. */
  public double survival(int number) {
    double survival = 1;
    for (int renewal = 1; renewal <= number; renewal++) {
      survival *= renewalRate(renewal);
    }
    return survival;
  }

  private static double rate(double alpha, double beta, int number) {
    // The difference first: 1 plus a parameter near zero is 1, and such parameters are likeliest
    // where no customer leaves after the first renewal.
    int before = number - 1;
    return (beta + before) / (alpha + beta + before);
  }
}
