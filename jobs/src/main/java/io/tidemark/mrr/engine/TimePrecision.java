package io.tidemark.mrr.engine;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Determines how precise the times of invoices are. Some exports drop the seconds, while billing
 * systems prorate by the second.
 */
final class TimePrecision {
  private static final long SECONDS_A_MINUTE = 60;
  private static final long SECONDS_AN_HOUR = 3600;

  private TimePrecision() {}

  /**
   * Returns by how many seconds the length of a period may be off: less than a minute if all times
   * are whole minutes. Whole hours are exact, because such times are dates in some time zone.
   */
  static long inexactSeconds(List<Invoice> invoices) {
    boolean areMinutes = areAll(invoices, SECONDS_A_MINUTE);
    return areMinutes && !areAll(invoices, SECONDS_AN_HOUR) ? SECONDS_A_MINUTE - 1 : 0;
  }

  private static boolean areAll(List<Invoice> invoices, long seconds) {
    return invoices.stream()
        .flatMap(
            invoice ->
                Stream.of(
                    invoice.serviceStart(),
                    invoice.serviceEnd(),
                    invoice.usageStart(),
                    invoice.usageEnd()))
        .filter(Objects::nonNull)
        .mapToLong(Instant::getEpochSecond)
        .allMatch(second -> second % seconds == 0);
  }
}
