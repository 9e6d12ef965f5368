package io.tidemark.forecast;

import java.io.Serializable;
import java.time.LocalDate;

/**
 * The billing frequency of a subscription, in whole months or else in days.
 *
 * @param months 0 if the cycle is not a whole number of months
 */
record BillingFrequency(int months, int days)
    implements Comparable<BillingFrequency>, Serializable {
  private static final double DAYS_A_MONTH = 365.0 / 12;

  /** Returns the end of the n-th cycle after a given cycle end. */
  LocalDate after(LocalDate end, int cycles) {
    return months > 0
        ? end.plusMonths((long) months * cycles)
        : end.plusDays((long) Math.max(1, days) * cycles);
  }

  /** Returns the approximate length of a cycle in months. */
  double inMonths() {
    return months > 0 ? months : days / DAYS_A_MONTH;
  }

  /** Returns the class that its renewals are counted in. */
  IntervalClass intervalClass() {
    return IntervalClass.of(inMonths());
  }

  @Override
  public int compareTo(BillingFrequency other) {
    int byMonths = Integer.compare(months, other.months);
    return byMonths != 0 ? byMonths : Integer.compare(days, other.days);
  }
}
