package io.tidemark.source;

import io.tidemark.errors.ErrorCode;
import io.tidemark.errors.Errors;
import java.util.List;
import java.util.stream.IntStream;

/** Watches the decimal sign of each column: one column uses one, or nobody knows what it says. */
final class Decimals {
  private final String file;
  private final Layout layout;
  private final long[] firstComma;
  private final long[] firstPoint;

  Decimals(String file, Layout layout) {
    this.file = file;
    this.layout = layout;
    this.firstComma = new long[layout.positions().size()];
    this.firstPoint = new long[layout.positions().size()];
  }

  /**
   * Takes note of a well-formed record.
   *
   * @throws io.tidemark.errors.UserError where a column has used the other sign before
   */
  void note(RawRecord record) {
    List<Field> fields = layout.kind().fields();
    for (int index = 0; index < fields.size(); index++) {
      int position = layout.positions().get(index);
      if (position >= 0 && fields.get(index).type().hasDecimals()) {
        note(index, record.fields().get(position), record.line());
      }
    }
  }

  /** The columns that use a decimal sign, by their header names. */
  List<String> columnsWith(char sign) {
    long[] first = sign == ',' ? firstComma : firstPoint;
    return IntStream.range(0, first.length)
        .filter(index -> first[index] > 0)
        .mapToObj(index -> layout.header().get(layout.positions().get(index)))
        .toList();
  }

  private void note(int index, String text, long line) {
    boolean hasComma = isNumberWith(',', text);
    boolean hasPoint = isNumberWith('.', text);
    firstComma[index] = hasComma && firstComma[index] == 0 ? line : firstComma[index];
    firstPoint[index] = hasPoint && firstPoint[index] == 0 ? line : firstPoint[index];
    if (firstComma[index] > 0 && firstPoint[index] > 0) {
      String name = layout.header().get(layout.positions().get(index));
      throw Errors.fileRefused(
          ErrorCode.DECIMAL_MIXED,
          file + ", column " + name,
          "It has a comma on line "
              + firstComma[index]
              + ", a point on line "
              + firstPoint[index]
              + ": one may be a decimal sign and the other a thousands separator.",
          "Export it with one decimal sign and no thousands separators.");
    }
  }

  /** Whether it is digits, one sign, digits, after an optional minus. */
  private static boolean isNumberWith(char sign, String text) {
    int at = text.indexOf(sign);
    int start = text.startsWith("-") ? 1 : 0;
    return at > start
        && at < text.length() - 1
        && isDigits(text, start, at)
        && isDigits(text, at + 1, text.length());
  }

  private static boolean isDigits(String text, int start, int end) {
    for (int index = start; index < end; index++) {
      if (text.charAt(index) < '0' || text.charAt(index) > '9') {
        return false;
      }
    }
    return true;
  }
}
