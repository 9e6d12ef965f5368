package io.tidemark.forecast;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Comparator;

/**
 * A group of running subscriptions that are simulated alike.
 *
 * @param lines number of them
 * @param mrrMinor total MRR of the group, minor units
 */
record LineGroup(Alike alike, LocalDate periodEnd, int lines, long mrrMinor) {

  /**
   * The attributes that the lines of a group share.
   *
   * @param dueInDays end of the paid period in days after the origin, capped at 366
   * @param nextRenewal number of the renewal due then, capped at 4, the first of the last tenure
   *     band; 0 if the lines end for certain
   * @param priceClass {@link Renewals#priceClass}; 0 for lines due beyond the horizon, which are
   *     never simulated and have one class for all prices
   */
  record Alike(
      String currency, BillingFrequency rhythm, int dueInDays, int nextRenewal, int priceClass)
      implements Comparable<Alike>, Serializable {
    private static final Comparator<Alike> ORDER =
        Comparator.comparing(Alike::currency)
            .thenComparing(Alike::rhythm)
            .thenComparingInt(Alike::dueInDays)
            .thenComparingInt(Alike::nextRenewal)
            .thenComparingInt(Alike::priceClass);

    @Override
    public int compareTo(Alike other) {
      return ORDER.compare(this, other);
    }
  }

  String currency() {
    return alike.currency();
  }

  BillingFrequency rhythm() {
    return alike.rhythm();
  }
}
