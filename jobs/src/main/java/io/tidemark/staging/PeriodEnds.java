package io.tidemark.staging;

import static org.apache.spark.sql.functions.col;

import io.tidemark.tables.InvoiceStatus;
import io.tidemark.tables.Table;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * The gap between the end of a period and the start of the next one: none, or one day or second if
 * ends are inclusive, that is the last day or second of the period.
 *
 * @param unit the length of the gap; null if ends are exclusive
 * @param zone the time zone of the days
 */
public record PeriodEnds(Unit unit, ZoneId zone) implements Serializable {
  /** Ends that need no change. */
  public static final PeriodEnds EXCLUSIVE = new PeriodEnds(null, ZoneOffset.UTC);

  private static final int SECONDS_A_MINUTE = 60;

  /** The unit of an inclusive end: the last day or the last second. */
  public enum Unit {
    DAY,
    SECOND;

    /**
     * Returns whether a period may have an inclusive end. This is cheap, and false for nearly every
     * period if ends are exclusive.
     */
    private boolean isPlausible(Instant start, Instant end, ZoneId zone) {
      if (this == DAY) {
        return isMidnight(start, zone) && isMidnight(end, zone);
      }
      long gap = end.getEpochSecond() + 1 - start.getEpochSecond();
      return Math.floorMod(gap, SECONDS_A_MINUTE) == 0;
    }

    private Instant after(Instant end, ZoneId zone) {
      return this == DAY
          ? LocalDateTime.ofInstant(end, zone).plusDays(1).atZone(zone).toInstant()
          : end.plusSeconds(1);
    }

    private static boolean isMidnight(Instant time, ZoneId zone) {
      return LocalDateTime.ofInstant(time, zone).toLocalTime().equals(LocalTime.MIDNIGHT);
    }
  }

  /** Finds out whether the periods of some invoices may have inclusive ends. */
  static final class Shape implements Serializable {
    private static final long serialVersionUID = 1L;

    private final ZoneId zone;
    private long periods;
    private long days;
    private long seconds;

    Shape(ZoneId zone) {
      this.zone = zone;
    }

    /** Adds an accepted invoice. */
    void add(Row packed) {
      Instant start = PackedTime.of(packed, "service_start");
      Instant end = PackedTime.of(packed, "service_end");
      if (isPeriod(packed.getAs("status"), packed.getAs("subscription_id"), start, end)) {
        periods++;
        days += Unit.DAY.isPlausible(start, end, zone) ? 1 : 0;
        seconds += Unit.SECOND.isPlausible(start, end, zone) ? 1 : 0;
      }
    }

    void merge(Shape other) {
      periods += other.periods;
      days += other.days;
      seconds += other.seconds;
    }

    private boolean isPlausible(Unit unit) {
      return periods > 0 && periods == (unit == Unit.DAY ? days : seconds);
    }
  }

  private static boolean isPeriod(String status, String subscription, Instant start, Instant end) {
    return !status.equals(InvoiceStatus.DRAFT.text())
        && !status.equals(InvoiceStatus.VOID.text())
        && subscription != null
        && start != null
        && end != null
        && !start.isAfter(end);
  }

  /**
   * Detects inclusive ends. Ends are inclusive if some period of a subscription ends one unit
   * before another one starts, and none ends where another one starts.
   *
   * @param invoices accepted invoices, packed in a column {@code invoice}
   * @param shape of the same invoices
   * @param detectsIn time zone of the days; empty if the source profile defines the ends
   */
  static PeriodEnds of(Dataset<Row> invoices, Shape shape, Optional<ZoneId> detectsIn) {
    if (detectsIn.isEmpty()) {
      return EXCLUSIVE;
    }
    ZoneId zone = detectsIn.get();
    for (Unit unit : Unit.values()) {
      if (shape.isPlausible(unit) && areInclusive(invoices, unit, zone)) {
        return new PeriodEnds(unit, zone);
      }
    }
    return EXCLUSIVE;
  }

  /** Returns whether the files have inclusive ends. */
  public boolean areInclusive() {
    return unit != null;
  }

  /** Returns the exclusive end of a service period; null if there is none. */
  Instant ofService(Instant end) {
    return unit == null || end == null ? end : unit.after(end, zone);
  }

  /** Returns the exclusive end of a usage period. A period that starts at its end is unchanged. */
  Instant ofUsage(Instant start, Instant end) {
    boolean isPeriod = start != null && end != null && start.isBefore(end);
    return isPeriod ? ofService(end) : end;
  }

  private static boolean areInclusive(Dataset<Row> invoices, Unit unit, ZoneId zone) {
    List<Row> found =
        invoices
            .repartition(col("invoice.subscription_id"))
            .sortWithinPartitions("invoice.subscription_id")
            .select("invoice.*")
            .mapPartitions(new Neighbors(unit, zone), Encoders.row(Neighbors.SCHEMA))
            .collectAsList();
    return found.stream().noneMatch(row -> row.getBoolean(0))
        && found.stream().anyMatch(row -> row.getBoolean(1));
  }

  /** Compares the periods of each subscription with each other. */
  private record Neighbors(Unit unit, ZoneId zone) implements MapPartitionsFunction<Row, Row> {
    private static final StructType SCHEMA =
        new StructType().add("touches", Table.BOOLEAN).add("has_gap", Table.BOOLEAN);

    @Override
    public Iterator<Row> call(Iterator<Row> invoices) {
      List<Row> found = new ArrayList<>();
      String current = null;
      Set<Instant> starts = new HashSet<>();
      Set<Instant> ends = new HashSet<>();
      Set<Instant> afters = new HashSet<>();
      while (invoices.hasNext()) {
        Row invoice = invoices.next();
        String subscription = invoice.getAs("subscription_id");
        Instant start = PackedTime.of(invoice, "service_start");
        Instant end = PackedTime.of(invoice, "service_end");
        if (!isPeriod(invoice.getAs("status"), subscription, start, end)) {
          continue;
        }
        if (!subscription.equals(current)) {
          found.add(row(starts, ends, afters));
          List.of(starts, ends, afters).forEach(Set::clear);
          current = subscription;
        }
        starts.add(start);
        afters.add(unit.after(end, zone));
        if (start.isBefore(end)) {
          ends.add(end);
        }
      }
      found.add(row(starts, ends, afters));
      boolean touches = found.stream().anyMatch(row -> row.getBoolean(0));
      boolean hasGap = found.stream().anyMatch(row -> row.getBoolean(1));
      return List.of(RowFactory.create(touches, hasGap)).iterator();
    }

    private static Row row(Set<Instant> starts, Set<Instant> ends, Set<Instant> afters) {
      return RowFactory.create(
          ends.stream().anyMatch(starts::contains), afters.stream().anyMatch(starts::contains));
    }
  }
}
