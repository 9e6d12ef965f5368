package io.tidemark.insights;

import io.tidemark.config.Policy;
import io.tidemark.config.Settings;
import io.tidemark.config.Settings.CohortBy;
import io.tidemark.mrr.DataWindow;
import java.io.Serializable;

/**
 * The settings that all histories of a run share.
 *
 * @param months shown
 * @param graceDays number of days that a renewal may be late
 */
public record HistoryScope(DataWindow window, MonthRange months, int graceDays, CohortBy cohortBy)
    implements Serializable {

  public static HistoryScope of(DataWindow window, Policy policy) {
    return new HistoryScope(
        window,
        MonthRange.of(window),
        policy.get(Settings.RENEWAL_GRACE_DAYS),
        policy.get(Settings.COHORT_BY));
  }
}
