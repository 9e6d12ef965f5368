package io.tidemark.forecast;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.substring_index;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/** Reads the layers of one subscription at a time, as they were known on each of several days. */
final class SnapshotPass implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;

  private final LocalDate from;
  private final LocalDate asOf;
  private final List<LocalDate> origins;
  private final List<Integer> horizons;

  /**
   * @param from the first day of the window
   * @param origins past days, besides the as-of date
   * @param horizons days ahead to look up what MRR became
   */
  SnapshotPass(LocalDate from, LocalDate asOf, List<LocalDate> origins, List<Integer> horizons) {
    this.from = from;
    this.asOf = asOf;
    this.origins = new ArrayList<>(origins);
    this.horizons = new ArrayList<>(horizons);
  }

  /** What it needs of a layer, and of when its customer was created. */
  static Column[] columns() {
    Column months = col("cycle_months_exact");
    Column cycleStart = coalesce(to_date(col("cycle_start_at")), col("start_date"));
    Column cycleEnd = coalesce(to_date(col("cycle_end_at")), col("end_date"));
    Column lasted = greatest(datediff(cycleEnd, cycleStart), lit(1));
    Column existed = datediff(cycleStart, to_date(col("customer_created_at")));
    return new Column[] {
      col("origin"),
      coalesce(col("subscription_id"), col("layer_id")).as("subscription_id"),
      col("customer_id"),
      col("currency"),
      col("start_date"),
      col("end_date"),
      cycleStart.as("cycle_start"),
      cycleEnd.as("cycle_end"),
      when(months.endsWith("/1"), substring_index(months, "/", 1).cast("int"))
          .otherwise(0)
          .as("months"),
      col("mrr_minor"),
      col("basis")
          .equalTo("invoiced")
          .and(col("kind").isin("cycle", "reset", "straddle", "restart_down"))
          .as("is_cycle"),
      col("basis").equalTo("implied").as("is_implied"),
      col("starts_unseen"),
      coalesce(greatest(floor(existed.divide(lasted)).cast("int"), lit(0)), lit(-1)).as("before")
    };
  }

  private static Strand strand(Row row) {
    return new Strand(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getDate(4).toLocalDate(),
        row.getDate(5).toLocalDate(),
        row.getDate(6).toLocalDate(),
        row.getDate(7).toLocalDate(),
        row.getInt(8),
        row.getLong(9),
        row.getBoolean(10),
        row.getBoolean(11),
        row.getBoolean(12),
        row.getInt(13));
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    return new Found(rows);
  }

  private List<Row> read(SortedMap<LocalDate, List<Strand>> known) {
    List<Row> found = new ArrayList<>();
    known.forEach(
        (origin, strands) -> {
          Renewals renewals = Renewals.of(strands, from, origin);
          renewals.lines().forEach(line -> found.add(SnapshotRows.of(origin, line)));
          renewals.cycles().forEach(due -> found.add(SnapshotRows.of(origin, strands.get(0), due)));
          renewals.arrivals().forEach(arrival -> found.add(SnapshotRows.of(origin, arrival)));
          for (Strand strand : strands) {
            found.addAll(SnapshotRows.steps(origin, strand));
          }
        });
    for (LocalDate origin : origins) {
      addActuals(found, origin, known.containsKey(origin), known.getOrDefault(asOf, List.of()));
    }
    return found;
  }

  /** What began before the file and showed only later is left out: nobody could foresee it. */
  private void addActuals(
      List<Row> found, LocalDate origin, boolean wasKnown, List<Strand> strands) {
    boolean beganUnseen =
        strands.stream().anyMatch(strand -> strand.beganUnseen() || strand.isImplied());
    if (strands.isEmpty() || (beganUnseen && !wasKnown)) {
      return;
    }
    String currency = strands.get(0).currency();
    for (int horizon : horizons) {
      LocalDate day = origin.plusDays(horizon);
      long mrr =
          strands.stream().filter(strand -> strand.runsOn(day)).mapToLong(Strand::mrrMinor).sum();
      if (!day.isAfter(asOf)) {
        found.add(SnapshotRows.actual(origin, currency, horizon, mrr));
      }
    }
  }

  /** Gathers the layers of one subscription, reads them, and hands out what was found. */
  private final class Found implements Iterator<Row> {
    private final Iterator<Row> rows;
    private Row ahead;
    private Iterator<Row> found = List.<Row>of().iterator();

    Found(Iterator<Row> rows) {
      this.rows = rows;
      this.ahead = rows.hasNext() ? rows.next() : null;
    }

    @Override
    public boolean hasNext() {
      while (!found.hasNext() && ahead != null) {
        found = read(nextSubscription()).iterator();
      }
      return found.hasNext();
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return found.next();
    }

    private SortedMap<LocalDate, List<Strand>> nextSubscription() {
      SortedMap<LocalDate, List<Strand>> known = new TreeMap<>();
      String subscription = ahead.getString(1);
      String currency = ahead.getString(3);
      while (ahead != null
          && ahead.getString(1).equals(subscription)
          && ahead.getString(3).equals(currency)) {
        LocalDate origin = ahead.getDate(0).toLocalDate();
        known.computeIfAbsent(origin, key -> new ArrayList<>()).add(strand(ahead));
        ahead = rows.hasNext() ? rows.next() : null;
      }
      return known;
    }
  }
}
