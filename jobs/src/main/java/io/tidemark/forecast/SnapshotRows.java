package io.tidemark.forecast;

import static io.tidemark.tables.Table.DATE;
import static io.tidemark.tables.Table.DOUBLE;
import static io.tidemark.tables.Table.INT;
import static io.tidemark.tables.Table.LONG;
import static io.tidemark.tables.Table.STRING;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** What the pass over the subscriptions tells, as rows that Spark can count and sum. */
final class SnapshotRows {
  private SnapshotRows() {}

  /** What a row tells. */
  private enum Kind {
    LINE,
    DUE,
    ARRIVAL,
    STEP,
    ACTUAL
  }

  static final StructType SCHEMA =
      new StructType()
          .add("origin", DATE)
          .add("kind", STRING)
          .add("currency", STRING)
          .add("subscription_id", STRING)
          .add("customer_id", STRING)
          .add("date", DATE)
          .add("months", INT)
          .add("days", INT)
          .add("number", INT)
          .add("size", INT)
          .add("ratio", DOUBLE)
          .add("mrr_minor", LONG)
          .add("amount_minor", LONG);

  /** All but the amount, which is summed. */
  static final String[] KEYS = Arrays.copyOf(SCHEMA.fieldNames(), SCHEMA.fieldNames().length - 1);

  /** What a layer changes, and its end, as far as the origin knows. */
  static List<Row> steps(LocalDate origin, Strand strand) {
    List<Row> steps = new ArrayList<>();
    addStep(steps, origin, strand, strand.start(), strand.mrrMinor());
    addStep(steps, origin, strand, strand.end(), -strand.mrrMinor());
    return steps;
  }

  private static void addStep(
      List<Row> found, LocalDate origin, Strand strand, LocalDate date, long changeMinor) {
    if (!date.isAfter(origin)) {
      String currency = strand.currency();
      found.add(row(origin, Kind.STEP, currency, null, null, date, 0, 0, 0, 0, 0, 0, changeMinor));
    }
  }

  /** What a subscription's MRR became. */
  static Row actual(LocalDate origin, String currency, int horizon, long mrrMinor) {
    return row(origin, Kind.ACTUAL, currency, null, null, null, 0, 0, horizon, 0, 0, 0, mrrMinor);
  }

  static Row of(LocalDate origin, Renewals.Line line) {
    Rhythm rhythm = line.rhythm();
    return row(
        origin,
        Kind.LINE,
        line.currency(),
        line.subscriptionId(),
        line.customerId(),
        line.periodEnd(),
        rhythm.months(),
        rhythm.days(),
        line.nextRenewal(),
        0,
        0,
        line.mrrMinor(),
        0);
  }

  static Row of(LocalDate origin, Strand of, Renewals.Due due) {
    int interval = due.interval().ordinal();
    return row(
        origin,
        Kind.DUE,
        of.currency(),
        null,
        null,
        null,
        interval,
        0,
        due.band(),
        due.size(),
        due.ratio(),
        0,
        0);
  }

  static Row of(LocalDate origin, Renewals.Arrival arrival) {
    Rhythm rhythm = arrival.rhythm();
    return row(
        origin,
        Kind.ARRIVAL,
        arrival.currency(),
        null,
        null,
        arrival.date(),
        rhythm.months(),
        rhythm.days(),
        0,
        0,
        0,
        arrival.mrrMinor(),
        0);
  }

  private static Row row(
      LocalDate origin,
      Kind kind,
      String currency,
      String subscriptionId,
      String customerId,
      LocalDate date,
      int months,
      int days,
      int number,
      int size,
      double ratio,
      long mrrMinor,
      long amountMinor) {
    return RowFactory.create(
        Date.valueOf(origin),
        kind.name(),
        currency,
        subscriptionId,
        customerId,
        date == null ? null : Date.valueOf(date),
        months,
        days,
        number,
        size,
        ratio,
        mrrMinor,
        amountMinor);
  }

  /** Adds a row of the keys, how often it was found, and the sum of its amounts. */
  static void add(Row row, Snapshot snapshot) {
    String currency = row.getString(2);
    int count = (int) row.getLong(KEYS.length);
    long amount = row.getLong(KEYS.length + 1);
    LocalDate date = row.isNullAt(5) ? null : row.getDate(5).toLocalDate();
    Rhythm rhythm = new Rhythm(row.getInt(6), row.getInt(7));
    Renewals renewals = snapshot.renewals();
    switch (Kind.valueOf(row.getString(1))) {
      case LINE ->
          renewals
              .lines()
              .add(
                  new Renewals.Line(
                      row.getString(3),
                      row.getString(4),
                      currency,
                      rhythm,
                      row.getLong(11),
                      date,
                      row.getInt(8)));
      case DUE ->
          renewals
              .cycles()
              .add(
                  new Renewals.Due(
                      IntervalClass.values()[row.getInt(6)],
                      row.getInt(8),
                      row.getInt(9),
                      row.getDouble(10),
                      count));
      case ARRIVAL ->
          renewals
              .arrivals()
              .add(new Renewals.Arrival(date, currency, rhythm, row.getLong(11), count));
      case STEP -> snapshot.addStep(currency, date, amount);
      case ACTUAL -> snapshot.addActual(currency, row.getInt(8), amount);
    }
  }
}
