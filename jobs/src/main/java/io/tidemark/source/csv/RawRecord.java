package io.tidemark.source.csv;

import java.util.List;

/**
 * One record of a file as it stands.
 *
 * @param line the line it starts on, from 1
 * @param endOffset where it ends in the file, with its line end, in bytes
 * @param endLine the line it ends on
 * @param text the record without its line end
 * @param fields its fields, unquoted
 * @param quotes where quotes stand
 * @param isTerminated whether a line end follows it
 */
public record RawRecord(
    long line,
    long endOffset,
    long endLine,
    String text,
    List<String> fields,
    Quotes quotes,
    boolean isTerminated) {

  /**
   * @param isBare one stands inside a field that is not quoted
   * @param isFirst the first field is quoted
   * @param isLast the last field is quoted
   */
  record Quotes(boolean isBare, boolean isFirst, boolean isLast) {}

  /** Whether it has one field only: perhaps a piece of another record. */
  boolean isLone() {
    return fields.size() == 1;
  }
}
