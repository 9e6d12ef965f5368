package io.tidemark.source.csv;

import io.tidemark.errors.ErrorCode;
import io.tidemark.errors.Errors;
import io.tidemark.source.profile.Field;
import io.tidemark.source.profile.FieldType;
import io.tidemark.source.profile.TimeText;
import io.tidemark.source.profile.TimeText.Order;
import io.tidemark.source.profile.TimeText.Style;
import io.tidemark.source.profile.ValueFormat;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Finds the time format of each column: that of most of its values. In dates with slashes, a number
 * above twelve decides whether the day or the month is first. Each part of a file has its own
 * object; {@link #add} combines them in the order of the parts.
 */
final class TimeStyles implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int MONTHS = 12;
  private static final int YEAR_END = 4;
  private static final int MONTH_END = 7;
  private static final int DATE_END = 10;

  private final String file;
  private final ColumnMapping layout;
  private final ValueFormat format;
  private final int createdIndex;
  private final List<Column> columns = new ArrayList<>();
  private final Map<Order, Instant> reach = new EnumMap<>(Order.class);

  /** The formats found in a column. */
  private static final class Column implements Serializable {
    private static final long serialVersionUID = 1L;

    private long isoTimes;
    private final Map<Style, Long> counts = new LinkedHashMap<>();
    private boolean hasDayFirst;
    private boolean hasMonthFirst;
    private String slashed;
    private long slashedLine;

    private void add(Column next) {
      isoTimes += next.isoTimes;
      next.counts.forEach((style, count) -> counts.merge(style, count, Long::sum));
      hasDayFirst |= next.hasDayFirst;
      hasMonthFirst |= next.hasMonthFirst;
      if (slashed == null) {
        slashed = next.slashed;
        slashedLine = next.slashedLine;
      }
    }
  }

  TimeStyles(String file, ColumnMapping layout, ValueFormat format) {
    this.file = file;
    this.layout = layout;
    this.format = format;
    this.createdIndex = layout.kind().indexOf("created_at");
    layout.kind().fields().forEach(field -> columns.add(new Column()));
  }

  /** Adds a well-formed record. */
  void note(RawRecord record) {
    if (!format.times().isEmpty()) {
      return;
    }
    List<Field> fields = layout.kind().fields();
    for (int index = 0; index < fields.size(); index++) {
      int position = layout.positions().get(index);
      if (position >= 0 && fields.get(index).type() == FieldType.TIMESTAMP) {
        String text = record.fields().get(position);
        if (isUsual(text)) {
          columns.get(index).isoTimes++;
        } else if (!text.isEmpty()) {
          note(index, text, record.line());
        }
      }
    }
  }

  /** Adds the times of the next part of the file. */
  void add(TimeStyles next) {
    for (int index = 0; index < columns.size(); index++) {
      columns.get(index).add(next.columns.get(index));
    }
    next.reach.forEach((order, latest) -> reach.merge(order, latest, TimeStyles::later));
  }

  /** Returns whether every time seen of a field, by its index, has the format of ISO 8601. */
  boolean isIso(int index) {
    return columns.get(index).counts.isEmpty();
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /**
   * Returns the time format of the column of each field, by the index of the field in the kind;
   * null for the usual format.
   *
   * @throws io.tidemark.errors.UserError if the order of day and month is ambiguous in the column
   *     of a field that is not lenient
   */
  List<Style> styles() {
    List<Style> styles = new ArrayList<>();
    for (int index = 0; index < columns.size(); index++) {
      styles.add(style(index));
    }
    return styles;
  }

  /** Returns the latest creation date that is not in the usual format, or null if there is none. */
  Instant reach(List<Style> styles) {
    Style created = createdIndex < 0 ? null : styles.get(createdIndex);
    return created == null ? null : reach.get(created.order());
  }

  /**
   * Returns whether the text has the format {@code yyyy-MM-dd H:mm[:ss]}, the most frequent one.
   */
  static boolean isUsual(String text) {
    int length = text.length();
    if (length <= DATE_END + 1
        || text.charAt(YEAR_END) != '-'
        || text.charAt(MONTH_END) != '-'
        || text.charAt(DATE_END) != ' ') {
      return false;
    }
    int colons = 0;
    for (int at = DATE_END + 1; at < length; at++) {
      char sign = text.charAt(at);
      if (sign == ':') {
        colons++;
      } else if (sign < '0' || sign > '9') {
        return false;
      }
    }
    return colons > 0;
  }

  private void note(int index, String text, long line) {
    TimeText time = TimeText.of(text);
    if (time == null) {
      return;
    }
    Column column = columns.get(index);
    if (time.style().isIsoTime()) {
      column.isoTimes++;
      return;
    }
    column.counts.merge(time.style(), 1L, Long::sum);
    if (time.style().order() == Order.UNDECIDED) {
      column.hasDayFirst |= time.date().get(0) > MONTHS;
      column.hasMonthFirst |= time.date().get(1) > MONTHS;
      if (column.slashed == null) {
        column.slashed = text;
        column.slashedLine = line;
      }
    }
    if (index == createdIndex) {
      for (Order order : Order.values()) {
        Instant created = time.instant(order, format.zone());
        if (created != null) {
          reach.merge(order, created, TimeStyles::later);
        }
      }
    }
  }

  private Style style(int index) {
    Column column = columns.get(index);
    Map.Entry<Style, Long> most =
        column.counts.entrySet().stream()
            .max(Comparator.comparing(Map.Entry<Style, Long>::getValue))
            .orElse(null);
    if (most == null || most.getValue() <= column.isoTimes) {
      return null;
    }
    Style style = most.getKey();
    if (style.order() != Order.UNDECIDED) {
      return style;
    }
    if (column.hasDayFirst != column.hasMonthFirst) {
      return style.in(column.hasDayFirst ? Order.DAY_FIRST : Order.MONTH_FIRST);
    }
    if (layout.kind().fields().get(index).isLenient()) {
      return style;
    }
    throw ambiguous(index, column, style);
  }

  private io.tidemark.errors.UserError ambiguous(int index, Column column, Style style) {
    String year = column.slashed.matches("[0-9]+/[0-9]+/[0-9]{4}.*") ? "yyyy" : "yy";
    String seconds = column.slashed.matches("[^:]*:[^:]*:.*") ? ":ss" : "";
    String time =
        !style.hasTime() ? "" : style.isHalfDay() ? " h:mm" + seconds + " a" : " H:mm" + seconds;
    String name = layout.header().get(layout.positions().get(index));
    return Errors.fileRefused(
        ErrorCode.DATE_AMBIGUOUS,
        file + ", column " + name + ", line " + column.slashedLine,
        "Whether the day or the month comes first in dates such as "
            + column.slashed
            + (column.hasDayFirst
                ? " differs from row to row."
                : " is shown by no value of the column."),
        String.format(
            Locale.ROOT,
            "Copy the source profile, add format: times: [\"M/d/%1$s%2$s\"] or"
                + " [\"d/M/%1$s%2$s\"], and name the copy with --source.",
            year,
            time));
  }
}
