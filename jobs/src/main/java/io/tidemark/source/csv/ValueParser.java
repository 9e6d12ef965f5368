package io.tidemark.source.csv;

import io.tidemark.source.profile.AmountText;
import io.tidemark.source.profile.Field;
import io.tidemark.source.profile.FieldType;
import io.tidemark.source.profile.TimeText;
import io.tidemark.source.profile.ValueFormat;
import io.tidemark.tables.Currencies;
import io.tidemark.tables.InvoiceStatus;
import io.tidemark.tables.RejectReason;
import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Parses texts into values, or returns the reason why it cannot. Values are never guessed, trimmed
 * or rounded.
 */
public final class ValueParser {
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]+(?:[.,][0-9]+)?");
  private static final Pattern COUNT = Pattern.compile("[0-9]{1,15}");
  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final Set<String> STATUSES =
      Arrays.stream(InvoiceStatus.values())
          .map(InvoiceStatus::text)
          .collect(Collectors.toUnmodifiableSet());
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
  private static final int YEARS_AHEAD = 10;
  private static final String CREATION = "created_at";

  /** Allows for differences of clocks and time zones. */
  private static final int DAYS_AHEAD = 2;

  private static final int MOST_DIGITS = 15;

  private final Instant latest;
  private final Instant latestCreation;
  private final ZoneId zone;
  private final List<DateTimeFormatter> formatters;
  private final Map<String, String> statuses;
  private final boolean hasInclusiveEnds;
  private final boolean hasDatesOfOneOffs;

  /**
   * Creates a parser.
   *
   * @param readOn the day the files are read; dates more than ten years later and creation dates
   *     more than two days later are rejected
   */
  public ValueParser(ValueFormat format, LocalDate readOn) {
    this.zone = format.zone();
    this.formatters = format.formatters();
    this.statuses = format.statuses();
    this.hasInclusiveEnds = format.hasInclusiveEnds();
    this.hasDatesOfOneOffs = format.hasDatesOfOneOffs();
    this.latest = midnight(readOn.plusYears(YEARS_AHEAD));
    this.latestCreation = midnight(readOn.plusDays(DAYS_AHEAD + 1L));
  }

  /**
   * Parses the text of a field.
   *
   * @param text null if the field is empty
   * @param decimals number of decimals of amounts; negative if the currency is unknown, in which
   *     case amounts have no value and only the currency is a problem
   * @param style of the column
   */
  public ParsedValue of(Field field, String text, int decimals, ColumnStyle style) {
    if (text == null) {
      return field.isFilled() ? ParsedValue.wrong(RejectReason.VALUE_MISSING) : ParsedValue.NONE;
    }
    return switch (field.type()) {
      case TEXT -> text(field, text);
      case GATHERED -> ParsedValue.of(text);
      case AMOUNT -> amount(text, decimals, style);
      case DECIMAL -> matching(DECIMAL, text, text);
      case CURRENCY -> currency(text);
      case STATUS -> status(text);
      case TIMESTAMP -> time(field, text, style.time());
      case DATE -> date(text);
      case BOOLEAN -> flag(text);
      case COUNT ->
          COUNT.matcher(text).matches()
              ? ParsedValue.of(Long.parseLong(text))
              : ParsedValue.wrong(RejectReason.NUMBER_FORMAT);
    };
  }

  /**
   * Returns a currency code in upper case. A text that is not three ASCII letters is not changed.
   */
  static String upper(String text) {
    boolean isCode = text.length() == 3 && text.chars().allMatch(sign -> sign < 0x80);
    return isCode ? text.toUpperCase(Locale.ROOT) : text;
  }

  private static ParsedValue text(Field field, String text) {
    return field.isFilled() && text.isBlank()
        ? ParsedValue.wrong(RejectReason.VALUE_MISSING)
        : ParsedValue.of(text);
  }

  private static ParsedValue matching(Pattern pattern, String text, Object value) {
    return pattern.matcher(text).matches()
        ? ParsedValue.of(value)
        : ParsedValue.wrong(RejectReason.NUMBER_FORMAT);
  }

  private static ParsedValue currency(String text) {
    String code = upper(text);
    return Currencies.isKnown(code)
        ? ParsedValue.of(code)
        : ParsedValue.wrong(RejectReason.CURRENCY_UNKNOWN);
  }

  private ParsedValue status(String text) {
    String status = statuses.getOrDefault(text, text);
    return STATUSES.contains(status)
        ? ParsedValue.of(status)
        : ParsedValue.wrong(RejectReason.STATUS_UNKNOWN);
  }

  private static ParsedValue flag(String text) {
    return switch (text) {
      case "TRUE", "True", "true" -> ParsedValue.of(true);
      case "FALSE", "False", "false" -> ParsedValue.of(false);
      default -> ParsedValue.wrong(RejectReason.BOOLEAN_FORMAT);
    };
  }

  private static ParsedValue amount(String text, int decimals, ColumnStyle style) {
    AmountText written = AmountText.of(text);
    if (written == null) {
      return ParsedValue.wrong(RejectReason.AMOUNT_FORMAT);
    }
    if (decimals < 0) {
      return ParsedValue.NONE;
    }
    if (style.hasFixedDecimals() && DecimalSeparatorCheck.isWhole(text, decimals)) {
      return ParsedValue.wrong(RejectReason.AMOUNT_DECIMALS);
    }
    AmountText amount = written.in(style.decimalSign());
    String fraction = withoutZeros(amount, decimals);
    if (fraction.length() > decimals) {
      return ParsedValue.wrong(RejectReason.AMOUNT_SCALE);
    }
    String digits = amount.whole() + fraction + "0".repeat(decimals - fraction.length());
    int start = 0;
    while (start < digits.length() - 1 && digits.charAt(start) == '0') {
      start++;
    }
    if (digits.length() - start > MOST_DIGITS) {
      return ParsedValue.wrong(RejectReason.AMOUNT_RANGE);
    }
    long minor = Long.parseLong(digits, start, digits.length(), 10);
    return ParsedValue.of(amount.isNegative() ? -minor : minor);
  }

  /** Returns the decimals without trailing zeros beyond the decimals of the currency. */
  private static String withoutZeros(AmountText amount, int decimals) {
    String fraction = amount.fraction();
    if (amount.mayBeGrouped(decimals)) {
      return fraction;
    }
    int end = fraction.length();
    while (end > decimals && fraction.charAt(end - 1) == '0') {
      end--;
    }
    return fraction.substring(0, end);
  }

  private ParsedValue time(Field field, String text, TimeText.Style style) {
    try {
      Instant time = instant(text, style);
      if (time == null) {
        return ParsedValue.wrong(RejectReason.DATE_FORMAT);
      }
      if (!isBelievable(time)) {
        return ParsedValue.wrong(RejectReason.DATE_RANGE);
      }
      boolean isAhead = field.name().equals(CREATION) && time.isAfter(latestCreation);
      return isAhead ? ParsedValue.wrong(RejectReason.DATE_IN_FUTURE) : ParsedValue.of(time);
    } catch (DateTimeException noSuchDate) {
      return ParsedValue.wrong(RejectReason.DATE_FORMAT);
    }
  }

  private ParsedValue date(String text) {
    try {
      LocalDate date = DATE.matcher(text).matches() ? LocalDate.parse(text) : null;
      return date == null
          ? ParsedValue.wrong(RejectReason.DATE_FORMAT)
          : isBelievable(midnight(date))
              ? ParsedValue.of(date)
              : ParsedValue.wrong(RejectReason.DATE_RANGE);
    } catch (DateTimeException noSuchDate) {
      return ParsedValue.wrong(RejectReason.DATE_FORMAT);
    }
  }

  /**
   * Returns the start of a service period; null if the period has no end and is the date of a
   * one-off charge.
   */
  Instant start(Instant start, Instant end) {
    return hasDatesOfOneOffs && end == null ? null : start;
  }

  /**
   * Returns the exclusive end of a period. An inclusive end is the last day at midnight, or the
   * last second.
   */
  Instant exclusive(Instant end) {
    if (end == null || !hasInclusiveEnds) {
      return end;
    }
    LocalDateTime local = LocalDateTime.ofInstant(end, zone);
    boolean isDay = local.equals(local.toLocalDate().atStartOfDay());
    return isDay ? local.plusDays(1).atZone(zone).toInstant() : end.plusSeconds(1);
  }

  /** Returns the start of a day in UTC. */
  static Instant midnight(LocalDate date) {
    return date.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private boolean isBelievable(Instant time) {
    return !time.isBefore(EARLIEST) && !time.isAfter(latest);
  }

  private Instant instant(String text, TimeText.Style style) {
    for (DateTimeFormatter formatter : formatters) {
      ParsePosition end = new ParsePosition(0);
      if (formatter.parseUnresolved(text, end) != null && end.getIndex() == text.length()) {
        return inZone(ValueFormat.best(formatter, text));
      }
    }
    LocalDateTime usual = TimeText.usual(text);
    if (usual != null) {
      return TimeText.inZone(usual, zone);
    }
    TimeText time = TimeText.of(text);
    if (time == null) {
      return null;
    }
    if (time.style().isIsoTime()) {
      return time.instant(TimeText.Order.YEAR_FIRST, zone);
    }
    boolean isOfColumn = style != null && time.style().isLike(style);
    return isOfColumn ? time.instant(style.order(), zone) : null;
  }

  /** Returns whether a text is a value of a field in any column format. */
  boolean isPlausible(Field field, String text, int decimals) {
    boolean isTime = field.type() == FieldType.TIMESTAMP && TimeText.of(text) != null;
    return isTime || of(field, text, decimals, ColumnStyle.UNKNOWN).reason() == null;
  }

  private Instant inZone(TemporalAccessor parsed) {
    if (parsed instanceof ZonedDateTime time) {
      return time.toInstant();
    }
    return TimeText.inZone(
        parsed instanceof LocalDateTime time ? time : LocalDate.from(parsed).atStartOfDay(), zone);
  }
}
