package io.tidemark.forecast;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A running subscription.
 *
 * @param periodEnd the first day that is not paid for
 * @param nextRenewal the number of the renewal due then, from 1; 0 where it ends for certain
 */
record ForecastLine(
    String subscriptionId,
    String customerId,
    String currency,
    BillingFrequency rhythm,
    long mrrMinor,
    LocalDate periodEnd,
    int nextRenewal) {
  private static final Comparator<ForecastLine> LARGEST_FIRST =
      Comparator.comparingLong((ForecastLine line) -> -line.mrrMinor())
          .thenComparing(ForecastLine::subscriptionId)
          .thenComparing(ForecastLine::periodEnd);

  private ForecastLine withMrr(long otherMinor) {
    return new ForecastLine(
        subscriptionId, customerId, currency, rhythm, otherMinor, periodEnd, nextRenewal);
  }

  /**
   * Returns lines without those below zero: they reduce what their customer pays otherwise, the
   * largest line first, and never below nothing.
   */
  static List<ForecastLine> settled(List<ForecastLine> lines) {
    if (lines.stream().allMatch(line -> line.mrrMinor() > 0)) {
      return lines;
    }
    Map<String, Long> owed = new TreeMap<>();
    for (ForecastLine line : lines) {
      if (line.mrrMinor() < 0) {
        owed.merge(line.currency() + " " + line.customerId(), -line.mrrMinor(), Long::sum);
      }
    }
    List<ForecastLine> settled = new ArrayList<>();
    for (ForecastLine line : lines.stream().sorted(LARGEST_FIRST).toList()) {
      String account = line.currency() + " " + line.customerId();
      long taken = Math.min(owed.getOrDefault(account, 0L), line.mrrMinor());
      if (taken < line.mrrMinor()) {
        settled.add(taken == 0 ? line : line.withMrr(line.mrrMinor() - taken));
      }
      if (line.mrrMinor() > 0 && taken > 0) {
        owed.merge(account, -taken, Long::sum);
      }
    }
    return settled;
  }
}
