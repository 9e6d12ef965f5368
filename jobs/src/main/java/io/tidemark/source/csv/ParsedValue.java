package io.tidemark.source.csv;

import io.tidemark.tables.RejectReason;

/**
 * A value parsed from the text of a field.
 *
 * @param value a string, a long, a boolean, an {@link java.time.Instant} or a {@link
 *     java.time.LocalDate}; null if there is none
 * @param reason why the text is invalid; null if it is valid or empty
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
