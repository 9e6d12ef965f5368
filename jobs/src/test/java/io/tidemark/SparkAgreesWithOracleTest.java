package io.tidemark;

import static io.tidemark.tables.MrrTables.CUSTOMER_DAILY_MRR;
import static io.tidemark.tables.MrrTables.CUSTOMER_MRR;
import static io.tidemark.tables.MrrTables.DAILY_MRR;
import static io.tidemark.tables.MrrTables.MRR_LAYERS;
import static io.tidemark.tables.MrrTables.MRR_MOVEMENTS;
import static io.tidemark.tables.StagingTables.INVOICES;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.Policy;
import io.tidemark.mrr.engine.Layer;
import io.tidemark.simulate.WorldOptions;
import io.tidemark.tables.Movement;
import io.tidemark.testing.DailyOracle;
import io.tidemark.testing.Figures;
import io.tidemark.testing.Oracle;
import io.tidemark.testing.PlainExport;
import io.tidemark.testing.PlainFigures;
import io.tidemark.testing.Slice;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/**
 * Spark against a second reading of the same files: CSV read anew, the rules of layers written a
 * second time in plain Java, days and movements in SQL. Every layer, every customer on every day,
 * every day and every movement agrees.
 */
class SparkAgreesWithOracleTest {
  private static final Instant FROM = Instant.parse("2022-01-01T00:00:00Z");

  @TempDir private static Path folder;

  /** The sample, and the last two years of ten worlds beside it. */
  @TestFactory
  Stream<DynamicTest> onTheSampleAndTenWorlds() throws IOException, SQLException {
    List<Path> exports = new ArrayList<>(List.of(Path.of("data/sample")));
    Instant start = Instant.parse("2023-07-01T00:00:00Z");
    Instant end = Instant.parse("2025-06-30T10:30:00Z");
    for (long seed = 101; seed <= 110; seed++) {
      exports.add(export(WorldOptions.of(seed, 12, FROM, end).withWindow(start, end)));
    }
    return tests(exports, Policy.defaults());
  }

  /** Things that happen at any second, cut to the minute, in a zone that changes its clock. */
  @TestFactory
  Stream<DynamicTest> onTenWorldsInAWinterOfVienna() throws IOException, SQLException {
    List<Path> exports = new ArrayList<>();
    Instant start = Instant.parse("2024-01-10T11:00:00Z");
    Instant end = Instant.parse("2024-04-21T22:20:00Z");
    for (long seed = 201; seed <= 210; seed++) {
      WorldOptions world = WorldOptions.of(seed, 40, FROM, end);
      exports.add(export(world.withWindow(start, end).withSeconds()));
    }
    return tests(exports, Policy.of(Map.of("business_time_zone", "Europe/Vienna")));
  }

  private static Path export(WorldOptions options) throws IOException {
    Path export = folder.resolve("seed" + options.options().seed());
    options.export(export);
    return export;
  }

  private static Stream<DynamicTest> tests(List<Path> exports, Policy policy)
      throws IOException, SQLException {
    Figures spark =
        Figures.ofFiles(files(exports, "invoices.csv"), files(exports, "customers.csv"), policy);
    PlainFigures plain = PlainFigures.of(PlainExport.of(exports), policy);
    try (DailyOracle daily = plain.daily(spark.window().openingDay(), spark.window().asOf())) {
      List<DailyOracle.CustomerDay> customerDays = daily.customerDays();
      List<DailyOracle.Movement> movements = daily.movements();
      List<DailyOracle.Day> days = daily.days();
      return Stream.of(
          test("reasons", () -> assertThat(reasons(spark)).isEqualTo(plain.oracle().reasons())),
          test("layers", () -> agree(layers(spark), texts(plain.oracle().slices()), 800)),
          test("customers, any day", () -> agreeOnAnyDay(spark, plain.oracle())),
          test("customers, by day", () -> agree(customerDays(spark), texts(customerDays), 10_000)),
          test("movements", () -> agree(movements(spark), texts(movements), 300)),
          test("days", () -> agreeOnDays(spark, days, movements)));
    }
  }

  private static DynamicTest test(String name, Executable check) {
    return DynamicTest.dynamicTest(name, check);
  }

  private static void agree(List<String> spark, List<String> oracle, int least) {
    Set<String> known = new HashSet<>(oracle);
    Set<String> read = new HashSet<>(spark);
    assertThat(read.size()).isEqualTo(spark.size()).isGreaterThan(least);
    assertThat(spark.stream().filter(text -> !known.contains(text))).as("only Spark's").isEmpty();
    assertThat(oracle.stream().filter(text -> !read.contains(text))).as("oracle's").isEmpty();
  }

