package io.tidemark.source.csv;

import java.util.List;

/**
 * A record with its typed values.
 *
 * @param line the line it starts on, from 1
 * @param text the record as written, without e-mail addresses
 * @param fingerprint a hash of the fields, equal for identical copies
 * @param values one per field of the kind: a string, a long, a boolean, an {@link
 *     java.time.Instant} or a {@link java.time.LocalDate}; null if the text is empty or invalid
 * @param problems the reasons for which the record is rejected
 * @param flaws values that were set to null
 */
public record ParsedRecord(
    long line,
    String text,
    String fingerprint,
    Object[] values,
    List<Problem> problems,
    List<Problem> flaws) {

  /**
   * An invalid value.
   *
   * @param field empty for a problem with the whole record
   * @param value as written; null for the whole record
   * @param reason name of a {@link io.tidemark.tables.RejectReason}
   */
  public record Problem(String field, String value, String reason) {}
}
