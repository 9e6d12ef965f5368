package io.tidemark.source;

import io.tidemark.errors.ErrorCode;
import io.tidemark.errors.Errors;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Watches the decimal sign of each column: one column uses one, or nobody knows what it says. */
final class Decimals {
  private final String file;
  private final Layout layout;
  private final Format format;
  private final long[] firstComma;
  private final long[] firstPoint;
  private final long[] whole;
  private final long[] full;
  private final long[] partial;

  Decimals(String file, Layout layout, Format format) {
    this.format = format;
    this.file = file;
    this.layout = layout;
    this.firstComma = new long[layout.positions().size()];
    this.firstPoint = new long[layout.positions().size()];
    this.whole = new long[layout.positions().size()];
    this.full = new long[layout.positions().size()];
    this.partial = new long[layout.positions().size()];
  }

  /**
   * Takes note of a well-formed record.
   *
   * @throws io.tidemark.errors.UserError where a column has used the other sign before, or may not
   *     use this one
   */
  void note(RawRecord record) {
    List<Field> fields = layout.kind().fields();
    int decimals = layout.decimals(record.fields());
    for (int index = 0; index < fields.size(); index++) {
      int position = layout.positions().get(index);
      if (position >= 0 && fields.get(index).type().hasDecimals()) {
        note(index, record.fields().get(position), record.line());
        count(index, record.fields().get(position), decimals);
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

  /**
   * The fields, by their place in the kind, whose amounts are written with all their decimals: all
   * that have any, and more than have none.
   */
  Set<Integer> fixed() {
    return IntStream.range(0, full.length)
        .filter(index -> layout.kind().fields().get(index).type() == FieldType.AMOUNT)
        .filter(index -> partial[index] == 0 && full[index] > whole[index])
        .boxed()
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether it is digits alone, not all zero, of a currency with decimals. */
  static boolean isWhole(String text, int decimals) {
    int start = text.startsWith("-") ? 1 : 0;
    return decimals > 0 && isDigits(text, start, text.length()) && !isZeros(text, start);
  }

  private void count(int index, String text, int decimals) {
    if (isWhole(text, decimals)) {
      whole[index]++;
    } else if (isNumberWith(',', text) || isNumberWith('.', text)) {
      int fraction = text.length() - 1 - Math.max(text.indexOf(','), text.indexOf('.'));
      full[index] += fraction == decimals ? 1 : 0;
      partial[index] += fraction < decimals ? 1 : 0;
    }
  }

  private void note(int index, String text, long line) {
    boolean hasComma = isNumberWith(',', text);
    boolean hasPoint = isNumberWith('.', text);
    firstComma[index] = hasComma && firstComma[index] == 0 ? line : firstComma[index];
    firstPoint[index] = hasPoint && firstPoint[index] == 0 ? line : firstPoint[index];
    String name = layout.header().get(layout.positions().get(index));
    if ((hasComma && !format.allows(',')) || (hasPoint && !format.allows('.'))) {
      throw Errors.fileRefused(
          ErrorCode.DECIMAL_MIXED,
          file + ", line " + line + ", column " + name,
          "It has another decimal sign than the source profile says: " + format.decimal() + ".",
          "Correct the profile, or export the file again.");
    }
    if (firstComma[index] > 0 && firstPoint[index] > 0) {
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

  private static boolean isZeros(String text, int start) {
    for (int index = start; index < text.length(); index++) {
      if (text.charAt(index) != '0') {
        return false;
      }
    }
    return true;
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
