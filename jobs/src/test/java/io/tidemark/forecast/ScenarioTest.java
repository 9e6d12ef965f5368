package io.tidemark.forecast;

import static io.tidemark.forecast.Simulation.Assumption.AS_BEFORE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The scenarios of two customers. Every monthly renewal so far was seen to succeed, years were
 * never due, and nobody began.
 */
class ScenarioTest {
  private static final LocalDate ORIGIN = LocalDate.parse("2025-03-15");
  private static final LocalDate FROM = ORIGIN.minusDays(99);
  private static final Simulation.Scope SCOPE =
      new Simulation.Scope(30, 4_000, new double[] {0.7, 0.8, 0.9}, 1);

  private static final ForecastLine MONTHLY = line("cus_month", 1, 1_000_000);
  private static final ForecastLine YEARLY = line("cus_year", 12, 3_000);

  @Test
  @DisplayName("Unseen renewals have one scenario per rate, and the second is the forecast")
  void names() {
    assertThat(scenarios())
        .extracting(Scenario::name)
        .containsExactly(
            "unseen_renewals_0.7",
            "unseen_renewals_0.8",
            "unseen_renewals_0.9",
            "no_new_customers",
            "churn_2_points_higher",
            "largest_customer_lost");
    assertThat(scenarios())
        .filteredOn(Scenario::isHeadline)
        .extracting(Scenario::name)
        .containsExactly("unseen_renewals_0.8");
  }

  /** A year of 30.00 due in 10 days is lost with 30, 20 and 10 %, and with 22 %. */
  @Test
  @DisplayName("Churn two points higher loses two points more at each renewal")
  void churnTwoPointsHigher() {
    assertThat(lost("unseen_renewals_0.7")).isBetween(0.28, 0.32);
    assertThat(lost("unseen_renewals_0.8")).isBetween(0.18, 0.22);
    assertThat(lost("unseen_renewals_0.9")).isBetween(0.08, 0.12);
    assertThat(lost("churn_2_points_higher")).isBetween(0.20, 0.24);
  }

  @Test
  @DisplayName("The lost customer is churn from the first day, and the others stay as they were")
  void largestCustomerLost() {
    Scenario lost = named("largest_customer_lost");

    assertThat(lost.levels(series(), 1)).containsOnly(3_000);
    assertThat(lost.bridge(series(), 1))
        .isEqualTo(new SimulatedPaths.Bridge(1_003_000, 0, -1_000_000, 0, 0));
    assertThat(lost.bridge(series(), 20).committed()).isZero();
    assertThat(lost.bridge(series(), 20).atRenewal()).isEqualTo(1_003_000);
  }

  /** Returns the share of paths that lose the year. */
  private static double lost(String scenario) {
    double[] levels = named(scenario).levels(series(), 20);
    long without = 0;
    for (double level : levels) {
      without += Math.round(level) % 10_000 == 0 ? 1 : 0;
    }
    return (double) without / levels.length;
  }

  private static Scenario named(String name) {
    return scenarios().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }

  private static List<Scenario> scenarios() {
    Snapshot snapshot = PlainSnapshots.empty(FROM, ORIGIN);
    snapshot.renewals().add(MONTHLY);
    snapshot.renewals().add(YEARLY);
    snapshot.renewals().add(new Renewals.Due(IntervalClass.MONTH, 2, 20, 1), 100_000);
    Map<String, SimulatedPaths> asBefore =
        Map.of("EUR", Simulation.of(snapshot.renewals(), "EUR", FROM, ORIGIN, SCOPE, AS_BEFORE));
    return new Scenario.Factory(
            snapshot,
            SCOPE.unseenRenewal(),
            asBefore,
            (renewals, assumption) ->
                currency -> Simulation.of(renewals, currency, FROM, ORIGIN, SCOPE, assumption))
        .of(series(), List.of(MONTHLY));
  }

  private static Series series() {
    Forecast.Conversion none = new Forecast.Conversion("EUR", Map.of());
    return Series.of(new TreeSet<>(List.of("EUR")), none, ORIGIN).get(0);
  }

  private static ForecastLine line(String customerId, int months, long mrrMinor) {
    BillingFrequency rhythm = new BillingFrequency(months, 0);
    LocalDate due = ORIGIN.plusDays(10);
    return new ForecastLine("sub_" + customerId, customerId, "EUR", rhythm, mrrMinor, due, 4);
  }
}
