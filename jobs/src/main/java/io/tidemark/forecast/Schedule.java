package io.tidemark.forecast;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/**
 * When lines come up for renewal, in days after the origin: plain arrays, as all is drawn often.
 */
final class Schedule {
  private static final int MOST_RENEWALS = 200;

  private final double[] mrr;
  private final int[] lines;
  private final byte[] interval;
  private final int[] nextRenewal;
  private final int[] first;
  private final int[] days;

  private Schedule(int lines, int renewals) {
    this.mrr = new double[lines];
    this.lines = new int[lines];
    Arrays.fill(this.lines, 1);
    this.interval = new byte[lines];
    this.nextRenewal = new int[lines];
    this.first = new int[lines + 1];
    this.days = new int[renewals];
  }

  /** Of running lines; where they are very many, the smaller ones are drawn in {@link Bundles}. */
  static Schedule of(List<Renewals.Line> lines, LocalDate origin, int horizon) {
    List<Bundles.Bundle> bundles = Bundles.of(lines);
    int[][] days = new int[bundles.size()][];
    for (int line = 0; line < days.length; line++) {
      Renewals.Line one = bundles.get(line).like();
      days[line] = days(one.rhythm(), one.periodEnd(), 0, origin, horizon);
    }
    Schedule schedule = new Schedule(days);
    for (int line = 0; line < days.length; line++) {
      Bundles.Bundle bundle = bundles.get(line);
      Renewals.Line one = bundle.like();
      schedule.put(line, bundle.mrrMinor(), one.rhythm(), one.nextRenewal());
      schedule.lines[line] = bundle.lines();
    }
    return schedule;
  }

  /** Of lines like those seen that begin on a day. */
  static Schedule ofArrivals(
      List<Renewals.Arrival> like, LocalDate begin, LocalDate origin, int horizon) {
    int[][] days = new int[like.size()][];
    for (int line = 0; line < days.length; line++) {
      days[line] = days(like.get(line).rhythm(), begin, 1, origin, horizon);
    }
    Schedule schedule = new Schedule(days);
    for (int line = 0; line < days.length; line++) {
      Renewals.Arrival one = like.get(line);
      schedule.put(line, one.mrrMinor(), one.rhythm(), 1);
    }
    return schedule;
  }

  private Schedule(int[][] daysOfLines) {
    this(daysOfLines.length, Arrays.stream(daysOfLines).mapToInt(d -> d.length).sum());
    for (int line = 0; line < daysOfLines.length; line++) {
      int[] ofLine = daysOfLines[line];
      System.arraycopy(ofLine, 0, days, first[line], ofLine.length);
      first[line + 1] = first[line] + ofLine.length;
    }
  }

  private void put(int line, long mrrMinor, Rhythm rhythm, int renewal) {
    mrr[line] = mrrMinor;
    interval[line] = (byte) rhythm.intervalClass().ordinal();
    nextRenewal[line] = renewal;
  }

  private static int[] days(
      Rhythm rhythm, LocalDate anchor, int firstCycle, LocalDate origin, int horizon) {
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

  int size() {
    return mrr.length;
  }

  /** MRR of a line, minor units. */
  double mrr(int line) {
    return mrr[line];
  }

  /** How many lines are drawn as this one. */
  int lines(int line) {
    return lines[line];
  }

  /** The ordinal of its interval class. */
  int interval(int line) {
    return interval[line];
  }

  /** The number of its next renewal, from 1. */
  int nextRenewal(int line) {
    return nextRenewal[line];
  }

  /** Where its renewals begin; those of a line end where the next line's begin. */
  int first(int line) {
    return first[line];
  }

  /** The day of a renewal, from 1. */
  int day(int index) {
    return days[index];
  }

  /** MRR of all lines, minor units. */
  double sum() {
    return Arrays.stream(mrr).sum();
  }

  /** MRR of the lines that come up for renewal until a day, minor units. */
  double dueBy(int day) {
    double due = 0;
    for (int line = 0; line < mrr.length; line++) {
      boolean isDue = first[line] < first[line + 1] && days[first[line]] <= day;
      due += isDue ? mrr[line] : 0;
    }
    return due;
  }
}