  /** Also on days beyond the data, to which a long cycle is paid already. */
  private static void agreeOnAnyDay(Figures spark, Oracle oracle) {
    Map<LocalDate, Map<Oracle.Account, Long>> byDay = new TreeMap<>();
    for (Row row : spark.nativeRows(CUSTOMER_MRR).collectAsList()) {
      Oracle.Account account = new Oracle.Account(row.getAs("customer_id"), row.getAs("currency"));
      long mrr = row.getAs("mrr_minor");
      date(row, "valid_from")
          .datesUntil(date(row, "valid_to"))
          .map(day -> byDay.computeIfAbsent(day, none -> new HashMap<>()).put(account, mrr))
          .forEach(twice -> assertThat(twice).isNull());
    }
    assertThat(byDay.size()).isGreaterThan(450);
    byDay.forEach(
        (day, mrr) -> {
          Map<Oracle.Account, Long> again = oracle.customerMrr(day);
          again.values().removeIf(nothing -> nothing == 0);
          assertThat(mrr).as("on " + day).isEqualTo(again);
        });
  }

  private static void agreeOnDays(
      Figures spark, List<DailyOracle.Day> days, List<DailyOracle.Movement> movements) {
    Map<String, String> totals =
        days.stream()
            .collect(
                Collectors.toMap(
                    day -> day.day() + " " + day.currency(),
                    day -> day.mrrMinor() + " of " + day.customers()));
    Map<String, Long> moved =
        movements.stream()
            .collect(
                Collectors.groupingBy(
                    move -> move.day() + " " + move.currency() + " " + move.movement(),
                    Collectors.summingLong(move -> move.mrrAfter() - move.mrrBefore())));
    List<Row> rows = spark.nativeRows(DAILY_MRR).collectAsList();
    long window = spark.window().openingDay().until(spark.window().asOf(), ChronoUnit.DAYS) + 1;
    assertThat(rows).hasSize((int) (2 * window));
    for (Row row : rows) {
      String day = row.getAs("date") + " " + row.getAs("currency");
      String total = row.getAs("mrr_minor") + " of " + row.getAs("customers");
      assertThat(total).as(day).isEqualTo(totals.getOrDefault(day, "0 of 0"));
      for (Movement movement : Movement.values()) {
        String name = day + " " + movement.text();
        assertThat(row.<Long>getAs(movement.column()))
            .as(name)
            .isEqualTo(moved.getOrDefault(name, 0L));
      }
    }
  }

  private static Map<String, String> reasons(Figures spark) {
    return spark.table(INVOICES).where("exclusion_reason IS NOT NULL").collectAsList().stream()
        .collect(
            Collectors.toMap(row -> row.getAs("invoice_id"), row -> row.getAs("exclusion_reason")));
  }

  private static List<String> layers(Figures spark) {
    return rows(
        spark.table(MRR_LAYERS),
        row ->
            new Slice(
                row.getAs("subscription_id"),
                row.getAs("customer_id"),
                row.getAs("currency"),
                time(row, "start_at"),
                time(row, "end_at"),
                row.getAs("mrr_minor"),
                value(Layer.Kind.class, row, "kind"),
                value(Layer.Basis.class, row, "basis"),
                value(Layer.Confidence.class, row, "confidence"),
                row.getAs("invoice_id")));
  }

  private static List<String> customerDays(Figures spark) {
    return rows(
        spark.nativeRows(CUSTOMER_DAILY_MRR),
        row ->
            new DailyOracle.CustomerDay(
                date(row, "date"),
                row.getAs("customer_id"),
                row.getAs("currency"),
                row.getAs("mrr_minor")));
  }

  private static List<String> movements(Figures spark) {
    return rows(
        spark.nativeRows(MRR_MOVEMENTS),
        row ->
            new DailyOracle.Movement(
                date(row, "date"),
                row.getAs("customer_id"),
                row.getAs("currency"),
                row.getAs("movement"),
                row.getAs("mrr_before_minor"),
                row.getAs("mrr_after_minor")));
  }

  private static List<String> rows(Dataset<Row> table, Function<Row, Record> shape) {
    return table.collectAsList().stream().map(shape).map(Record::toString).toList();
  }

  private static List<String> texts(Collection<? extends Record> records) {
    return records.stream().map(Record::toString).toList();
  }

  private static <E extends Enum<E>> E value(Class<E> type, Row row, String column) {
    return Enum.valueOf(type, row.<String>getAs(column).toUpperCase(Locale.ROOT));
  }

  private static LocalDate date(Row row, String column) {
    return row.<Date>getAs(column).toLocalDate();
  }

  private static Instant time(Row row, String column) {
    return row.<Timestamp>getAs(column).toInstant();
  }

  private static List<String> files(List<Path> exports, String name) {
    return exports.stream().map(export -> export.resolve(name).toString()).toList();
  }
}
