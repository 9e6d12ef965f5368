package io.tidemark.source.profile;

import java.io.Serializable;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a time or a date as written in a file.
 *
 * @param date its three numbers, in the order of the text
 * @param time null if it is a date only
 * @param offset null if the text has none
 */
public record TimeText(Style style, List<Integer> date, LocalTime time, ZoneOffset offset) {
  private static final Pattern DATE_AND_TIME =
      Pattern.compile(
          "(?:([0-9]{4})-([0-9]{2})-([0-9]{2})|([0-9]{4})/([0-9]{1,2})/([0-9]{1,2})"
              + "|([0-9]{1,2})([./])([0-9]{1,2})\\8([0-9]{4}|[0-9]{2}))"
              + "(?:(?:T| )([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:\\.([0-9]{1,9}))?)?"
              + "(?: ?([AaPp])\\.?[Mm]\\.?)?(?: ?(Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2}))?)?");
  private static final int MONTH = 5;
  private static final int DAY = 8;
  private static final int HOUR = 11;
  private static final int CENTURY = 100;
  private static final int HALF_DAY = 12;
  private static final int NANO_DIGITS = 9;

  /** The order of year, month and day in a date. */
  public enum Order {
    YEAR_FIRST,
    DAY_FIRST,
    MONTH_FIRST,
    /** The first number may be the day or the month. */
    UNDECIDED
  }

  /**
   * The format that the values of a column share.
   *
   * @param sign the separator of the date
   * @param hasTime whether there is a time of day
   * @param isHalfDay whether the time has a 12-hour clock, with AM or PM
   */
  public record Style(Order order, char sign, boolean hasTime, boolean isHalfDay)
      implements Serializable {
    /**
     * Returns whether values of this style are read in every column, because they are unambiguous.
     */
    public boolean isIsoTime() {
      return order == Order.YEAR_FIRST && hasTime && !isHalfDay;
    }

    /** Returns whether a value of this style fits a column with a known order. */
    public boolean isLike(Style column) {
      return in(order == Order.UNDECIDED ? column.order : order).equals(column);
    }

    public Style in(Order other) {
      return new Style(other, sign, hasTime, isHalfDay);
    }
  }

  /** Parses a time or a date. Returns null if the text is neither. */
  public static TimeText of(String text) {
    Matcher parts = DATE_AND_TIME.matcher(text);
    if (!parts.matches()) {
      return null;
    }
    char sign =
        parts.group(8) != null ? parts.group(8).charAt(0) : parts.group(1) != null ? '-' : '/';
    Order order =
        parts.group(8) == null
            ? Order.YEAR_FIRST
            : parts.group(8).equals(".") ? Order.DAY_FIRST : Order.UNDECIDED;
    int first = parts.group(1) != null ? 1 : parts.group(4) != null ? 4 : 7;
    List<Integer> date =
        first < 7
            ? List.of(number(parts, first), number(parts, first + 1), number(parts, first + 2))
            : List.of(number(parts, 7), number(parts, 9), number(parts, 10));
    boolean isHalfDay = parts.group(15) != null;
    try {
      LocalTime time = parts.group(11) == null ? null : time(parts, isHalfDay);
      Style style = new Style(order, sign, time != null, isHalfDay);
      return new TimeText(style, date, time, offset(parts.group(16)));
    } catch (DateTimeException noTime) {
      return null;
    }
  }

  /**
   * Parses {@code yyyy-MM-dd H:mm[:ss]}, the most frequent format. Returns null if the text has
   * another one.
   *
   * @throws DateTimeException if the date or time does not exist
   */
  public static LocalDateTime usual(String text) {
    int hourEnd = text.indexOf(':');
    int length = text.length();
    boolean hasSeconds = length == hourEnd + 6 && text.charAt(hourEnd + 3) == ':';
    if ((hourEnd != HOUR + 1 && hourEnd != HOUR + 2)
        || (length != hourEnd + 3 && !hasSeconds)
        || text.charAt(MONTH - 1) != '-'
        || text.charAt(DAY - 1) != '-'
        || text.charAt(HOUR - 1) != ' ') {
      return null;
    }
    int year = number(text, 0, MONTH - 1);
    int month = number(text, MONTH, DAY - 1);
    int day = number(text, DAY, HOUR - 1);
    int hour = number(text, HOUR, hourEnd);
    int minute = number(text, hourEnd + 1, hourEnd + 3);
    int second = hasSeconds ? number(text, hourEnd + 4, length) : 0;
    boolean isNumeric = (year | month | day | hour | minute | second) >= 0;
    return isNumeric ? LocalDateTime.of(year, month, day, hour, minute, second) : null;
  }

  /** Returns the number that some digits make, or -1 if one of them is no digit. */
  private static int number(String text, int start, int end) {
    int number = 0;
    for (int at = start; at < end; at++) {
      int digit = text.charAt(at) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = 10 * number + digit;
    }
    return number;
  }

  /**
   * Returns the instant, or null if the date does not exist or the local time is not unique in the
   * zone.
   */
  public Instant instant(Order order, ZoneId zone) {
    try {
      LocalDateTime local = date(order).atTime(time == null ? LocalTime.MIDNIGHT : time);
      return offset != null ? local.toInstant(offset) : inZone(local, zone);
    } catch (DateTimeException noSuchDay) {
      return null;
    }
  }

  /**
   * Returns the instant of a local time in a zone, or null if the time was skipped or occurred
   * twice.
   */
  public static Instant inZone(LocalDateTime local, ZoneId zone) {
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
    return offsets.size() == 1 ? local.toInstant(offsets.get(0)) : null;
  }

  private LocalDate date(Order order) {
    return switch (order) {
      case YEAR_FIRST -> LocalDate.of(date.get(0), date.get(1), date.get(2));
      case DAY_FIRST -> LocalDate.of(year(), date.get(1), date.get(0));
      case MONTH_FIRST -> LocalDate.of(year(), date.get(0), date.get(1));
      case UNDECIDED -> throw new DateTimeException("the day or the month");
    };
  }

  private int year() {
    return date.get(2) < CENTURY ? 2000 + date.get(2) : date.get(2);
  }

  private static LocalTime time(Matcher parts, boolean isHalfDay) {
    int hour = number(parts, 11);
    if (isHalfDay) {
      if (hour < 1 || hour > HALF_DAY) {
        throw new DateTimeException("no hour of half a day");
      }
      boolean isAfternoon = parts.group(15).equalsIgnoreCase("p");
      hour = hour % HALF_DAY + (isAfternoon ? HALF_DAY : 0);
    }
    int second = parts.group(13) == null ? 0 : number(parts, 13);
    String fraction = parts.group(14) == null ? "" : parts.group(14);
    int nanos = Integer.parseInt((fraction + "000000000").substring(0, NANO_DIGITS));
    return LocalTime.of(hour, number(parts, 12), second, nanos);
  }

  private static ZoneOffset offset(String text) {
    if (text == null) {
      return null;
    }
    boolean isUtc = Character.isLetter(text.charAt(0));
    return isUtc ? ZoneOffset.UTC : ZoneOffset.of(text);
  }

  private static int number(Matcher parts, int group) {
    return Integer.parseInt(parts.group(group));
  }
}
