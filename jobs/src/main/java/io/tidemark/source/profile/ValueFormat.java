package io.tidemark.source.profile;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tidemark.tables.InvoiceStatus;
import java.io.Serializable;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a billing system writes values. What is not said is found in each file, or has its default.
 *
 * @param separator {@code ,} {@code ;} or {@code tab}; null: found in each file
 * @param decimal {@code comma} or {@code point}; null: found in each column
 * @param timeZone the zone of times that name no offset; UTC where not said
 * @param times patterns of {@link DateTimeFormatter} for times or days, besides ISO 8601; empty:
 *     found in each column
 * @param periodEnd {@code exclusive}, {@code inclusive} or {@code detect}: whether the end of a
 *     period is its last day or second, or the start of what follows; detected where not said
 * @param statuses our status by the text that stands for it; our own are always read
 */
public record ValueFormat(
    String separator,
    String decimal,
    String timeZone,
    List<String> times,
    String periodEnd,
    Map<String, String> statuses)
    implements Serializable {
  private static final ZonedDateTime EVENING =
      ZonedDateTime.of(2025, 2, 26, 22, 15, 0, 0, ZoneOffset.UTC);
  private static final List<String> SEPARATORS = List.of(",", ";", "tab");
  private static final String DETECT = "detect";
  private static final String INCLUSIVE = "inclusive";
  private static final List<String> PERIOD_ENDS = List.of("exclusive", INCLUSIVE, DETECT);
  private static final List<String> DECIMALS = List.of("comma", "point");

  public ValueFormat(
      @JsonProperty("separator") String separator,
      @JsonProperty("decimal") String decimal,
      @JsonProperty("time_zone") String timeZone,
      @JsonProperty("times") List<String> times,
      @JsonProperty("period_end") String periodEnd,
      @JsonProperty("statuses") Map<String, String> statuses) {
    this.separator = separator;
    this.decimal = decimal;
    this.timeZone = Objects.requireNonNullElse(timeZone, "UTC");
    this.periodEnd = Objects.requireNonNullElse(periodEnd, DETECT);
    this.times = List.copyOf(Objects.requireNonNullElse(times, List.of()));
    this.statuses = Map.copyOf(Objects.requireNonNullElse(statuses, Map.of()));
  }

  /** Nothing said: everything found, or at its default. */
  static ValueFormat unsaid() {
    return new ValueFormat(null, null, null, null, null, null);
  }

  /** What is wrong with it, a line each. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (separator != null && !SEPARATORS.contains(separator)) {
      problems.add("format.separator: \"" + separator + "\" must be , or ; or tab");
    }
    if (decimal != null && !DECIMALS.contains(decimal)) {
      problems.add("format.decimal: \"" + decimal + "\" must be comma or point");
    }
    try {
      ZoneId.of(timeZone);
    } catch (DateTimeException unknown) {
      problems.add("format.time_zone: \"" + timeZone + "\" must be a zone such as Europe/Vienna");
    }
    if (!PERIOD_ENDS.contains(periodEnd)) {
      problems.add(
          "format.period_end: \"" + periodEnd + "\" must be exclusive, inclusive or detect");
    }
    for (String pattern : times) {
      if (!isComplete(pattern)) {
        problems.add(
            "format.times: \"" + pattern + "\" must be a pattern such as dd.MM.yyyy HH:mm");
      }
    }
    List<String> known = Arrays.stream(InvoiceStatus.values()).map(InvoiceStatus::text).toList();
    statuses.values().stream()
        .filter(status -> !known.contains(status))
        .sorted()
        .forEach(
            status -> problems.add("format.statuses: \"" + status + "\" must be one of " + known));
    return problems;
  }

  /** The separators a file may have. */
  public List<Character> separators() {
    return separator == null
        ? List.of(',', ';', '\t')
        : List.of(separator.equals("tab") ? '\t' : separator.charAt(0));
  }

  /** Whether amounts may have a decimal comma, or a decimal point. */
  public boolean allows(char sign) {
    return decimal == null || decimal.equals(sign == ',' ? "comma" : "point");
  }

  /** The patterns as formatters that take no date but those of the calendar. */
  public List<DateTimeFormatter> formatters() {
    return times.stream().map(ValueFormat::formatter).toList();
  }

  /** Whether the end of a period is its last day or second. */
  public boolean hasInclusiveEnds() {
    return periodEnd.equals(INCLUSIVE);
  }

  /** The zone of days in which inclusive ends are looked for; empty where ends are stated. */
  public Optional<ZoneId> detectsEndsIn() {
    return periodEnd.equals(DETECT) ? Optional.of(zone()) : Optional.empty();
  }

  public ZoneId zone() {
    return ZoneId.of(timeZone);
  }

  /**
   * Whether a pattern is valid and reads what it writes: a whole date and, if it has a part of the
   * time of day, a whole time. Half a day is not one: {@code hh} needs {@code a} beside it.
   */
  private static boolean isComplete(String pattern) {
    try {
      DateTimeFormatter formatter = formatter(pattern);
      String evening = formatter.format(EVENING);
      TemporalAccessor read = best(formatter, evening);
      boolean isOfDays = evening.equals(formatter.format(EVENING.minusHours(13).plusMinutes(7)));
      boolean isRead =
          isOfDays
              ? read.equals(EVENING.toLocalDate())
              : read.isSupported(ChronoField.HOUR_OF_DAY)
                  && read.get(ChronoField.HOUR_OF_DAY) == EVENING.getHour();
      return isRead && LocalDate.from(read).equals(EVENING.toLocalDate());
    } catch (IllegalArgumentException | DateTimeException invalid) {
      return false;
    }
  }

  /** The time that a text has with its offset or zone, else without, else its day. */
  public static TemporalAccessor best(DateTimeFormatter formatter, String text) {
    return formatter.parseBest(text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
  }

  private static DateTimeFormatter formatter(String pattern) {
    // A strict year is u: y would need an era beside it.
    return DateTimeFormatter.ofPattern(pattern.replace('y', 'u'), Locale.ROOT)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  /** All of it, in one order. */
  String sorted() {
    List<Object> said =
        new ArrayList<>(
            Arrays.asList(separator, decimal, timeZone, times, new TreeMap<>(statuses)));
    if (!periodEnd.equals(DETECT)) {
      said.add(periodEnd);
    }
    return said.toString();
  }
}
