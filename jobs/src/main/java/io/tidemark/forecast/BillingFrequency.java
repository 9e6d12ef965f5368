package io.tidemark.forecast;

import java.io.Serializable;
import java.time.LocalDate;

/**
 * How often a subscription bills: every so many months, or days where these are no whole months.
 *
 * @param months 0 where it is made of days
 */
record BillingFrequency(int months, int days)
    implements Comparable<BillingFrequency>, Serializable {
  private static final double DAYS_A_MONTH = 365.0 / 12;

  /** The n-th end of a cycle after one that ended on a day. */
  LocalDate after(LocalDate end, int cycles) {
    return months > 0
        ? end.plusMonths((long) months * cycles)
        : end.plusDays((long) Math.max(1, days) * cycles);
  }

  /** Its length, roughly. */
  double inMonths() {
    return months > 0 ? months : days / DAYS_A_MONTH;
  }

  /** The class its renewals are counted in. */
  IntervalClass intervalClass() {
    return IntervalClass.of(inMonths());
  }

  @Override
  public int compareTo(BillingFrequency other) {
    int byMonths = Integer.compare(months, other.months);
    return byMonths != 0 ? byMonths : Integer.compare(days, other.days);
  }
}
