package io.tidemark.forecast;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lines that come up for renewal on the same days. The data is in plain arrays, because it is read
 * for every path.
 *
 * @param interval ordinal of the interval class
 * @param days days of the renewals, counted from the origin
 * @param nextRenewal number of the next renewal of each group, from 1; 0 if the group ends for
 *     certain
 * @param lines number of lines of each group
 * @param mrr MRR of each group, minor units
 */
record Cohort(int interval, int[] days, int[] nextRenewal, int[] lines, double[] mrr) {
  private static final int MOST_RENEWALS = 200;

  private record Dues(BillingFrequency rhythm, LocalDate periodEnd) {}

  /** Returns the cohorts of running lines. */
  static List<Cohort> of(List<LineGroup> groups, LocalDate origin, int horizon) {
    Map<Dues, List<LineGroup>> alike = new LinkedHashMap<>();
    for (LineGroup group : groups) {
      Dues dues = new Dues(group.rhythm(), group.periodEnd());
      alike.computeIfAbsent(dues, x -> new ArrayList<>()).add(group);
    }
    List<Cohort> cohorts = new ArrayList<>();
    alike.forEach(
        (dues, of) ->
            cohorts.add(
                new Cohort(
                    dues.rhythm().intervalClass().ordinal(),
                    days(dues.rhythm(), dues.periodEnd(), 0, origin, horizon),
                    of.stream().mapToInt(group -> group.alike().nextRenewal()).toArray(),
                    of.stream().mapToInt(LineGroup::lines).toArray(),
                    of.stream().mapToDouble(LineGroup::mrrMinor).toArray())));
    return cohorts;
  }

  /**
   * Returns the cohort of new lines that begin on a day, one line per kind. All kinds must have the
   * same billing frequency.
   */
  static Cohort ofNewcomers(
      List<Renewals.Newcomer> kinds, LocalDate begin, LocalDate origin, int horizon) {
    BillingFrequency rhythm = kinds.get(0).rhythm();
    int[] ones = new int[kinds.size()];
    Arrays.fill(ones, 1);
    return new Cohort(
        rhythm.intervalClass().ordinal(),
        days(rhythm, begin, 1, origin, horizon),
        ones,
        ones,
        kinds.stream().mapToDouble(Renewals.Newcomer::meanMinor).toArray());
  }

  private static int[] days(
      BillingFrequency rhythm, LocalDate anchor, int firstCycle, LocalDate origin, int horizon) {
    int[] found = new int[MOST_RENEWALS];
    int number = 0;
    for (int cycle = firstCycle; number < MOST_RENEWALS; cycle++) {
      long day = rhythm.after(anchor, cycle).toEpochDay() - origin.toEpochDay();
      if (day > horizon) {
        break;
      }
      found[number] = (int) day;
      number++;
    }
    return Arrays.copyOf(found, number);
  }

  /** Returns the MRR of all lines, minor units. */
  double sum() {
    return Arrays.stream(mrr).sum();
  }

  /** Returns whether the lines come up for renewal on or before a day. */
  boolean isDueBy(int day) {
    return days.length > 0 && days[0] <= day;
  }
}
