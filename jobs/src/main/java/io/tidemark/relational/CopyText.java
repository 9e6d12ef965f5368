package io.tidemark.relational;

import java.math.BigDecimal;

/** Writes the text format of PostgreSQL's COPY: fields separated by tabs, records by newlines. */
final class CopyText {
  private CopyText() {}

  /** Returns one record. Null is {@code \N}; characters that the format uses are escaped. */
  static String line(Object[] values) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < values.length; i++) {
      line.append(i == 0 ? "" : "\t").append(field(values[i]));
    }
    return line.append('\n').toString();
  }

  private static String field(Object value) {
    if (value == null) {
      return "\\N";
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    return value instanceof String text ? escaped(text) : value.toString();
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }
}
