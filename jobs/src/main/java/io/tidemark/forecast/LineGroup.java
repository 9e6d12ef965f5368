package io.tidemark.forecast;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Comparator;

/**
 * Running subscriptions that are drawn as equal.
 *
 * @param lines number of them
 * @param mrrMinor of all of them
 */
record LineGroup(Alike alike, LocalDate periodEnd, int lines, long mrrMinor) {

  /**
   * What lines of a group have in common.
   *
   * @param dueInDays when their paid period ends, in days after the origin; later than a year is as
   *     in a year
   * @param nextRenewal the number of the renewal due then, up to 4, the first of the last tenure
   *     band; 0 where they end for certain
   * @param priceClass {@link Renewals#priceClass}; 0 for all prices, where they are due beyond the
   *     horizon and never drawn
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
