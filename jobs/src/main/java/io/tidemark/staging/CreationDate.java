package io.tidemark.staging;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Row;

/**
 * Compares the creation date of an invoice with its other dates. A single wrong creation date would
 * move the period that the data covers, and with it every figure.
 */
public final class CreationDate {
  private static final Duration LONGEST_DISTANCE = Duration.ofDays(92);
  private static final List<String> OTHERS =
      List.of(
          "service_start",
          "service_end",
          "usage_start",
          "usage_end",
          "due_at",
          "finalized_at",
          "paid_at",
          "voided_at",
          "uncollectible_at");

  private CreationDate() {}

  /**
   * Returns whether an invoice was created between its other dates or within 92 days of them. An
   * invoice without other dates is plausible.
   *
   * @param invoice a packed row with the dates
   */
  public static boolean isPlausible(Row invoice) {
    Instant created = PackedTime.inSeconds(invoice, "created_at");
    List<Instant> others =
        OTHERS.stream()
            .map(name -> PackedTime.inSeconds(invoice, name))
            .filter(Objects::nonNull)
            .toList();
    return others.isEmpty()
        || !created.isBefore(Collections.min(others).minus(LONGEST_DISTANCE))
            && !created.isAfter(Collections.max(others).plus(LONGEST_DISTANCE));
  }
}
