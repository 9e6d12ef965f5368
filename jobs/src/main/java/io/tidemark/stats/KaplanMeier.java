package io.tidemark.stats;

import java.util.ArrayList;
import java.util.List;

/**
 * Survival as the product of what each step leaves, from those at risk at it alone: who came late
 * is at risk only since, and who is no longer watched only until then.
 */
public final class KaplanMeier {
  /** Of the normal distribution: 95 % lie within this many standard deviations. */
  private static final double DEVIATIONS = 1.959963984540054;

  private KaplanMeier() {}

  /** How many were at risk at a step, and how many of them were lost. */
  public record Step(int number, long due, long lost) {}

  /**
   * Survival up to and with a step.
   *
   * @param standardError of the survival, by Greenwood
   * @param low of the 95 % interval on the scale of log(-log), which stays within 0 and 1; null as
   *     long as nothing or everything is lost
   */
  public record Survival(
      Step step, double survival, double standardError, Double low, Double high) {}

  /** One survival per step, in their order; every step has someone at risk. */
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
