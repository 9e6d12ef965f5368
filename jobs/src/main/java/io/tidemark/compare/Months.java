package io.tidemark.compare;

import io.tidemark.source.profile.TimeText;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads months: 2025-06, Jun 2025, June 2025, 06/2025, or a date or time of the month. */
final class Months {
  private static final List<DateTimeFormatter> PATTERNS =
      List.of(pattern("uuuu-MM"), pattern("MMM uuuu"), pattern("MMMM uuuu"), pattern("MM/uuuu"));

  private Months() {}

  /** Returns the month; empty if the text is none. */
  static Optional<YearMonth> of(String text) {
    for (DateTimeFormatter pattern : PATTERNS) {
      try {
        return Optional.of(YearMonth.parse(text.strip(), pattern));
      } catch (DateTimeException otherPattern) {
        continue;
      }
    }
    return day(text).map(YearMonth::from);
  }

  /**
   * Returns the UTC day of a date or time; empty if the text is none, or month and day are not
   * clear.
   */
  static Optional<LocalDate> day(String text) {
    TimeText time = TimeText.of(text.strip());
    if (time == null || time.style().order() == TimeText.Order.UNDECIDED) {
      return Optional.empty();
    }
    return Optional.ofNullable(time.instant(time.style().order(), ZoneOffset.UTC))
        .map(instant -> LocalDate.ofInstant(instant, ZoneOffset.UTC));
  }

  private static DateTimeFormatter pattern(String pattern) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(pattern)
        .toFormatter(Locale.ENGLISH);
  }
}
