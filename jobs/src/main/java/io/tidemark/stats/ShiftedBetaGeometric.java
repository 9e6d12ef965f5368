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
 * The shifted beta-geometric model of retention. Each customer leaves at a renewal with an
 * individual probability, drawn from a beta distribution, so the churn of the remaining customers
 * falls over time (Fader and Hardie, How to project customer retention, 2007). At the t-th renewal,
 * {@code (beta + t - 1) / (alpha + beta + t - 1)} of the remaining customers renew.
 */
public record ShiftedBetaGeometric(double alpha, double beta, double logLikelihood) {
  private static final double TOLERANCE = 1e-11;
  private static final int MOST_EVALUATIONS = 20_000;

  /**
   * Fits the model by maximum likelihood. Each renewal number counts separately, so customers may
   * enter late and may no longer be observed, as in a data window.
   *
   * @param steps with at least one renewal and one loss
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

  /** Returns the log-likelihood of the renewals. */
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

  /**
   * Returns the share of due customers that renew.
   *
   * @param number of the renewal, from 1
   */
  public double renewalRate(int number) {
    return rate(alpha, beta, number);
  }

  /**
   * Returns the share of all customers that remains after a renewal.
   *
   * @param number of the renewal, from 1
   */
  public double survival(int number) {
    double survival = 1;
    for (int renewal = 1; renewal <= number; renewal++) {
      survival *= renewalRate(renewal);
    }
    return survival;
  }

  private static double rate(double alpha, double beta, int number) {
    // Subtract first: 1 plus a parameter near zero is 1, and such parameters are likeliest where no
    // customer leaves after the first renewal.
    int before = number - 1;
    return (beta + before) / (alpha + beta + before);
  }
}
