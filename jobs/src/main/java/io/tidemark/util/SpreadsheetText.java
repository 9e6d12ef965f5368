package io.tidemark.util;

import java.util.regex.Pattern;

/**
 * Makes texts safe to open in a spreadsheet. An apostrophe precedes anything that a spreadsheet may
 * take for a formula: at the start of a text, and after a semicolon, tab or line end, where a
 * spreadsheet may split the text.
 */
public final class SpreadsheetText {
  private static final String STARTS = "(?:^|(?<=[;\t\n])|(?<=\r)(?!\n))";
  private static final String FORMULA =
      "(?=[\\s\"']*[=+\\-@\\uff1d\\uff0b\\uff0d\\uff20]|'*[\t\r])";

  /** Without one of these a text has no formula: most texts do not need the pattern. */
  private static final String SIGNS = "=+-@\uff1d\uff0b\uff0d\uff20\t\r";

  private static final Pattern FORMULA_START = Pattern.compile(STARTS + FORMULA);
  private static final Pattern NEUTRALIZED = Pattern.compile(STARTS + "'" + FORMULA);

  private SpreadsheetText() {}

  /** Returns a text without formulas. */
  public static String of(String text) {
    boolean hasSign = text.chars().anyMatch(sign -> SIGNS.indexOf(sign) >= 0);
    return hasSign ? FORMULA_START.matcher(text).replaceAll("'") : text;
  }

  /** Removes the apostrophes that were added to a text. */
  public static String original(String safe) {
    return NEUTRALIZED.matcher(safe).replaceAll("");
  }
}
