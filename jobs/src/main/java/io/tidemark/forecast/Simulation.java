package io.tidemark.forecast;

import io.tidemark.stats.SeededRandom;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Simulates paths of the MRR of one currency. Running subscriptions renew or end when their paid
 * period ends, and prices change by observed ratios. New subscriptions begin, and renew too. Equal
 * lines are drawn as a group, so the cost of a path does not grow with the number of subscriptions.
 */
final class Simulation {
  private static final int BLOCK = 50;

  private final LocalDate origin;
  private final int horizon;
  private final RenewalRates rates;
  private final PriceRatios ratios;
  private final NewSubscriptions newcomers;
  private final List<Cohort> lines;
  private final List<List<Cohort>> begun = new ArrayList<>();
  private final double[] unseenRenewal;
  private final Assumption assumption;

  private Simulation(
      Renewals renewals,
      String currency,
      LocalDate from,
      LocalDate origin,
      Scope scope,
      Assumption assumption) {
    this.origin = origin;
    this.horizon = scope.horizonDays();
    this.assumption = assumption;
    this.unseenRenewal = DoubleStream.of(scope.unseenRenewal()).map(assumption::renewal).toArray();
    this.rates = RenewalRates.of(renewals.cycles());
    this.ratios = PriceRatios.of(renewals.cycles());
    this.newcomers = NewSubscriptions.of(renewals, currency, from, origin);
    this.lines =
        Cohort.of(
            renewals.lines().stream().filter(one -> one.currency().equals(currency)).toList(),
            origin,
            horizon);
    for (int day = 1; day <= horizon; day++) {
      List<Cohort> ofDay = new ArrayList<>();
      for (List<Renewals.Newcomer> kinds : newcomers.kinds()) {
        ofDay.add(Cohort.ofNewcomers(kinds, origin.plusDays(day), origin, horizon));
      }
      begun.add(ofDay);
    }
  }

  /**
   * The extent of a simulation.
   *
   * @param horizonDays number of days to simulate
   * @param paths number of paths
   * @param unseenRenewal renewal rates, one per scenario, of intervals that were never seen to
   *     renew
   */
  record Scope(int horizonDays, int paths, double[] unseenRenewal, long seed)
      implements Serializable {
    Scope of(int otherHorizon, int otherPaths) {
      return new Scope(otherHorizon, otherPaths, unseenRenewal, seed);
    }
  }

  /**
   * How the future differs from the past.
   *
   * @param hasNewCustomers whether customers begin as they began before
   * @param addedChurn the share by which every renewal rate is lower
   */
  record Assumption(boolean hasNewCustomers, double addedChurn) {
    static final Assumption AS_BEFORE = new Assumption(true, 0);

    private double renewal(double rate) {
      return Math.max(0, rate - addedChurn);
    }
  }

  /**
   * Simulates the paths.
   *
   * @param renewals of all currencies, which share renewal rates and price changes
   * @param from the first whole day of the window
   * @param origin the last known day
   */
  static SimulatedPaths of(
      Renewals renewals,
      String currency,
      LocalDate from,
      LocalDate origin,
      Scope scope,
      Assumption assumption) {
    Simulation simulation = new Simulation(renewals, currency, from, origin, scope, assumption);
    SimulatedPaths futures =
        new SimulatedPaths(simulation.lines, scope, Outlook.days(origin, scope.horizonDays()));
    // The number of blocks is the same on every machine, and blocks are added in order, so equal
    // seeds give equal sums.
    IntStream.range(0, (scope.paths() + BLOCK - 1) / BLOCK)
        .parallel()
        .mapToObj(block -> simulation.block(futures, block, scope, currency))
        .toList()
        .forEach(futures::add);
    return futures;
  }

  private SimulatedPaths.Block block(
      SimulatedPaths futures, int block, Scope scope, String currency) {
    SimulatedPaths.Block sums = futures.new Block();
    Population alive = new Population();
    for (int path = block * BLOCK; path < Math.min((block + 1) * BLOCK, scope.paths()); path++) {
      draw(sums, alive, path, scope.seed(), currency);
      sums.end(path);
    }
    return sums;
  }

