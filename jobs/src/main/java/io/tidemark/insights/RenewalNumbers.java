package io.tidemark.insights;

import io.tidemark.mrr.CustomerFacts;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Numbers the renewals of a billing stream. Numbers restart at 1 after a change of the billing
 * interval and after a lapse. A stream that began before the files has at least one cycle before
 * them. Their number is at most the number of payments of the customer, and at most the number of
 * cycles that fit into the time since its creation.
 *
 * @param facts of the customer
 * @param within a cycle that starts at most this long after the end of another one continues it
 */
record RenewalNumbers(CustomerFacts facts, Duration within) {
  private static final int MONTHS_OF_YEAR = 12;
  private static final long SECONDS_OF_DAY = 86_400;
  private static final double SECONDS_OF_MONTH = 31.0 * SECONDS_OF_DAY;
  private static final double DIGITS = 1e8;

  /**
   * Returns the number of the renewal that is due at the end of each cycle; null if the number of
   * cycles before the files is unknown.
   *
   * @param cycles of one billing stream, by start
   * @param beganUnseen whether the stream began before the files
   */
  Integer[] of(List<CycleLayers> cycles, boolean beganUnseen) {
    Integer[] numbers = new Integer[cycles.size()];
    int[] runs = runs(cycles);
    long before = 0;
    long position = 0;
    for (int index = 0; index < numbers.length; index++) {
      boolean isFirstRun = runs[index] == 0;
      Long mostBefore = mostBefore(cycles.get(index));
      if (index == 0 || runs[index] != runs[index - 1]) {
        boolean isKnownUnseen = mostBefore != null && mostBefore > 1;
        long unseen = isKnownUnseen ? mostBefore : 1;
        before = beganUnseen && isFirstRun ? unseen : 0;
        position = 0;
      }
      position++;
      if (!beganUnseen || !isFirstRun || mostBefore != null) {
        numbers[index] = Math.toIntExact(before + position);
      }
    }
    return numbers;
  }

  /**
   * Numbers the runs of consecutive cycles, from 0. Cycles with equal starts are in the same run.
   */
  private int[] runs(List<CycleLayers> cycles) {
    int[] runs = new int[cycles.size()];
    for (int index = 1; index < runs.length; index++) {
      runs[index] = runs[index - 1] + (continues(cycles, index) ? 0 : 1);
    }
    for (int index = runs.length - 2; index >= 0; index--) {
      if (cycles.get(index).startAt().equals(cycles.get(index + 1).startAt())) {
        runs[index] = runs[index + 1];
      }
    }
    return runs;
  }

  private boolean continues(List<CycleLayers> cycles, int index) {
    CycleLayers previous = cycles.get(index - 1);
    CycleLayers cycle = cycles.get(index);
    return previous.billingInterval().equals(cycle.billingInterval())
        && !cycle.startAt().isAfter(previous.endedAt().plus(within));
  }

  private Long mostBefore(CycleLayers cycle) {
    if (facts.createdAt() == null) {
      return facts.earlierPayments();
    }
    // One day of tolerance counts a cycle that starts some hours before a whole number of months.
    Instant soonAfter = cycle.startAt().plus(Duration.ofDays(1));
    long cycles = (long) Math.floor(monthsBetween(facts.createdAt(), soonAfter) / cycle.months());
    return facts.earlierPayments() == null ? cycles : Math.min(facts.earlierPayments(), cycles);
  }

  /**
   * Returns the months between two times, rounded to 8 digits. The result is whole from a day of a
   * month to the same day of another month, and from the last day of a month to the last day of
   * another month, at any time of day. Otherwise the remainder is a fraction of a month of 31 days.
   */
  static double monthsBetween(Instant from, Instant to) {
    LocalDateTime start = LocalDateTime.ofInstant(from, ZoneOffset.UTC);
    LocalDateTime end = LocalDateTime.ofInstant(to, ZoneOffset.UTC);
    int years = end.getYear() - start.getYear();
    double months = years * MONTHS_OF_YEAR + end.getMonthValue() - start.getMonthValue();
    int days = end.getDayOfMonth() - start.getDayOfMonth();
    if (days == 0 || (isLastOfMonth(start) && isLastOfMonth(end))) {
      return months;
    }
    long seconds =
        days * SECONDS_OF_DAY
            + end.toLocalTime().toSecondOfDay()
            - start.toLocalTime().toSecondOfDay();
    return Math.round((months + seconds / SECONDS_OF_MONTH) * DIGITS) / DIGITS;
  }

  private static boolean isLastOfMonth(LocalDateTime time) {
    return time.getDayOfMonth() == time.toLocalDate().lengthOfMonth();
  }
}
