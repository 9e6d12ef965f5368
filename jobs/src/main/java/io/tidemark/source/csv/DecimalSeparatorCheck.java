package io.tidemark.source.csv;

import io.tidemark.errors.ErrorCode;
import io.tidemark.errors.Errors;
import io.tidemark.errors.UserError;
import io.tidemark.source.profile.AmountText;
import io.tidemark.source.profile.Field;
import io.tidemark.source.profile.FieldType;
import io.tidemark.source.profile.TimeText;
import io.tidemark.source.profile.ValueFormat;
import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds the decimal separator of each column and refuses a file if a column uses both. Each part of
 * a file has its own check; {@link #add} combines them in the order of the parts.
 */
final class DecimalSeparatorCheck implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final ColumnMapping layout;
  private final ValueFormat format;
  private final long[] firstComma;
  private final long[] firstPoint;
  private final long[] whole;
  private final long[] full;
  private final long[] partial;
  private final long[] padded;

  /** Whether an amount is read by the separator of its column. */
  private final boolean[] isAmbiguous;

  /**
   * The first record that shows that a column uses both separators.
   *
   * @param line its line
   */
  record Conflict(long line, UserError error) {}

  DecimalSeparatorCheck(String file, ColumnMapping layout, ValueFormat format) {
    this.format = format;
    this.file = file;
    this.layout = layout;
    this.firstComma = new long[layout.positions().size()];
    this.firstPoint = new long[layout.positions().size()];
    this.whole = new long[layout.positions().size()];
    this.full = new long[layout.positions().size()];
    this.partial = new long[layout.positions().size()];
    this.padded = new long[layout.positions().size()];
    this.isAmbiguous = new boolean[layout.positions().size()];
  }

  /**
   * Adds a well-formed record.
   *
   * @throws io.tidemark.errors.UserError if a column used the other separator before, or the
   *     profile does not allow this one
   */
  void note(RawRecord record) {
    List<Field> fields = layout.kind().fields();
    int decimals = layout.decimals(record.fields());
    for (int index = 0; index < fields.size(); index++) {
      int position = layout.positions().get(index);
      if (position >= 0 && fields.get(index).type().hasDecimals()) {
        note(index, record.fields().get(position), record.line(), decimals);
      }
    }
  }

  /**
   * Adds the check of the next part of the file.
   *
   * @return the first conflict between both; null if there is none
   */
  Conflict add(DecimalSeparatorCheck next) {
    Conflict first = null;
    for (int index = 0; index < whole.length; index++) {
      long comma = firstComma[index] > 0 ? firstComma[index] : next.firstComma[index];
      long point = firstPoint[index] > 0 ? firstPoint[index] : next.firstPoint[index];
      boolean isNew = firstComma[index] == 0 || firstPoint[index] == 0;
      boolean isBefore = firstComma[index] > 0 || firstPoint[index] > 0;
      firstComma[index] = comma;
      firstPoint[index] = point;
      whole[index] += next.whole[index];
      full[index] += next.full[index];
      partial[index] += next.partial[index];
      padded[index] += next.padded[index];
      isAmbiguous[index] |= next.isAmbiguous[index];
      long line = Math.max(comma, point);
      boolean isFirst = first == null || line < first.line();
      if (isNew && isBefore && comma > 0 && point > 0 && isAllowed(index, line) && isFirst) {
        first = new Conflict(line, mixed(index));
      }
    }
    return first;
  }

  /** Returns whether the profile allows the separator that was first used on a line. */
  private boolean isAllowed(int index, long line) {
    return format.allows(firstComma[index] == line ? ',' : '.');
  }

  /**
   * Returns whether every amount seen has the same value in both formats of its column.
   *
   * @param index of the field in the kind
   */
  boolean isSame(int index, ColumnStyle one, ColumnStyle other) {
    return (one.decimalSign() == other.decimalSign() || !isAmbiguous[index])
        && (one.hasFixedDecimals() == other.hasFixedDecimals() || whole[index] == 0);
  }

  /** Returns the columns that use a decimal separator, by their header names. */
  List<String> columnsWith(char sign) {
    long[] first = sign == ',' ? firstComma : firstPoint;
    return IntStream.range(0, first.length)
        .filter(index -> first[index] > 0)
        .mapToObj(index -> layout.header().get(layout.positions().get(index)))
        .toList();
  }

  /**
   * Returns the format of the column of each field, by the index of the field in the kind.
   *
   * @param times the time formats of these columns
   */
  List<ColumnStyle> styles(List<TimeText.Style> times) {
    return IntStream.range(0, full.length)
        .mapToObj(
            index -> new ColumnStyle(decimalSign(index), hasFixedDecimals(index), times.get(index)))
        .toList();
  }

  private char decimalSign(int index) {
    if (firstComma[index] > 0 || !format.allows('.')) {
      return ',';
    }
    return firstPoint[index] > 0 || !format.allows(',') ? '.' : AmountText.NONE;
  }

  /**
   * Returns whether amounts are written with all their decimals. More of them must have decimals
   * than not. Spreadsheets drop trailing zeros, so in addition either every amount with decimals
   * has all of them, or more amounts end in a zero than have no decimals.
   */
  private boolean hasFixedDecimals(int index) {
    return layout.kind().fields().get(index).type() == FieldType.AMOUNT
        && full[index] + partial[index] > whole[index]
        && (partial[index] == 0 || padded[index] > whole[index]);
  }

  /**
   * Returns whether an amount has only digits, not all zero, although its currency has decimals.
   */
  static boolean isWhole(String text, int decimals) {
    int start = text.startsWith("-") ? 1 : 0;
    return decimals > 0 && isDigits(text, start, text.length()) && !isZeros(text, start);
  }

  private void note(int index, String text, long line, int decimals) {
    AmountText amount = AmountText.of(text);
    if (amount == null) {
      return;
    }
    isAmbiguous[index] |= amount.hasThreeAfterSign();
    if (isWhole(text, decimals)) {
      whole[index]++;
    } else if (amount.decimal() != AmountText.NONE && !amount.mayBeGrouped(decimals)) {
      String fraction = amount.fraction();
      full[index] += fraction.length() == decimals ? 1 : 0;
      partial[index] += fraction.length() < decimals ? 1 : 0;
      padded[index] += fraction.endsWith("0") ? 1 : 0;
    }
    boolean isMoney = layout.kind().fields().get(index).type() == FieldType.AMOUNT;
    noteSign(index, isMoney ? amount.provenDecimal(decimals) : amount.decimal(), line);
  }

  private void noteSign(int index, char sign, long line) {
    boolean hasComma = sign == ',';
    boolean hasPoint = sign == '.';
    firstComma[index] = hasComma && firstComma[index] == 0 ? line : firstComma[index];
    firstPoint[index] = hasPoint && firstPoint[index] == 0 ? line : firstPoint[index];
    String name = layout.header().get(layout.positions().get(index));
    if ((hasComma && !format.allows(',')) || (hasPoint && !format.allows('.'))) {
      throw Errors.fileRefused(
          ErrorCode.DECIMAL_MIXED,
          file + ", line " + line + ", column " + name,
          "The decimal separator differs from the source profile (" + format.decimal() + ").",
          "In the source profile, set format.decimal: "
              + (hasComma ? "comma" : "point")
              + ", or remove the setting to detect the separator of each column.");
    }
    if (firstComma[index] > 0 && firstPoint[index] > 0) {
      throw mixed(index);
    }
  }

  private UserError mixed(int index) {
    return Errors.fileRefused(
        ErrorCode.DECIMAL_MIXED,
        file + ", column " + layout.header().get(layout.positions().get(index)),
        "The column has a comma on line "
            + firstComma[index]
            + " and a point on line "
            + firstPoint[index]
            + ". One may be a decimal separator, the other a thousands separator.",
        "Export it with one decimal separator and without thousands separators.");
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
