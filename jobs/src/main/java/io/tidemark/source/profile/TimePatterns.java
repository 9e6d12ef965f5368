package io.tidemark.source.profile;

import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Patterns for dates that a profile cannot read.
 *
 * @param monthFirst with the month first if both orders are possible
 * @param dayFirst with the day first if both orders are possible; equal to {@code monthFirst} if
 *     the values decide
 */
public record TimePatterns(List<String> monthFirst, List<String> dayFirst) {
  private static final Pattern TIME =
      Pattern.compile(
          "(?<first>\\d{1,4})(?<separator>[./-])(?<second>\\d{1,2})\\k<separator>(?<third>\\d{1,4})"
              + "(?:(?<joint>,? |T)(?<hour>\\d{1,2}):\\d{2}(?<seconds>:\\d{2})?"
              + "(?<fraction>\\.\\d{1,9})?(?<half> ?[AP]M)?(?<zone> ?(?:UTC|GMT|Z))?)?");
  private static final int MONTHS = 12;
  private static final int YEAR_DIGITS = 4;

  /**
   * Infers the patterns from values, which may differ in form. Values of an unknown form, such as
   * month names, are ignored.
   *
   * @param format of the profile: its zone applies to times without an offset
   */
  public static TimePatterns of(Collection<String> values, ValueFormat format) {
    Map<String, Form> forms = new TreeMap<>();
    for (String value : values) {
      Matcher time = TIME.matcher(value);
      if (time.matches() && hasYear(time) && (isUtc(format) || time.group("zone") == null)) {
        forms.computeIfAbsent(form(time), key -> new Form()).add(value, time);
      }
    }
    return new TimePatterns(
        patterns(forms.values(), true, format), patterns(forms.values(), false, format));
  }

  /** Returns whether the values leave the order of day and month open. */
  public boolean isAmbiguous() {
    return !monthFirst.equals(dayFirst);
  }

  /**
   * Returns the form of a value, with short numbers and AM or PM replaced. Values with the same
   * form can have the same pattern.
   */
  private static String form(Matcher time) {
    return time.group()
        .replaceAll("[AP]M", "a")
        .replaceAll("(?<!\\d)\\d{1,2}(?!\\d)", "0")
        .replaceAll("\\d", "0");
  }

  private static boolean hasYear(Matcher time) {
    boolean isLast = time.group("first").length() <= 2;
    int digits = (isLast ? time.group("third") : time.group("first")).length();
    return isLast ? digits == 2 || digits == YEAR_DIGITS : digits == YEAR_DIGITS;
  }

  private static boolean isUtc(ValueFormat format) {
    return format.zone().equals(ValueFormat.unsaid().zone());
  }

  private static List<String> patterns(
      Collection<Form> forms, boolean prefersMonth, ValueFormat format) {
    List<String> patterns = new ArrayList<>();
    for (Form form : forms) {
      // All dates with the same separator have the same order, so a few of them decide it.
      List<Form> alike = forms.stream().filter(form::isAlike).toList();
      boolean mayBeMonthFirst = alike.stream().allMatch(each -> each.isMonth("first"));
      boolean mayBeDayFirst = alike.stream().allMatch(each -> each.isMonth("second"));
      boolean isMonthFirst = mayBeMonthFirst && (prefersMonth && !form.hasDots() || !mayBeDayFirst);
      if (form.isYearFirst() || mayBeMonthFirst || mayBeDayFirst) {
        String pattern = form.pattern(isMonthFirst);
        if (form.isRead(pattern, format) && !patterns.contains(pattern)) {
          patterns.add(pattern);
        }
      }
    }
    return List.copyOf(patterns);
  }

  /** Values of the same form: the same separators and parts. */
  private static final class Form {
    private final List<String> values = new ArrayList<>();
    private final List<Matcher> times = new ArrayList<>();

    void add(String value, Matcher time) {
      values.add(value);
      times.add(time);
    }

    boolean isYearFirst() {
      return times.get(0).group("first").length() == YEAR_DIGITS;
    }

    /**
     * Returns whether dates have dots. Then the day comes first unless the values show otherwise.
     */
    boolean hasDots() {
      return ".".equals(separator());
    }

    boolean isAlike(Form other) {
      return isYearFirst() == other.isYearFirst() && separator().equals(other.separator());
    }

    boolean isMonth(String part) {
      return times.stream().allMatch(time -> Integer.parseInt(time.group(part)) <= MONTHS);
    }

    String pattern(boolean isMonthFirst) {
      String year = "y".repeat(times.get(0).group(isYearFirst() ? "first" : "third").length());
      if (isYearFirst()) {
        String rest =
            letters("M", "second", "third") + separator() + letters("d", "second", "third");
        return year + separator() + rest + timeOfDay();
      }
      String first = letters(isMonthFirst ? "M" : "d", "first", "second");
      String second = letters(isMonthFirst ? "d" : "M", "first", "second");
      return first + separator() + second + separator() + year + timeOfDay();
    }

    /** Returns whether a formatter with the pattern reads at least half of the values. */
    boolean isRead(String pattern, ValueFormat format) {
      ValueFormat proposed =
          new ValueFormat(null, null, format.timeZone(), List.of(pattern), null, null, null);
      DateTimeFormatter formatter = proposed.formatters().get(0);
      long read = values.stream().filter(value -> isRead(value, formatter)).count();
      return 2 * read >= values.size();
    }

    private static boolean isRead(String value, DateTimeFormatter formatter) {
      ParsePosition end = new ParsePosition(0);
      if (formatter.parseUnresolved(value, end) == null || end.getIndex() < value.length()) {
        return false;
      }
      try {
        return formatter.parseBest(value, LocalDateTime::from, LocalDate::from) != null;
      } catch (DateTimeException noSuchDate) {
        return false;
      }
    }

    private String separator() {
      return times.get(0).group("separator");
    }

    /** Returns the letter once for numbers of one or two digits, twice for zero-padded ones. */
    private String letters(String letter, String... parts) {
      boolean isFull = numbers(parts).allMatch(number -> number.length() == 2);
      boolean hasZero = numbers(parts).anyMatch(number -> number.startsWith("0"));
      return isFull && hasZero ? letter.repeat(2) : letter;
    }

    private Stream<String> numbers(String... parts) {
      return times.stream().flatMap(time -> Stream.of(parts).map(time::group));
    }

    private String timeOfDay() {
      Matcher any = times.get(0);
      if (any.group("hour") == null) {
        return "";
      }
      String half = any.group("half");
      String fraction = any.group("fraction");
      String zone = any.group("zone");
      return ("T".equals(any.group("joint")) ? "'T'" : any.group("joint"))
          + letters(half == null ? "H" : "h", "hour")
          + ":mm"
          + (any.group("seconds") == null ? "" : ":ss")
          + (fraction == null ? "" : "." + "S".repeat(fraction.length() - 1))
          + (half == null ? "" : half.replaceAll("[AP]M", "a"))
          + (zone == null ? "" : zone.replaceAll("\\w+", "'$0'"));
    }
  }
}
