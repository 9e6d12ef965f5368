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
 * The format of the values of a billing system. Settings that are absent are detected in each file
 * or have a default.
 *
 * @param separator {@code ,} {@code ;} or {@code tab}; null to detect it in each file
 * @param decimal {@code comma} or {@code point}; null to detect it in each column
 * @param timeZone the zone of times without an offset; UTC by default
 * @param times patterns of {@link DateTimeFormatter} for times or dates, besides ISO 8601; empty to
 *     detect them in each column
 * @param periodEnd {@code exclusive}, {@code inclusive} or {@code detect}: whether the end of a
 *     period is its last day or second, or the start of the next one; detected by default
 * @param startWithoutEnd {@code reject} or {@code one_off}: whether a service period with a start
 *     and no end is a problem, or the date of a one-off charge; rejected by default
 * @param statuses our status by the text of the billing system; our own texts are always read
 */
public record ValueFormat(
    String separator,
    String decimal,
    String timeZone,
    List<String> times,
    String periodEnd,
    String startWithoutEnd,
    Map<String, String> statuses)
    implements Serializable {
  private static final ZonedDateTime EVENING =
      ZonedDateTime.of(2025, 2, 26, 22, 15, 0, 0, ZoneOffset.UTC);
  private static final List<String> SEPARATORS = List.of(",", ";", "tab");
  private static final String DETECT = "detect";
  private static final String INCLUSIVE = "inclusive";
  private static final List<String> PERIOD_ENDS = List.of("exclusive", INCLUSIVE, DETECT);
  private static final String REJECT = "reject";
  private static final String ONE_OFF = "one_off";
  private static final List<String> DECIMALS = List.of("comma", "point");

  public ValueFormat(
      @JsonProperty("separator") String separator,
      @JsonProperty("decimal") String decimal,
      @JsonProperty("time_zone") String timeZone,
      @JsonProperty("times") List<String> times,
      @JsonProperty("period_end") String periodEnd,
      @JsonProperty("start_without_end") String startWithoutEnd,
      @JsonProperty("statuses") Map<String, String> statuses) {
    this.separator = separator;
    this.decimal = decimal;
    this.timeZone = Objects.requireNonNullElse(timeZone, "UTC");
    this.periodEnd = Objects.requireNonNullElse(periodEnd, DETECT);
    this.startWithoutEnd = Objects.requireNonNullElse(startWithoutEnd, REJECT);
    this.times = List.copyOf(Objects.requireNonNullElse(times, List.of()));
    this.statuses = Map.copyOf(Objects.requireNonNullElse(statuses, Map.of()));
  }

  /** Returns a format without settings: everything is detected or has its default. */
  static ValueFormat unsaid() {
    return new ValueFormat(null, null, null, null, null, null, null);
  }

  /** Returns the invalid settings, one line each. */
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
    if (!startWithoutEnd.equals(REJECT) && !startWithoutEnd.equals(ONE_OFF)) {
      problems.add(
          "format.start_without_end: \"" + startWithoutEnd + "\" must be reject or one_off");
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

  /** Returns the separators a file may have. */
  public List<Character> separators() {
    return separator == null
        ? List.of(',', ';', '\t')
        : List.of(separator.equals("tab") ? '\t' : separator.charAt(0));
  }

  /** Returns whether amounts may have this decimal separator. */
  public boolean allows(char sign) {
    return decimal == null || decimal.equals(sign == ',' ? "comma" : "point");
  }

  /** Returns strict formatters for the patterns: dates that do not exist are refused. */
  public List<DateTimeFormatter> formatters() {
    return times.stream().map(ValueFormat::formatter).toList();
  }

  /** Returns whether the end of a period is its last day or second. */
  public boolean hasInclusiveEnds() {
    return periodEnd.equals(INCLUSIVE);
  }

  /** Returns whether a service period without an end is the date of a one-off charge. */
  public boolean hasDatesOfOneOffs() {
    return startWithoutEnd.equals(ONE_OFF);
  }

  /**
   * Returns the zone of the days in which inclusive ends are detected; empty if ends are
   * configured.
   */
  public Optional<ZoneId> detectsEndsIn() {
    return periodEnd.equals(DETECT) ? Optional.of(zone()) : Optional.empty();
  }

  public ZoneId zone() {
    return ZoneId.of(timeZone);
  }

  /**
   * Returns whether a pattern is valid and parses what it formats: a whole date and, if it has a
   * part of the time of day, a whole time. An hour of a half day is incomplete: {@code hh} needs
   * {@code a}.
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

  /** Parses a time with its offset or zone, or else a local time, or else a date. */
  public static TemporalAccessor best(DateTimeFormatter formatter, String text) {
    return formatter.parseBest(text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
  }

  private static DateTimeFormatter formatter(String pattern) {
    // A strict year is u: y would also need an era.
    return DateTimeFormatter.ofPattern(pattern.replace('y', 'u'), Locale.ROOT)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  /** Returns all settings as text, in a fixed order. */
  String sorted() {
    List<Object> said =
        new ArrayList<>(
            Arrays.asList(separator, decimal, timeZone, times, new TreeMap<>(statuses)));
    if (!periodEnd.equals(DETECT)) {
      said.add(periodEnd);
    }
    if (hasDatesOfOneOffs()) {
      said.add("start_without_end=" + startWithoutEnd);
    }
    return said.toString();
  }
}
