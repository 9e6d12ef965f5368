package io.tidemark.insights;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.tidemark.config.Policy;
import io.tidemark.mrr.DataWindow;
import io.tidemark.tables.Movement;
import io.tidemark.tables.StatisticsTables;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.expressions.Window;

/**
 * Which days changed MRR more than chance does, and who made them. Movements are gathered on Spark,
 * at most {@value #MOST_LISTED} a day and currency one by one and the smaller ones as a sum; the
 * statistics are plain Java.
 */
public final class SignificantDays {
  static final int MOST_LISTED = 200;
  private static final String[] KEY = {"date", "currency", "is_converted"};

  private final List<Row> days = new ArrayList<>();
  private final List<Row> drivers = new ArrayList<>();

  private SignificantDays() {}

  /** Which series a day belongs to. */
  private record Series(String currency, boolean isConverted) implements Comparable<Series> {
    @Override
    public int compareTo(Series other) {
      int byConversion = Boolean.compare(isConverted, other.isConverted);
      return byConversion != 0 ? byConversion : currency.compareTo(other.currency);
    }
  }

  /** Looks at every day of the window after the opening day. */
  public static SignificantDays of(
      Dataset<Row> dailyMrr,
      Dataset<Row> movements,
      Dataset<Row> layers,
      Policy policy,
      DataWindow window) {
    LocalDate never = window.asOf().plusDays(1);
    LocalDate visibleFrom = Visibility.from(layers, window).orElse(never);
    SignificantDaysRules rules = SignificantDaysRules.of(policy, visibleFrom, window);
    SignificantDays found = new SignificantDays();
    series(dailyMrr, movements, window)
        .forEach(
            (series, days) ->
                new SignificantDaysSearch(series.currency(), rules)
                    .search(days)
                    .forEach(day -> found.add(series, day)));
    return found;
  }

  /** {@link StatisticsTables#SIGNIFICANT_DAYS}. */
  public List<Row> days() {
    return days;
  }

  /** {@link StatisticsTables#SIGNIFICANT_DAY_DRIVERS}. */
  public List<Row> drivers() {
    return drivers;
  }

  private static Map<Series, List<MovementDay>> series(
      Dataset<Row> dailyMrr, Dataset<Row> movements, DataWindow window) {
    Column rank =
        row_number()
            .over(
                Window.partitionBy("date", "currency", "is_converted")
                    .orderBy(abs(col("change_minor")).desc(), col("customer_id"), col("movement")));
    Column isListed = col("rank").leq(MOST_LISTED);
    Column listed = struct("customer_id", "movement", "change_minor");
    Dataset<Row> byDay =
        movements
            .withColumn("rank", rank)
            .groupBy("date", "currency", "is_converted")
            .agg(
                collect_list(when(isListed, listed)).as("changes"),
                count(when(isListed, null).otherwise(lit(1))).as("rest_movements"),
                sum(when(isListed, 0L).otherwise(col("change_minor"))).as("rest_minor"),
                sum("change_minor").as("change_minor"));
    Map<Series, List<MovementDay>> series = new TreeMap<>();
    dailyMrr
        .where(col("date").gt(lit(window.openingDay())))
        .select("date", "currency", "is_converted", "mrr_minor")
        .join(byDay, KEY, "left")
        .orderBy(KEY[0], KEY[1], KEY[2])
        .collectAsList()
        .forEach(
            row ->
                series
                    .computeIfAbsent(
                        new Series(row.getString(1), row.getBoolean(2)), key -> new ArrayList<>())
                    .add(day(row)));
    return series;
  }

  private static MovementDay day(Row row) {
    LocalDate date = row.getDate(0).toLocalDate();
    if (row.isNullAt(4)) {
      return new MovementDay(date, row.getLong(3), List.of(), 0, 0);
    }
    List<MovementDay.Change> changes =
        row.<Row>getList(4).stream()
            .map(
                change ->
                    new MovementDay.Change(
                        change.getString(0),
                        Movement.valueOf(change.getString(1).toUpperCase(Locale.ROOT)),
                        change.getLong(2)))
            .toList();
    long before = row.getLong(3) - row.getLong(7);
    return new MovementDay(date, before, changes, (int) row.getLong(5), row.getLong(6));
  }

  private void add(Series series, SignificantDay found) {
    MovementDay day = found.day();
    java.sql.Date date = java.sql.Date.valueOf(day.date());
    days.add(
        RowFactory.create(
            date,
            series.currency(),
            series.isConverted(),
            day.mrrBeforeMinor(),
            day.changeMinor(),
            day.movements(),
            found.expectedMinor().isPresent()
                ? Math.round(found.expectedMinor().getAsDouble())
                : null,
            orNull(found.pValue()),
            orNull(found.qValue()),
            orNull(found.rankScore()),
            found.verdict().text(),
            found.scope().map(SignificantDay.Scope::text).orElse(null),
            found.reason().orElse(null)));
    if (found.isExplained()) {
      for (SignificantDayDrivers.Part part : SignificantDayDrivers.of(day)) {
        drivers.add(
            RowFactory.create(
                date,
                series.currency(),
                series.isConverted(),
                part.role().name().toLowerCase(Locale.ROOT),
                part.customerId().orElse(null),
                part.movement().map(Movement::text).orElse(null),
                part.movements(),
                part.changeMinor(),
                part.share().orElse(null)));
      }
    }
  }

  private static Double orNull(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}
