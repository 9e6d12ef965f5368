package io.tidemark.errors;

import java.util.Locale;

/** Makes texts from files safe to show in a terminal. */
public final class Printable {
  private static final int LONGEST = 80;

  private Printable() {}

  /**
   * Returns the text in one line, cut to 80 characters. Characters that could move the cursor,
   * reverse the direction of the text or be invisible are written as {@code \n}, {@code \u202e} and
   * so on.
   */
  public static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints().limit(LONGEST).forEach(sign -> append(escaped, sign));
    return text.codePointCount(0, text.length()) > LONGEST ? escaped + "..." : escaped.toString();
  }

  /** Returns the whole text, escaped like {@link #escaped}. */
  public static String whole(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints().forEach(sign -> append(escaped, sign));
    return escaped.toString();
  }

  private static void append(StringBuilder escaped, int sign) {
    switch (sign) {
      case '\n' -> escaped.append("\\n");
      case '\r' -> escaped.append("\\r");
      case '\t' -> escaped.append("\\t");
      case '\\' -> escaped.append("\\\\");
      default -> {
        if (isShown(sign)) {
          escaped.appendCodePoint(sign);
        } else {
          escaped.append(String.format(Locale.ROOT, "\\u%04x", sign));
        }
      }
    }
  }

  private static boolean isShown(int sign) {
    return switch (Character.getType(sign)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> sign == ' ' || !Character.isSpaceChar(sign);
    };
  }
}
