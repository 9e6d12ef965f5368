package io.tidemark.mrr.engine;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Formats times and layers for explanations. */
final class Wording {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Wording() {}

  /** Returns a time in UTC, such as {@code 2024-01-31 09:30:00}. */
  static String time(Instant time) {
    return TIME.format(time);
  }

  static String period(Instant start, Instant end) {
    return time(start) + " to " + time(end);
  }

  /** Returns the name of a layer, such as {@code the cycle of in_1}. */
  static String layer(LayerDraft slice) {
    return "the " + slice.kind.name().toLowerCase(Locale.ROOT) + " of " + slice.invoice.invoiceId();
  }
}
