package io.tidemark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.stats.KaplanMeier.Step;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Fader and Hardie's high-end customers (How to project customer retention, 2007): of 1000, those
 * left after each of 12 years. Fitted to the first 7, published as 0.668, 3.806 and LL -1611.2.
 */
class ShiftedBetaGeometricTest {
  private static final long[] LEFT = {
    1000, 869, 743, 653, 593, 551, 517, 491, 468, 445, 427, 409, 394
  };

  private static final double[] PROJECTED = {0.46044, 0.43578, 0.414172, 0.395055, 0.377999};

  @Test
  void theHighEndCustomers() {
    ShiftedBetaGeometric fit = ShiftedBetaGeometric.fit(steps(1, 7));

    assertThat(fit.alpha()).isCloseTo(0.668087563, within(1e-6));
    assertThat(fit.beta()).isCloseTo(3.80608918, within(1e-5));
    assertThat(fit.logLikelihood()).isCloseTo(-1611.15814739, within(1e-6));
    for (int year = 8; year <= 12; year++) {
      assertThat(fit.survival(year)).isCloseTo(PROJECTED[year - 8], within(1e-5));
      assertThat(fit.survival(year)).isCloseTo(LEFT[year] / 1000.0, within(0.02));
    }
  }

  @Test
  void theLikelihoodOfTheUniformChance() {
    assertThat(ShiftedBetaGeometric.logLikelihood(1, 1, steps(1, 7)))
        .isCloseTo(-2115.54550665, within(1e-6));
  }

  /** Seen only from their third renewal on, they are recognized as the same. */
  @Test
  void theSameFromTheThirdRenewalOn() {
    ShiftedBetaGeometric whole = ShiftedBetaGeometric.fit(steps(1, 12));
    ShiftedBetaGeometric late = ShiftedBetaGeometric.fit(steps(3, 12));

    assertThat(late.renewalRate(8)).isCloseTo(whole.renewalRate(8), within(0.01));
    assertThat(late.renewalRate(3)).isCloseTo(whole.renewalRate(3), within(0.02));
  }

  @Test
  @DisplayName("If half are lost at the first renewal and nobody after it, the curve stays at half")
  void nobodyLostAfterTheFirst() {
    ShiftedBetaGeometric fit =
        ShiftedBetaGeometric.fit(List.of(new Step(1, 50, 25), new Step(2, 8, 0)));

    assertThat(fit.renewalRate(1)).isCloseTo(0.5, within(1e-4));
    assertThat(fit.renewalRate(2)).isCloseTo(1, within(1e-4));
    assertThat(fit.survival(9)).isCloseTo(0.5, within(1e-3));
  }

  @Test
  @DisplayName("If more are lost later, the curve has one rate for all renewals")
  void moreLostLater() {
    ShiftedBetaGeometric fit =
        ShiftedBetaGeometric.fit(List.of(new Step(1, 40, 0), new Step(2, 40, 20)));

    assertThat(fit.renewalRate(1)).isCloseTo(0.75, within(1e-3));
    assertThat(fit.renewalRate(9)).isCloseTo(0.75, within(1e-3));
  }

  private static List<Step> steps(int first, int last) {
    List<Step> steps = new ArrayList<>();
    for (int year = first; year <= last; year++) {
      steps.add(new Step(year, LEFT[year - 1], LEFT[year - 1] - LEFT[year]));
    }
    return steps;
  }
}
