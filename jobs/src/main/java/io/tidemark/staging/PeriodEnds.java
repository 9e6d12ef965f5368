package io.tidemark.staging;

import static org.apache.spark.sql.functions.arrays_overlap;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.date_trunc;
import static org.apache.spark.sql.functions.from_utc_timestamp;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.to_utc_timestamp;
import static org.apache.spark.sql.functions.unix_seconds;
import static org.apache.spark.sql.functions.when;

import io.tidemark.tables.InvoiceStatus;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The gap between the end of a period and the start of the next one: none, or one day or second if
 * ends are inclusive, that is the last day or second of the period.
 */
public final class PeriodEnds {
  private static final int SECONDS_A_MINUTE = 60;

  private final Optional<Unit> unit;
  private final ZoneId zone;

  private PeriodEnds(Optional<Unit> unit, ZoneId zone) {
    this.unit = unit;
    this.zone = zone;
  }

  /** The unit of an inclusive end: the last day or the last second. */
  private enum Unit {
    DAY(Duration.ofDays(1)),
    SECOND(Duration.ofSeconds(1));

    private final Duration length;

    Unit(Duration length) {
      this.length = length;
    }

    /**
     * Returns whether a row may have an inclusive end. This is cheap, and false for nearly every
     * row if ends are exclusive.
     */
    private Column isPlausible(ZoneId zone) {
      Column start = col("service_start");
      Column end = col("service_end");
      if (this == DAY) {
        return isMidnight(start, zone).and(isMidnight(end, zone));
      }
      Column gap = unix_seconds(end).plus(1).minus(unix_seconds(start));
      return pmod(gap, lit(SECONDS_A_MINUTE)).equalTo(0);
    }

    private Column after(Column end, ZoneId zone) {
      Column step = lit(length);
      return this == DAY
          ? to_utc_timestamp(from_utc_timestamp(end, zone.getId()).plus(step), zone.getId())
          : end.plus(step);
    }

    private static Column isMidnight(Column time, ZoneId zone) {
      Column local = from_utc_timestamp(time, zone.getId());
      return local.equalTo(date_trunc("day", local));
    }
  }

  /**
   * Detects inclusive ends. Ends are inclusive if some period of a subscription ends one unit
   * before another one starts, and none ends where another one starts.
   *
   * @param invoiceRows {@link InvoiceRecords#of}
   * @param zone time zone of the days; empty if the source profile defines the ends
   */
  public static PeriodEnds of(Dataset<Row> invoiceRows, Optional<ZoneId> zone) {
    ZoneId ofDays = zone.orElse(ZoneId.of("UTC"));
    Optional<Unit> unit =
        zone.isEmpty() ? Optional.empty() : detected(periods(invoiceRows), ofDays);
    return new PeriodEnds(unit, ofDays);
  }

  /** Returns whether the files have inclusive ends. */
  public boolean areInclusive() {
    return unit.isPresent();
  }

  /**
   * Returns the rows with exclusive ends of service and usage. A usage period that starts at its
   * end does not change.
   */
  public Dataset<Row> exclusive(Dataset<Row> rows) {
    if (unit.isEmpty()) {
      return rows;
    }
    Column usageEnd = col("usage_end");
    return rows.withColumn("service_end", unit.get().after(col("service_end"), zone))
        .withColumn(
            "usage_end",
            when(col("usage_start").lt(usageEnd), unit.get().after(usageEnd, zone))
                .otherwise(usageEnd));
  }

  private static Dataset<Row> periods(Dataset<Row> invoiceRows) {
    Column counts = not(col("status").isin(InvoiceStatus.DRAFT.text(), InvoiceStatus.VOID.text()));
    return invoiceRows
        .filter(RecordStatus.ACCEPTED.isOne().and(counts).and(col("subscription_id").isNotNull()))
        .filter(col("service_start").leq(col("service_end")))
        .select("subscription_id", "service_start", "service_end");
  }

  private static Optional<Unit> detected(Dataset<Row> periods, ZoneId zone) {
    // In nearly every export, the first row is enough to rule out inclusive ends.
    List<Row> first =
        periods.select(Unit.DAY.isPlausible(zone), Unit.SECOND.isPlausible(zone)).takeAsList(1);
    return List.of(Unit.DAY, Unit.SECOND).stream()
        .filter(unit -> !first.isEmpty() && first.get(0).getBoolean(unit.ordinal()))
        .filter(unit -> periods.filter(not(unit.isPlausible(zone))).isEmpty())
        .filter(unit -> areInclusive(periods, unit, zone))
        .findFirst();
  }

  private static boolean areInclusive(Dataset<Row> periods, Unit unit, ZoneId zone) {
    Column end = col("service_end");
    Row found =
        periods
            .groupBy("subscription_id")
            .agg(
                collect_set(col("service_start")).as("starts"),
                collect_set(when(col("service_start").lt(end), end)).as("ends"),
                collect_set(unit.after(end, zone)).as("afters"))
            .agg(
                coalesce(max(arrays_overlap(col("starts"), col("ends"))), lit(false)),
                coalesce(max(arrays_overlap(col("starts"), col("afters"))), lit(false)))
            .first();
    return !found.getBoolean(0) && found.getBoolean(1);
  }
}
