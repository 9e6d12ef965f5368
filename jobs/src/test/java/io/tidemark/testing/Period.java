package io.tidemark.testing;

import java.time.Duration;
import java.time.Instant;

/** A half-open interval of time, {@code [start, end)}; its bounds are never null. */
record Period(Instant start, Instant end) {
  private static final Duration HOUR = Duration.ofHours(1);

  /** "At" and "equal" of the rules: within one hour, inclusive. False where either is unknown. */
  static boolean isAt(Instant one, Instant other) {
    return one != null && other != null && Duration.between(one, other).abs().compareTo(HOUR) <= 0;
  }

  /** Earlier by more than "equal" allows. */
  static boolean isBefore(Instant one, Instant other) {
    return one.isBefore(other) && !isAt(one, other);
  }

  Duration length() {
    return Duration.between(start, end);
  }

  long seconds() {
    return length().getSeconds();
  }

  /** Days, when the length is within one hour of a whole number of at least one; else 0. */
  long wholeDays() {
    long days = Math.floorDiv(seconds() + Duration.ofHours(12).getSeconds(), 86_400L);
    Duration off = length().minusDays(days).abs();
    return days >= 1 && off.compareTo(HOUR) <= 0 ? days : 0;
  }

  boolean isAsLongAs(Period other) {
    return length().minus(other.length()).abs().compareTo(HOUR) <= 0;
  }
}
