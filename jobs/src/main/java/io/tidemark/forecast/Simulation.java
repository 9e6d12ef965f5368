package io.tidemark.forecast;

import io.tidemark.insights.Draws;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Futures of one currency, drawn line by line: each running subscription renews at the end of its
 * paid period or not, at a price that changes as prices were seen to change; new ones begin, and
 * renew too.
 */
final class Simulation {
  private static final int BLOCK = 50;

  private final LocalDate origin;
  private final int horizon;
  private final RenewalRates rates;
  private final Ratios ratios;
  private final Newcomers newcomers;
  private final Schedule lines;
  private final Schedule[] arrivals;
  private final double[] unseenRenewal;

  private Simulation(
      Renewals renewals, String currency, LocalDate from, LocalDate origin, Scope scope) {
    this.origin = origin;
    this.horizon = scope.horizonDays();
    this.unseenRenewal = scope.unseenRenewal();
    this.rates = RenewalRates.of(renewals.cycles());
    this.ratios = Ratios.of(renewals.cycles());
    List<Renewals.Arrival> arrivalsOfCurrency =
        renewals.arrivals().stream().filter(one -> one.currency().equals(currency)).toList();
    this.newcomers = Newcomers.of(arrivalsOfCurrency, from, origin);
    this.lines =
        Schedule.of(
            renewals.lines().stream().filter(one -> one.currency().equals(currency)).toList(),
            origin,
            horizon);
    this.arrivals = new Schedule[horizon + 1];
    for (int day = 1; day <= horizon; day++) {
      arrivals[day] = Schedule.ofArrivals(newcomers.seen(), origin.plusDays(day), origin, horizon);
    }
  }

  /**
   * How far and how often.
   *
   * @param unseenRenewal renewal rates, one a scenario, of intervals never seen to renew
   */
  record Scope(int horizonDays, int paths, double[] unseenRenewal, long seed) {
    Scope of(int otherHorizon, int otherPaths) {
      return new Scope(otherHorizon, otherPaths, unseenRenewal, seed);
    }
  }

  /**
   * Draws futures.
   *
   * @param renewals of all currencies: renewal rates and price changes are common to them
   * @param from the first whole day of the window
   * @param origin the last day that is known
   */
  static Futures of(
      Renewals renewals, String currency, LocalDate from, LocalDate origin, Scope scope) {
    Simulation simulation = new Simulation(renewals, currency, from, origin, scope);
    Futures futures = new Futures(simulation.lines, scope);
    // Blocks are as many on every machine, and added up in order: so equal seeds give equal sums.
    IntStream.range(0, (scope.paths() + BLOCK - 1) / BLOCK)
        .parallel()
        .mapToObj(block -> simulation.block(futures, block, scope, currency))
        .toList()
        .forEach(futures::add);
    return futures;
  }

  private Futures.Block block(Futures futures, int block, Scope scope, String currency) {
    Futures.Block sums = futures.new Block();
    for (int path = block * BLOCK; path < Math.min((block + 1) * BLOCK, scope.paths()); path++) {
      draw(sums, path, scope.seed(), currency);
      sums.end(path);
    }
    return sums;
  }

  private void draw(Futures.Block sums, int path, long seed, String currency) {
    Draws draws = new Draws(seed, path, currency.hashCode());
    // These two are the same in every currency.
    double[][] renewal = rates.draw(new Draws(seed, path));
    Ratios.Weighed changes = ratios.weigh(seed, path);
    Newcomers.Future future = newcomers.future(draws);
    int crowd = newcomers.crowd();
    for (int line = 0; line < lines.size(); line++) {
      live(lines, line, lines.mrr(line), lines.lines(line), renewal, changes, draws, sums, false);
    }
    for (int day = 1; day <= horizon; day++) {
      for (int number = future.on(origin.plusDays(day)); number > 0; number--) {
        int like = future.like();
        int together = Math.min(number, crowd);
        double mrr = together * arrivals[day].mrr(like);
        sums.begin(day, mrr);
        live(arrivals[day], like, mrr, together, renewal, changes, draws, sums, true);
        number -= together - 1;
      }
    }
  }

  /** One line, or several as one, until it is lost or the horizon is reached. */
  private void live(
      Schedule schedule,
      int line,
      double mrrAtFirst,
      int together,
      double[][] renewal,
      Ratios.Weighed changes,
      Draws draws,
      Futures.Block sums,
      boolean isNew) {
    double[] chances = renewal[schedule.interval(line)];
    double mrr = mrrAtFirst;
    int number = schedule.nextRenewal(line);
    if (number == 0) {
      endForCertain(schedule, line, mrr, sums);
      return;
    }
    if (Double.isNaN(chances[0])) {
      liveUnseen(schedule, line, mrr, draws, sums, isNew);
      return;
    }
    for (int index = schedule.first(line); index < schedule.first(line + 1); index++) {
      int day = schedule.day(index);
      if (draws.uniform() >= chances[Renewals.band(number)]) {
        sums.lose(day, mrr, isNew);
        return;
      }
      double after = mrr * changes.draw(mrr / together, draws);
      sums.change(day, after - mrr, isNew);
      mrr = after;
      number++;
    }
  }

  private static void endForCertain(Schedule schedule, int line, double mrr, Futures.Block sums) {
    if (schedule.first(line) < schedule.first(line + 1)) {
      sums.lose(schedule.day(schedule.first(line)), mrr, false);
    }
  }

  /** One future of a line holds in all scenarios: who stays at a low rate stays at a high one. */
  private void liveUnseen(
      Schedule schedule, int line, double mrr, Draws draws, Futures.Block sums, boolean isNew) {
    boolean[] isLost = new boolean[unseenRenewal.length];
    for (int index = schedule.first(line); index < schedule.first(line + 1); index++) {
      double chance = draws.uniform();
      for (int scenario = 0; scenario < isLost.length; scenario++) {
        if (!isLost[scenario] && chance >= unseenRenewal[scenario]) {
          isLost[scenario] = true;
          sums.loseInScenario(scenario, schedule.day(index), mrr, isNew);
        }
      }
    }
  }
}