  private void draw(
      SimulatedPaths.Block sums, Population alive, int path, long seed, String currency) {
    SeededRandom draws = new SeededRandom(seed, path, currency.hashCode());
    // Renewal rates and price changes are the same in every currency.
    double[][] renewal = rates.draw(new SeededRandom(seed, path));
    if (assumption.addedChurn() > 0) {
      for (double[] ofInterval : renewal) {
        Arrays.setAll(ofInterval, band -> assumption.renewal(ofInterval[band]));
      }
    }
    alive.begin(ratios.weigh(seed, path), draws);
    Path future = new Path(renewal, alive, draws, sums);
    for (Cohort cohort : lines) {
      future.live(cohort, cohort.lines(), 0, false);
    }
    if (!assumption.hasNewCustomers()) {
      return;
    }
    NewSubscriptions.Future coming = newcomers.future(draws);
    for (int day = 1; day <= horizon; day++) {
      int[] numbers = coming.on(origin.plusDays(day));
      int first = 0;
      for (Cohort cohort : begun.get(day - 1)) {
        future.begin(cohort, numbers, first, day);
        first += cohort.lines().length;
      }
    }
  }

  /** One path that is being simulated. */
  private final class Path {
    private final double[][] renewal;
    private final Population alive;
    private final SeededRandom draws;
    private final SimulatedPaths.Block sums;

    Path(double[][] renewal, Population alive, SeededRandom draws, SimulatedPaths.Block sums) {
      this.renewal = renewal;
      this.alive = alive;
      this.draws = draws;
      this.sums = sums;
    }

    /**
     * Begins new lines. {@code numbers} has the number of lines of each kind, from index {@code
     * first}.
     */
    void begin(Cohort cohort, int[] numbers, int first, int day) {
      boolean isAny = false;
      for (int kind = 0; kind < cohort.lines().length; kind++) {
        if (numbers[first + kind] > 0) {
          sums.begin(day, numbers[first + kind] * cohort.mrr()[kind]);
          isAny = true;
        }
      }
      if (isAny) {
        live(cohort, numbers, first, true);
      }
    }

    /** Simulates the lines of a cohort until all are lost or the horizon is reached. */
    void live(Cohort cohort, int[] numbers, int first, boolean isNew) {
      if (cohort.days().length == 0) {
        return;
      }
      double[] chances = renewal[cohort.interval()];
      alive.clear();
      for (int group = 0; group < cohort.lines().length; group++) {
        int lines = numbers[first + group];
        double mrr = cohort.mrr()[group] / cohort.lines()[group] * lines;
        if (lines == 0) {
          continue;
        }
        if (cohort.nextRenewal()[group] == 0) {
          sums.lose(cohort.days()[0], mrr, isNew);
        } else if (Double.isNaN(chances[0])) {
          liveUnseen(cohort, lines, mrr / lines, isNew);
        } else {
          alive.add(cohort.nextRenewal()[group], lines, mrr);
        }
      }
      for (int index = 0; index < cohort.days().length && !alive.isEmpty(); index++) {
        Population.Renewal renewed = alive.renew(chances);
        sums.lose(cohort.days()[index], renewed.lost(), isNew);
        sums.change(cohort.days()[index], renewed.changed(), isNew);
      }
    }

    /**
     * Simulates lines of an unseen interval. The draws of a line are shared by all scenarios: a
     * line that renews at a low rate renews at a higher one.
     */
    private void liveUnseen(Cohort cohort, int lines, double each, boolean isNew) {
      UnseenLines unseen = new UnseenLines(unseenRenewal, lines);
      for (int day : cohort.days()) {
        int[] lost = unseen.renew(draws);
        for (int scenario = 0; scenario < lost.length; scenario++) {
          if (lost[scenario] > 0) {
            sums.loseInScenario(scenario, day, each * lost[scenario], isNew);
          }
        }
      }
    }
  }
}
