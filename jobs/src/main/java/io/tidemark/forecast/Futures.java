package io.tidemark.forecast;

import java.util.Arrays;

/** What the futures of one currency come to, day by day. Amounts are minor units. */
final class Futures {
  private final int horizon;
  private final int scenarios;
  private final double start;
  private final double[] dueBy;
  private final double[][][] levels;
  private final double[] meanLoss;
  private final double[] meanChange;
  private final double[] meanNew;
  private final double[][] meanScenarioLoss;
  private final double[][] meanScenarioNew;

  Futures(Schedule lines, Simulation.Scope scope) {
    this.horizon = scope.horizonDays();
    this.scenarios = scope.unseenRenewal().length;
    this.start = lines.sum();
    this.dueBy = new double[horizon + 1];
    for (int day = 1; day <= horizon; day++) {
      dueBy[day] = lines.dueBy(day);
    }
    this.levels = new double[scenarios][horizon + 1][scope.paths()];
    this.meanLoss = new double[horizon + 1];
    this.meanChange = new double[horizon + 1];
    this.meanNew = new double[horizon + 1];
    this.meanScenarioLoss = new double[scenarios][horizon + 1];
    this.meanScenarioNew = new double[scenarios][horizon + 1];
  }

  /** One future in the making: what each day changes. */
  final class Path {
    private final double[] changes = new double[horizon + 1];
    private final double[][] scenarioChanges = new double[scenarios][horizon + 1];

    void begin(int day, double mrr) {
      changes[day] += mrr;
      meanNew[day] += mrr;
    }

    void lose(int day, double mrr, boolean isNew) {
      changes[day] -= mrr;
      (isNew ? meanNew : meanLoss)[day] -= mrr;
    }

    void change(int day, double difference, boolean isNew) {
      changes[day] += difference;
      (isNew ? meanNew : meanChange)[day] += difference;
    }

    void loseInScenario(int scenario, int day, double mrr, boolean isNew) {
      scenarioChanges[scenario][day] -= mrr;
      (isNew ? meanScenarioNew : meanScenarioLoss)[scenario][day] -= mrr;
    }
  }

  Path start() {
    return new Path();
  }

  void end(int path, Path sums) {
    for (int scenario = 0; scenario < scenarios; scenario++) {
      double level = start;
      for (int day = 1; day <= horizon; day++) {
        level += sums.changes[day] + sums.scenarioChanges[scenario][day];
        levels[scenario][day][path] = level;
      }
    }
  }

  int paths() {
    return levels[0][0].length;
  }

  /** MRR of the origin day. */
  double startMinor() {
    return start;
  }

  /** MRR of a day in every future, unsorted. */
  double[] levels(int scenario, int day) {
    return levels[scenario][day];
  }

  /** The way from what is contracted to what is expected. */
  Bridge bridge(int scenario, int day) {
    double paths = paths();
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
   * The way from what is contracted to what is expected, minor units.
   *
   * @param committed MRR of lines paid beyond the day
   * @param atRenewal MRR of lines that come up for renewal until then
   * @param churn what of it is lost; negative
   * @param expansion what renewals change prices by
   * @param fresh lines that begin, less those of them that end again
   */
  record Bridge(double committed, double atRenewal, double churn, double expansion, double fresh) {
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
