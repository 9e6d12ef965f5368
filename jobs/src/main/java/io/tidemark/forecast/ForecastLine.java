package io.tidemark.forecast;

import java.io.Serializable;
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
 * @param nextRenewal number of the renewal due on that day, from 1; 0 if the line ends for certain
 */
record ForecastLine(
    String subscriptionId,
    String customerId,
    String currency,
    BillingFrequency rhythm,
    long mrrMinor,
    LocalDate periodEnd,
    int nextRenewal)
    implements Serializable {
  private static final Comparator<ForecastLine> LARGEST_FIRST =
      Comparator.comparingLong((ForecastLine line) -> -line.mrrMinor())
          .thenComparing(ForecastLine::subscriptionId)
          .thenComparing(ForecastLine::periodEnd);

  private ForecastLine withMrr(long otherMinor) {
    return new ForecastLine(
        subscriptionId, customerId, currency, rhythm, otherMinor, periodEnd, nextRenewal);
  }

  /**
   * Returns the lines after removing those below zero. A negative line reduces the other lines of
   * its customer and currency, the largest first, but never below zero.
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
