package io.tidemark.simulate;

import java.time.Duration;
import java.time.Instant;

/** A stretch of time, {@code [start, end)}; empty where both are equal. */
public record Period(Instant start, Instant end) {
  public Period {
    if (end.isBefore(start)) {
      throw new IllegalArgumentException("a period ends before it starts: " + start + ", " + end);
    }
  }

  static Period at(Instant moment) {
    return new Period(moment, moment);
  }

  public long seconds() {
    return Duration.between(start, end).toSeconds();
  }

  /** What is left of it from a moment within it. */
  Period from(Instant moment) {
    return new Period(moment, end);
  }
}
