package io.tidemark.simulate;

import java.time.Duration;
import java.time.Instant;

/** A period of time, {@code [start, end)}; empty if both are equal. */
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

  /** Returns the rest of the period from a moment within it. */
  Period from(Instant moment) {
    return new Period(moment, end);
  }
}
