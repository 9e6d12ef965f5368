package io.tidemark.insights;

import io.tidemark.mrr.AdjustmentLayers;
import io.tidemark.tables.BillingInterval;
import java.time.LocalDate;

/** Names billing intervals, and computes the day from which the files show all of an interval. */
final class BillingIntervals {
  /** All intervals together. */
  static final String ALL = "all";

  /** The interval of manual adjustments. They are not billed, so their end cannot be observed. */
  static final String BY_HAND = AdjustmentLayers.KIND;

  private BillingIntervals() {}

  /**
   * Returns the first day on which every subscription of an interval has been billed within the
   * files.
   *
   * @param firstDay of the data
   * @param longestDays longest cycle of the interval in days; used if the interval has no fixed
   *     length
   */
  static LocalDate warmUpEnd(String billingInterval, LocalDate firstDay, long longestDays) {
    for (BillingInterval known : BillingInterval.values()) {
      if (known.text().equals(billingInterval)) {
        if (known.months() > 0) {
          return firstDay.plusMonths(known.months());
        }
        if (known.weeks() > 0) {
          return firstDay.plusWeeks(known.weeks());
        }
      }
    }
    return firstDay.plusDays(longestDays);
  }
}
