package io.tidemark.mrr.engine;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * How exact the times of invoices are: some exports drop the seconds, while billing systems prorate
 * by the second.
 */
final class TimePrecision {
  private static final long SECONDS_A_MINUTE = 60;
  private static final long SECONDS_AN_HOUR = 3600;

  private TimePrecision() {}

  /**
   * The seconds by which the length of a period may be off: less than a minute where all times are
   * whole minutes. Whole hours are exact: such times are dates, in whatever zone.
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
