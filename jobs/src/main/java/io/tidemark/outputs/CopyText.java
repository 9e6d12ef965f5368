package io.tidemark.outputs;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The text format of PostgreSQL's COPY: fields between tabs, records between newlines. */
final class CopyText {
  private CopyText() {}

  /** One record; null is {@code \N}, and what the format uses itself is escaped. */
  static String line(Object[] values) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < values.length; i++) {
      line.append(i == 0 ? "" : "\t").append(field(values[i]));
    }
    return line.append('\n').toString();
  }

  /** What {@link #line} made of texts, without its line feed; null where a value was. */
  static List<String> values(String line) {
    List<String> values = new ArrayList<>();
    for (String field : line.split("\t", -1)) {
      values.add(field.equals("\\N") ? null : plain(field));
    }
    return values;
  }

  private static String plain(String field) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < field.length(); i++) {
      char next = field.charAt(i);
      if (next != '\\') {
        plain.append(next);
        continue;
      }
      i++;
      char escaped = field.charAt(i);
      plain.append(
          switch (escaped) {
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            default -> escaped;
          });
    }
    return plain.toString();
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
