package io.tidemark.staging;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.apache.spark.sql.Row;

/** Reads the times and dates of packed rows, which are microseconds and days since 1970. */
public final class PackedTime {
  private static final long MICROS = 1_000_000;

  private PackedTime() {}

  /** Returns a time; null if the row has none. */
  public static Instant of(Row packed, String column) {
    Long micros = packed.getAs(column);
    return micros == null ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /** Returns a date; null if the row has none. */
  public static LocalDate date(Row packed, String column) {
    Integer days = packed.getAs(column);
    return days == null ? null : LocalDate.ofEpochDay(days);
  }

  /** Returns a time without the fraction of its second, which the rules ignore; null if none. */
  public static Instant inSeconds(Row packed, String column) {
    Long micros = packed.getAs(column);
    return micros == null ? null : Instant.ofEpochSecond(Math.floorDiv(micros, MICROS));
  }
}
