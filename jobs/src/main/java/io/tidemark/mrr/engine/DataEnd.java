package io.tidemark.mrr.engine;

import java.io.Serializable;
import java.time.Instant;

/**
 * The creation time of the last invoice in the files. It records every comparison, so that {@link
 * #isLike} can check whether another end of the data gives the same results.
 */
public final class DataEnd implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Instant time;
  private Instant latestPassed = Instant.MIN;
  private Instant earliestAhead = Instant.MAX;

  DataEnd(Instant time) {
    this.time = time;
  }

  Instant time() {
    return time;
  }

  /** Returns whether the data ends after a time. */
  boolean isAfter(Instant other) {
    boolean isAfter = other.isBefore(time);
    if (isAfter && other.isAfter(latestPassed)) {
      latestPassed = other;
    }
    if (!isAfter && other.isBefore(earliestAhead)) {
      earliestAhead = other;
    }
    return isAfter;
  }

  /** Returns whether the data ends at a time or after it. */
  boolean reaches(Instant other) {
    return isAfter(other.minusNanos(1));
  }

  /** Returns whether every comparison so far has the same result for another end of the data. */
  public boolean isLike(Instant otherEnd) {
    return otherEnd.isAfter(latestPassed) && !otherEnd.isAfter(earliestAhead);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DataEnd && time.equals(((DataEnd) other).time);
  }

  @Override
  public int hashCode() {
    return time.hashCode();
  }
}
