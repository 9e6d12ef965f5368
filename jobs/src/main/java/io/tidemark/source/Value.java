package io.tidemark.source;

import io.tidemark.tables.RejectReason;

/**
 * What the text of a field says.
 *
 * @param value a string, a long, a boolean, an {@link java.time.Instant} or a {@link
 *     java.time.LocalDate}; null where there is none
 * @param reason why the text is no value; null where it is one, or empty
 */
record Value(Object value, RejectReason reason) {
  static final Value NONE = new Value(null, null);

  static Value of(Object value) {
    return new Value(value, null);
  }

  static Value wrong(RejectReason reason) {
    return new Value(null, reason);
  }
}
