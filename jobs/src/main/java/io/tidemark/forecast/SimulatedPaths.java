package io.tidemark.forecast;

import java.util.Arrays;
import java.util.List;

/** The simulated paths of one currency, by day. Amounts are in minor units. */
final class SimulatedPaths {
  private final int horizon;
  private final int scenarios;
  private final int paths;
  private final double start;
  private final double[] dueBy;
  private final double[][][] levels;
  private final double[] meanLoss;
  private final double[] meanChange;
  private final double[] meanNew;
  private final double[][] meanScenarioLoss;
  private final double[][] meanScenarioNew;

  /**
   * @param days for which the levels of all paths are kept
   */
  SimulatedPaths(List<Cohort> lines, Simulation.Scope scope, List<Integer> days) {
    this.horizon = scope.horizonDays();
    this.scenarios = scope.unseenRenewal().length;
    this.start = lines.stream().mapToDouble(Cohort::sum).sum();
    this.dueBy = new double[horizon + 1];
    for (int day = 1; day <= horizon; day++) {
      int until = day;
      dueBy[day] =
          lines.stream().filter(cohort -> cohort.isDueBy(until)).mapToDouble(Cohort::sum).sum();
    }
    this.paths = scope.paths();
    this.levels = new double[scenarios][horizon + 1][];
    for (double[][] ofScenario : levels) {
      days.forEach(day -> ofScenario[day] = new double[paths]);
    }
    this.meanLoss = new double[horizon + 1];
    this.meanChange = new double[horizon + 1];
    this.meanNew = new double[horizon + 1];
    this.meanScenarioLoss = new double[scenarios][horizon + 1];
    this.meanScenarioNew = new double[scenarios][horizon + 1];
  }

  /**
   * The daily changes of paths that are simulated one after another. Each thread has a separate
   * block.
   */
  final class Block {
    private final double[] changes = new double[horizon + 1];
    private final double[][] scenarioChanges = new double[scenarios][horizon + 1];
    private final double[] loss = new double[horizon + 1];
    private final double[] change = new double[horizon + 1];
    private final double[] fresh = new double[horizon + 1];
    private final double[][] scenarioLoss = new double[scenarios][horizon + 1];
    private final double[][] scenarioFresh = new double[scenarios][horizon + 1];

    void begin(int day, double mrr) {
      changes[day] += mrr;
      fresh[day] += mrr;
    }

    void lose(int day, double mrr, boolean isNew) {
      changes[day] -= mrr;
      (isNew ? fresh : loss)[day] -= mrr;
    }

    void change(int day, double difference, boolean isNew) {
      changes[day] += difference;
      (isNew ? fresh : change)[day] += difference;
    }

    void loseInScenario(int scenario, int day, double mrr, boolean isNew) {
      scenarioChanges[scenario][day] -= mrr;
      (isNew ? scenarioFresh : scenarioLoss)[scenario][day] -= mrr;
    }

    /** Completes one path; the next one starts. */
    void end(int path) {
      for (int scenario = 0; scenario < scenarios; scenario++) {
        double level = start;
        for (int day = 1; day <= horizon; day++) {
          level += changes[day] + scenarioChanges[scenario][day];
          if (levels[scenario][day] != null) {
            levels[scenario][day][path] = level;
          }
        }
        Arrays.fill(scenarioChanges[scenario], 0);
      }
      Arrays.fill(changes, 0);
    }
  }

  /** Adds the sums of a block, from which averages over all paths are computed. */
  void add(Block block) {
    add(meanLoss, block.loss);
    add(meanChange, block.change);
    add(meanNew, block.fresh);
    for (int scenario = 0; scenario < scenarios; scenario++) {
      add(meanScenarioLoss[scenario], block.scenarioLoss[scenario]);
      add(meanScenarioNew[scenario], block.scenarioFresh[scenario]);
    }
  }

  private static void add(double[] sums, double[] others) {
    for (int index = 0; index < sums.length; index++) {
      sums[index] += others[index];
    }
  }

  /** Returns the MRR of the origin. */
  double startMinor() {
    return start;
  }

  /** Returns the MRR of a day with levels in every path, unsorted. */
  double[] levels(int scenario, int day) {
    return levels[scenario][day];
  }

  /** Returns the bridge from contracted to expected MRR. */
  Bridge bridge(int scenario, int day) {
    double churn = until(meanLoss, day) + until(meanScenarioLoss[scenario], day);
    double fresh = until(meanNew, day) + until(meanScenarioNew[scenario], day);
    return new Bridge(
        start - dueBy[day],
        dueBy[day],
        churn / paths,
        until(meanChange, day) / paths,
        fresh / paths);
  }

  private static double until(double[] sums, int day) {
    return Arrays.stream(sums, 0, day + 1).sum();
  }

  /**
   * The bridge from contracted to expected MRR, minor units.
   *
   * @param committed MRR of lines that are paid beyond the day
   * @param atRenewal MRR of lines that come up for renewal by the day
   * @param churn loss of that MRR; negative
   * @param expansion price changes at renewals
   * @param fresh new lines, less those of them that end again
   */
  record Bridge(double committed, double atRenewal, double churn, double expansion, double fresh) {
    /** Returns the bridge from more contracted MRR, the difference of which is lost. */
    Bridge losing(double fromCommitted, double fromAtRenewal) {
      double lost = fromCommitted + fromAtRenewal - committed - atRenewal;
      return new Bridge(fromCommitted, fromAtRenewal, churn - lost, expansion, fresh);
    }

    Bridge plus(Bridge other, double factor) {
      return new Bridge(
          committed + factor * other.committed,
          atRenewal + factor * other.atRenewal,
          churn + factor * other.churn,
          expansion + factor * other.expansion,
          fresh + factor * other.fresh);
    }
  }
}
