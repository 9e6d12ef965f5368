package io.tidemark.insights.days;

import io.tidemark.config.Policy;
import io.tidemark.config.StatisticsSettings;
import io.tidemark.mrr.DataWindow;
import io.tidemark.tables.Currencies;
import java.io.Serializable;
import java.time.LocalDate;

/**
 * The rules that decide which days are significant.
 *
 * @param settledThrough the last day whose losses can no longer turn out to be late renewals
 * @param rate the highest adjusted p-value of a significant day
 * @param floorShare minimum change as a share of MRR
 * @param floor minimum change as an amount, major units
 */
record SignificantDaysRules(LocalDate settledThrough, double rate, double floorShare, double floor)
    implements Serializable {

  static SignificantDaysRules of(Policy policy, DataWindow window) {
    return new SignificantDaysRules(
        window.settledThrough(policy),
        policy.get(StatisticsSettings.SIGNIFICANCE_RATE).doubleValue(),
        policy.get(StatisticsSettings.SIGNIFICANCE_FLOOR_SHARE).doubleValue(),
        policy.get(StatisticsSettings.SIGNIFICANCE_FLOOR).doubleValue());
  }

  /** Returns whether a change is large enough to matter. */
  boolean isLarge(MovementDay day, long changeMinor, String currency) {
    double floorMinor = floor * Math.pow(10, Currencies.decimals(currency));
    double least = Math.max(floorShare * day.mrrBeforeMinor(), floorMinor);
    return changeMinor != 0 && Math.abs(changeMinor) >= least;
  }
}
