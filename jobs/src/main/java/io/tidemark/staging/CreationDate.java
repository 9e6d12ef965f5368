package io.tidemark.staging;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.unix_seconds;

import java.time.Duration;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;

/**
 * Compares the creation date of an invoice with its other dates. A single wrong creation date would
 * move the period that the data covers, and with it every figure.
 */
public final class CreationDate {
  private static final Duration LONGEST_DISTANCE = Duration.ofDays(92);

  private CreationDate() {}

  /**
   * Returns whether an invoice was created between its other dates or within 92 days of them. An
   * invoice without other dates is plausible.
   */
  public static Column isPlausible() {
    Column created = unix_seconds(col("created_at"));
    Column earliest = least(others()).minus(LONGEST_DISTANCE.toSeconds());
    Column latest = greatest(others()).plus(LONGEST_DISTANCE.toSeconds());
    return coalesce(created.between(earliest, latest), lit(true));
  }

  private static Column[] others() {
    return Stream.of(
            "service_start",
            "service_end",
            "usage_start",
            "usage_end",
            "due_at",
            "finalized_at",
            "paid_at",
            "voided_at",
            "uncollectible_at")
        .map(name -> unix_seconds(col(name)))
        .toArray(Column[]::new);
  }
}
