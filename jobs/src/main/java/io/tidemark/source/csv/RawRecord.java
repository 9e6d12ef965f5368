package io.tidemark.source.csv;

import java.io.Serializable;
import java.util.List;

/**
 * One record of a file as written.
 *
 * @param line the line it starts on, from 1
 * @param endOffset its end in the file, including its line end, in bytes
 * @param endLine the line it ends on
 * @param text the record without its line end
 * @param fields its fields, unquoted
 * @param quotes its use of quotes
 * @param isTerminated whether a line end follows it
 */
public record RawRecord(
    long line,
    long endOffset,
    long endLine,
    String text,
    List<String> fields,
    Quotes quotes,
    boolean isTerminated)
    implements Serializable {

  /**
   * The use of quotes in a record.
   *
   * @param isBare whether a quote is inside a field that is not quoted
   * @param isFirst whether the first field is quoted
   * @param isLast whether the last field is quoted
   */
  record Quotes(boolean isBare, boolean isFirst, boolean isLast) implements Serializable {}

  /** Returns whether it has a single field and may be a fragment of another record. */
  boolean isLone() {
    return fields.size() == 1;
  }
}
