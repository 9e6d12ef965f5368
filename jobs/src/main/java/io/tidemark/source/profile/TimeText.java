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
 * The parts of a time or a day as a file writes it.
 *
 * @param date its three numbers, in the order of the text
 * @param time null where it is a day
 * @param offset null where it names none
 */
public record TimeText(Style style, List<Integer> date, LocalTime time, ZoneOffset offset) {
  private static final Pattern DATE_AND_TIME =
      Pattern.compile(
          "(?:([0-9]{4})-([0-9]{2})-([0-9]{2})|([0-9]{4})/([0-9]{1,2})/([0-9]{1,2})"
              + "|([0-9]{1,2})([./])([0-9]{1,2})\\8([0-9]{4}|[0-9]{2}))"
              + "(?:(?:T| )([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:\\.([0-9]{1,9}))?)?"
              + "(?: ?([AaPp])\\.?[Mm]\\.?)?(?: ?(Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2}))?)?");
  private static final int CENTURY = 100;
  private static final int HALF_DAY = 12;
  private static final int NANO_DIGITS = 9;

  /** The order of the numbers of a date. */
  public enum Order {
    YEAR_FIRST,
    DAY_FIRST,
    MONTH_FIRST,
    /** The day or the month. */
    UNDECIDED
  }

  /**
   * What the values of one column have in common.
   *
   * @param sign between the numbers of the date
   * @param hasTime whether there is a time of day
   * @param isHalfDay whether it is one of twelve hours, with AM or PM
   */
  public record Style(Order order, char sign, boolean hasTime, boolean isHalfDay)
      implements Serializable {
    /** Whether a value of this style is read in every column: nothing else is written so. */
    public boolean isIsoTime() {
      return order == Order.YEAR_FIRST && hasTime && !isHalfDay;
    }

    /** Whether a value of this style is one of a column, whose order is decided. */
    public boolean isLike(Style column) {
      return in(order == Order.UNDECIDED ? column.order : order).equals(column);
    }

    public Style in(Order other) {
      return new Style(other, sign, hasTime, isHalfDay);
    }
  }

  /** Parses a time or a day; null where the text is none. */
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

  /** The moment; null where the calendar has no such day, or the clocks of the zone no one time. */
  public Instant instant(Order order, ZoneId zone) {
    try {
      LocalDateTime local = date(order).atTime(time == null ? LocalTime.MIDNIGHT : time);
      return offset != null ? local.toInstant(offset) : inZone(local, zone);
    } catch (DateTimeException noSuchDay) {
      return null;
    }
  }

  /** The moment in a zone; null where its clocks showed this time never, or twice. */
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
