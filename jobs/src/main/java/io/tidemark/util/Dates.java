package io.tidemark.util;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Parses the dates that users write on the command line. */
public final class Dates {
  private static final int EARLIEST_YEAR = 1900;

  private static final Pattern WRITTEN = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern TIME_OF_DAY = Pattern.compile("[T ]\\d{1,2}:\\d{2}\\S*$");

  /** Other ways to write a date. Of day and month, either may come first. */
  private static final List<DateTimeFormatter> OTHERS =
      Stream.of("u-M-d", "uuuuMMdd", "d-M-uuuu", "M-d-uuuu", "d-MMM-uuuu", "MMM-d-uuuu")
          .map(form -> DateTimeFormatter.ofPattern(form, Locale.ENGLISH))
          .map(form -> form.withResolverStyle(ResolverStyle.STRICT))
          .toList();

  private Dates() {}

  /**
   * Returns the date of a text such as 2025-02-26.
   *
   * @throws IllegalArgumentException with the reason; it names the date that the text probably
   *     means, if there is only one
   */
  public static LocalDate parse(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException invalid) {
      throw new IllegalArgumentException(reason(text));
    }
  }

  private static String reason(String text) {
    if (WRITTEN.matcher(text).matches()) {
      return "This date does not exist.";
    }
    return "A date is written yyyy-MM-dd."
        + meant(text).map(date -> " Did you mean " + date + "?").orElse("");
  }

  private static Optional<LocalDate> meant(String text) {
    String parts = TIME_OF_DAY.matcher(text.strip()).replaceFirst("").replaceAll("[./, ]+", "-");
    List<LocalDate> possible =
        OTHERS.stream()
            .map(form -> parsed(parts, form))
            .filter(Objects::nonNull)
            .filter(date -> date.getYear() >= EARLIEST_YEAR)
            .distinct()
            .toList();
    return possible.size() == 1 ? Optional.of(possible.get(0)) : Optional.empty();
  }

  private static LocalDate parsed(String text, DateTimeFormatter form) {
    try {
      return LocalDate.parse(text, form);
    } catch (DateTimeParseException other) {
      return null;
    }
  }
}
