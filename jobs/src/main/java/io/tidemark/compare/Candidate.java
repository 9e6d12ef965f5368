package io.tidemark.compare;

import java.util.OptionalLong;

/**
 * A definition that another system may use, with the figure that it gives.
 *
 * @param detail the variant of the cause, such as the setting or the factor
 */
record Candidate(Cause cause, String detail, Figure figure) {

  /** Computes a figure under a definition. */
  @FunctionalInterface
  interface Figure {
    /** Returns the figure in minor units; empty if the definition does not apply. */
    OptionalLong of(Customer customer, Point point);
  }
}
