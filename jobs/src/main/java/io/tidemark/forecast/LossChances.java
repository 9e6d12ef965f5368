package io.tidemark.forecast;

import java.time.LocalDate;

/**
 * The probability that a running line is lost within a horizon: that one of its renewals fails. The
 * renewal rate is that of its interval, with one renewed and one lost cycle added in halves
 * (Jeffreys), or the assumed one if none was due yet.
 *
 * @param unseenRate assumed renewal rate of intervals without a due renewal
 */
record LossChances(RenewalRates rates, double unseenRate, LocalDate origin, int horizonDays) {

  /** Returns the probability of a line; 0 if no renewal is due within the horizon. */
  double of(BillingFrequency rhythm, LocalDate periodEnd, int nextRenewal) {
    int due = 0;
    while (!rhythm.after(periodEnd, due).isAfter(origin.plusDays(horizonDays))) {
      due++;
    }
    if (nextRenewal == 0) {
      return due > 0 ? 1 : 0;
    }
    return 1 - StrictMath.pow(rate(rhythm), due);
  }

  double of(ForecastLine line) {
    return of(line.rhythm(), line.periodEnd(), line.nextRenewal());
  }

  /** Returns the probability that a renewal fails. */
  double ofRenewal(BillingFrequency rhythm) {
    return 1 - rate(rhythm);
  }

  private double rate(BillingFrequency rhythm) {
    IntervalClass interval = rhythm.intervalClass();
    RenewalRates.Count count = rates.of(interval);
    return rates.isSeen(interval) ? (count.renewed() + 0.5) / (count.due() + 1) : unseenRate;
  }
}
