package io.tidemark.source.profile;

/**
 * The parts of a number as written in a file.
 *
 * @param whole the digits before the decimal separator, without thousands separators
 * @param fraction the digits after the decimal separator; empty if there are none
 * @param decimal the decimal separator, or {@link #NONE}
 * @param grouping the thousands separator, or {@link #NONE}
 */
public record AmountText(
    boolean isNegative, String whole, String fraction, char decimal, char grouping) {
  public static final char NONE = 0;

  private static final int GROUP = 3;

  /** Comma, point, space, the non-breaking spaces and the apostrophes. */
  private static final String SIGNS = ",. \u00a0\u202f'\u2019";

  /**
   * Parses a number. Returns null if the text is not a number or its groups do not have three
   * digits.
   */
  public static AmountText of(String text) {
    int start = text.startsWith("-") ? 1 : 0;
    int last = -1;
    int lastButOne = -1;
    for (int at = start; at < text.length(); at++) {
      char sign = text.charAt(at);
      if (sign < '0' || sign > '9') {
        if (SIGNS.indexOf(sign) < 0) {
          return null;
        }
        lastButOne = last;
        last = at;
      }
    }
    boolean isDecimal =
        last >= 0
            && (text.charAt(last) == ',' || text.charAt(last) == '.')
            && text.indexOf(text.charAt(last)) == last;
    int end = isDecimal ? last : text.length();
    char grouping = NONE;
    String whole = text.substring(start, end);
    if (isDecimal ? lastButOne >= 0 : last >= 0) {
      grouping = text.charAt(isDecimal ? lastButOne : last);
      whole = ungrouped(whole, grouping);
    }
    String fraction = isDecimal ? text.substring(last + 1) : "";
    if (whole == null || whole.isEmpty() || (isDecimal && fraction.isEmpty())) {
      return null;
    }
    return new AmountText(
        start > 0, whole, fraction, isDecimal ? text.charAt(last) : NONE, grouping);
  }

  /**
   * Returns this number as read in a column. A separator before exactly three digits is a thousands
   * separator if the column has the other decimal separator.
   *
   * @param columnSign the decimal separator of the column, or {@link #NONE}
   */
  public AmountText in(char columnSign) {
    boolean isGrouped = hasThreeAfterSign() && columnSign != NONE && columnSign != decimal;
    return isGrouped ? new AmountText(isNegative, whole + fraction, "", NONE, decimal) : this;
  }

  /**
   * Returns whether its only separator is ambiguous: a decimal or a thousands separator.
   *
   * @param decimals the decimals of the currency; with three, it is a decimal separator unless the
   *     column has the other one
   */
  public boolean mayBeGrouped(int decimals) {
    return decimals != GROUP && hasThreeAfterSign();
  }

  /** Returns whether its only separator has exactly three digits after it. */
  public boolean hasThreeAfterSign() {
    return grouping == NONE
        && fraction.length() == GROUP
        && whole.length() <= GROUP
        && whole.charAt(0) != '0';
  }

  /** Returns the decimal separator that this number proves for its column, or {@link #NONE}. */
  public char provenDecimal(int decimals) {
    if (decimal != NONE) {
      return mayBeGrouped(decimals) ? NONE : decimal;
    }
    return grouping == ',' ? '.' : grouping == '.' ? ',' : NONE;
  }

  private static String ungrouped(String text, char grouping) {
    StringBuilder digits = new StringBuilder(text.length());
    int next = text.indexOf(grouping);
    if (next < 1 || next > GROUP || text.charAt(0) == '0') {
      return null;
    }
    digits.append(text, 0, next);
    while (next < text.length()) {
      int end = Math.min(next + 1 + GROUP, text.length());
      if (text.charAt(next) != grouping || end - next <= GROUP) {
        return null;
      }
      for (int at = next + 1; at < end; at++) {
        if (text.charAt(at) < '0' || text.charAt(at) > '9') {
          return null;
        }
      }
      digits.append(text, next + 1, end);
      next = end;
    }
    return digits.toString();
  }
}
