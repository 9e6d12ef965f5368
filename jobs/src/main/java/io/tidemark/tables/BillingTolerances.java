package io.tidemark.tables;

import java.time.Duration;

/** How exact the times of billing systems are. */
public final class BillingTolerances {
  /** Times at most this far apart are the same moment. This absorbs daylight saving time. */
  public static final Duration SAME_TIME = Duration.ofHours(1);

  /**
   * Renewals are created at most this long after the end of a cycle. Billing systems create them
   * within 64 minutes.
   */
  public static final Duration RENEWAL_DELAY = Duration.ofHours(2);

  private BillingTolerances() {}
}
