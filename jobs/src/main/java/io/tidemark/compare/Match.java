package io.tidemark.compare;

/**
 * A cause whose recomputed figure is that of the file.
 *
 * @param minor the recomputed figure
 * @param isExact whether it is equal to the minor unit, or within the rounding of the prices
 */
record Match(Cause cause, String detail, long minor, boolean isExact) {

  /** The cause with its variant. Differences with the same one may have the same reason. */
  record Label(Cause cause, String detail) {}

  Label label() {
    return new Label(cause, detail);
  }
}
