package io.tidemark.mrr.engine;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How an explanation names times and layers. */
final class Wording {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Wording() {}

  /** {@code 2024-01-31 09:30:00}, in UTC. */
  static String time(Instant time) {
    return TIME.format(time);
  }

  static String period(Instant start, Instant end) {
    return time(start) + " to " + time(end);
  }

  /** {@code the cycle of in_1}. */
  static String layer(LayerDraft slice) {
    return "the " + slice.kind.name().toLowerCase(Locale.ROOT) + " of " + slice.invoice.invoiceId();
  }
}
