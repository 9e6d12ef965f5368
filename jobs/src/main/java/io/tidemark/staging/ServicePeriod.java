package io.tidemark.staging;

import io.tidemark.tables.BillingInterval;
import io.tidemark.tables.BillingTolerances;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.apache.spark.sql.Row;

/**
 * The service period of an invoice.
 *
 * @param start null if there is none
 * @param end null if there is none
 */
record ServicePeriod(Instant start, Instant end) {
  private static final long SECONDS_A_DAY = 86_400;
  private static final int DAYS_A_WEEK = 7;
  private static final int SHORTEST_MONTH_DAYS = 28;
  private static final int LONGEST_MONTH_DAYS = 31;

  static ServicePeriod of(Row invoice) {
    return new ServicePeriod(
        PackedTime.inSeconds(invoice, "service_start"),
        PackedTime.inSeconds(invoice, "service_end"));
  }

  /** Returns the interval of the period as text, or null if it is not a whole interval. */
  String interval() {
    if (start == null || end == null) {
      return null;
    }
    BillingInterval[] candidates = BillingInterval.values();
    for (int index = candidates.length - 1; index >= 0; index--) {
      BillingInterval candidate = candidates[index];
      if (candidate != BillingInterval.OTHER && isAbout(candidate) && isWhole(candidate)) {
        return candidate.text();
      }
    }
    return null;
  }

  /**
   * Returns whether the period has about the length of an interval. Counting days is much cheaper
   * than calendar arithmetic.
   */
  private boolean isAbout(BillingInterval interval) {
    int weekDays = interval.weeks() * DAYS_A_WEEK;
    long fewest = weekDays + interval.months() * SHORTEST_MONTH_DAYS - 1;
    long most = weekDays + interval.months() * LONGEST_MONTH_DAYS + 1;
    long seconds = end.getEpochSecond() - start.getEpochSecond();
    return fewest * SECONDS_A_DAY <= seconds && seconds <= most * SECONDS_A_DAY;
  }

  private boolean isWhole(BillingInterval interval) {
    LocalDateTime from = LocalDateTime.ofInstant(start, ZoneOffset.UTC);
    LocalDateTime to = LocalDateTime.ofInstant(end, ZoneOffset.UTC);
    return isNear(from.plusWeeks(interval.weeks()).plusMonths(interval.months()), end)
        || isNear(to.minusWeeks(interval.weeks()).minusMonths(interval.months()), start);
  }

  private static boolean isNear(LocalDateTime one, Instant other) {
    return Math.abs(one.toEpochSecond(ZoneOffset.UTC) - other.getEpochSecond())
        <= BillingTolerances.SAME_TIME.toSeconds();
  }
}
