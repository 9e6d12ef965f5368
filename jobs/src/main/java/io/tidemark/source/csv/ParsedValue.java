package io.tidemark.source.csv;

import io.tidemark.tables.RejectReason;

/**
 * What the text of a field says.
 *
 * @param value a string, a long, a boolean, an {@link java.time.Instant} or a {@link
 *     java.time.LocalDate}; null where there is none
 * @param reason why the text is no value; null where it is one, or empty
 */
public record ParsedValue(Object value, RejectReason reason) {
  static final ParsedValue NONE = new ParsedValue(null, null);

  static ParsedValue of(Object value) {
    return new ParsedValue(value, null);
  }

  static ParsedValue wrong(RejectReason reason) {
    return new ParsedValue(null, reason);
  }
}
