package io.tidemark.forecast;

import io.tidemark.forecast.Simulation.Assumption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A scenario of the forecast of a series.
 *
 * @param name as in the table
 * @param isHeadline whether its median is the forecast
 * @param rate position of its rate of unseen renewals
 * @param futures its paths by currency
 * @param before the paths by currency before a customer is lost; empty if none is lost
 */
record Scenario(
    String name,
    boolean isHeadline,
    int rate,
    Map<String, SimulatedPaths> futures,
    Optional<Map<String, SimulatedPaths>> before) {
  private static final String UNSEEN = "unseen_renewals_";
  private static final double TWO_POINTS = 0.02;
  private static final Assumption NO_NEW_CUSTOMERS = new Assumption(false, 0);
  private static final Assumption MORE_CHURN = new Assumption(true, TWO_POINTS);

  /** Returns the MRR of a day in every path. */
  double[] levels(Series series, int day) {
    return series.levels(futures, rate, day);
  }

  /** Returns the bridge from contracted MRR to the mean. A lost customer is churn. */
  SimulatedPaths.Bridge bridge(Series series, int day) {
    SimulatedPaths.Bridge left = series.bridge(futures, rate, day);
    return before
        .map(all -> series.bridge(all, rate, day))
        .map(all -> left.losing(all.committed(), all.atRenewal()))
        .orElse(left);
  }

  /**
   * Simulates the scenarios of several series. Paths that several series share are simulated once.
   */
  static final class Factory {
    private final Snapshot now;
    private final double[] unseenRenewal;
    private final Map<String, SimulatedPaths> asBefore;
    private final BiFunction<Renewals, Assumption, Function<String, SimulatedPaths>> simulation;
    private final Map<String, SimulatedPaths> withoutNew = new HashMap<>();
    private final Map<String, SimulatedPaths> withChurn = new HashMap<>();

    /**
     * @param asBefore the paths of the forecast by currency
     * @param simulation simulates the paths of a currency
     */
    Factory(
        Snapshot now,
        double[] unseenRenewal,
        Map<String, SimulatedPaths> asBefore,
        BiFunction<Renewals, Assumption, Function<String, SimulatedPaths>> simulation) {
      this.now = now;
      this.unseenRenewal = unseenRenewal;
      this.asBefore = asBefore;
      this.simulation = simulation;
    }

    /**
     * Returns the scenarios of a series, that of the forecast among them.
     *
     * @param largest the lines of the largest customer; empty if there is no customer
     */
    List<Scenario> of(Series series, List<ForecastLine> largest) {
      List<Scenario> scenarios = new ArrayList<>();
      for (int rate = 0; rate < unseenRenewal.length; rate++) {
        boolean isHeadline = rate == Outlook.BASE;
        String name = UNSEEN + unseenRenewal[rate];
        scenarios.add(new Scenario(name, isHeadline, rate, asBefore, Optional.empty()));
      }
      for (String currency : series.factors().keySet()) {
        Renewals all = now.renewals();
        withoutNew.computeIfAbsent(currency, simulation.apply(all, NO_NEW_CUSTOMERS));
        withChurn.computeIfAbsent(currency, simulation.apply(all, MORE_CHURN));
      }
      scenarios.add(of("no_new_customers", withoutNew));
      scenarios.add(of("churn_2_points_higher", withChurn));
      if (!largest.isEmpty()) {
        scenarios.add(lost(largest));
      }
      return scenarios;
    }

    private static Scenario of(String name, Map<String, SimulatedPaths> futures) {
      return new Scenario(name, false, Outlook.BASE, futures, Optional.empty());
    }

    private Scenario lost(List<ForecastLine> largest) {
      Renewals left = now.renewals().without(largest);
      Map<String, SimulatedPaths> futures = new HashMap<>(asBefore);
      Function<String, SimulatedPaths> paths = simulation.apply(left, Assumption.AS_BEFORE);
      largest.stream()
          .map(ForecastLine::currency)
          .distinct()
          .forEach(currency -> futures.put(currency, paths.apply(currency)));
      return new Scenario(
          "largest_customer_lost", false, Outlook.BASE, futures, Optional.of(asBefore));
    }
  }
}
