package io.tidemark.stats;

import java.util.ArrayList;
import java.util.List;

/**
 * The Kaplan-Meier estimator of survival: the product of the shares that each step retains, each
 * from the subjects at risk at that step. A late entrant is at risk only from then on, and a
 * subject that is no longer observed only until then.
 */
public final class KaplanMeier {
  /** Standard deviations on each side of the mean that contain 95 % of a normal distribution. */
  private static final double DEVIATIONS = 1.959963984540054;

  private KaplanMeier() {}

  /** The number at risk at a step, and the number of them that were lost. */
  public record Step(int number, long due, long lost) {}

  /**
   * Survival up to and including a step.
   *
   * @param standardError of the survival, by Greenwood's formula
   * @param low of the 95 % interval on the scale of log(-log), which stays between 0 and 1; null as
   *     long as nothing or everything is lost
   */
  public record Survival(
      Step step, double survival, double standardError, Double low, Double high) {}

  /**
   * Returns the survival at each step, in their order. Every step must have at least one subject at
   * risk.
   */
  public static List<Survival> of(List<Step> steps) {
    List<Survival> survivals = new ArrayList<>();
    double survival = 1;
    double variance = 0;
    for (Step step : steps) {
      double left = (double) step.due() - step.lost();
      survival *= left / step.due();
      variance += step.lost() / (step.due() * left);
      double error = survival == 0 ? 0 : survival * Math.sqrt(variance);
      boolean isBetween = survival > 0 && survival < 1;
      double spread =
          isBetween ? Math.exp(DEVIATIONS * Math.sqrt(variance) / -Math.log(survival)) : 1;
      survivals.add(
          new Survival(
              step,
              survival,
              error,
              isBetween ? Math.pow(survival, spread) : null,
              isBetween ? Math.pow(survival, 1 / spread) : null));
    }
    return survivals;
  }
}
