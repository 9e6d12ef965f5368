package io.tidemark.compare;

import java.util.Optional;

/**
 * Decides whether a recomputed figure is that of the file.
 *
 * @param publishedMinor the figure of the run
 * @param otherMinor the figure of the file
 * @param prices number of active prices, each of which the other system may have rounded in another
 *     way, by one minor unit
 */
record Nearness(long publishedMinor, long otherMinor, long prices) {

  /** Returns whether the figures of the run and of the file differ by rounding only. */
  boolean isRounding() {
    return Math.abs(publishedMinor - otherMinor) <= prices;
  }

  /** Returns a cause if its figure is that of the file, exactly or within the rounding. */
  Optional<Match> match(Cause cause, String detail, long minor) {
    boolean isExact = minor == otherMinor;
    boolean isNear = !isRounding() && Math.abs(minor - otherMinor) <= prices;
    return isExact || isNear
        ? Optional.of(new Match(cause, detail, minor, isExact))
        : Optional.empty();
  }
}
