package io.tidemark.audit;

import static io.tidemark.tables.ComparisonTables.POLICY_SENSITIVITY;
import static io.tidemark.tables.InsightTables.CHURN_BY_MONTH;
import static io.tidemark.tables.InsightTables.SEGMENTS;
import static io.tidemark.tables.MrrTables.DAILY_MRR;

import io.tidemark.insights.Results;
import io.tidemark.mrr.AccountKey;
import io.tidemark.tables.CohortTables;
import io.tidemark.tables.Movement;
import io.tidemark.util.Found;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/**
 * The audits of tables whose rows fit into the driver: movements explain changes, and parts add up.
 */
public final class TableAudits {
  private TableAudits() {}

  /**
   * Returns the audits of the insights.
   *
   * @param results with the tables of all metrics of a run
   */
  public static List<Audits.Result> ofInsights(Results results) {
    List<Row> churn = results.rows(CHURN_BY_MONTH);
    return List.of(
        movementsExplainMonths(churn),
        intervalsAddUp(churn),
        retentionIsAShare(churn),
        CustomerAudits.movementsExplainMonths(results),
        movementsExplainCohorts(results.rows(CohortTables.COHORTS)),
        segmentsAddUp(results.rows(SEGMENTS)));
  }

  /** Audits {@code MRR(D) = MRR(D-1) + movements(D)} for every day and currency. */
  public static Audits.Result movementsExplainDays(List<Row> dailyMrr) {
    List<Row> byDate = new ArrayList<>(dailyMrr);
    byDate.sort(Comparator.comparing(row -> row.<LocalDate>getAs("date")));
    Map<AccountKey, Long> dayBefore = new HashMap<>();
    List<Row> wrong = new ArrayList<>();
    for (Row day : byDate) {
      long mrr = day.getAs("mrr_minor");
      Long before = dayBefore.put(account(day), mrr);
      if (moved(before == null ? 0 : before, day) != mrr) {
        wrong.add(day);
      }
    }
    return result("movements_explain_days", wrong.stream(), "date", "currency");
  }

  /**
   * Audits that the MRR and customers of each day equal the totals over all customers.
   *
   * @param customerDays totals of the table by customer; days without MRR may be missing
   */
  public static Audits.Result customersAddUpToDays(
      List<CustomerDay> customerDays, List<Row> dailyMrr) {
    Map<List<Object>, CustomerDay> added = new HashMap<>();
    for (CustomerDay day : customerDays) {
      added.put(List.of(day.date(), day.account().currency(), day.account().isConverted()), day);
    }
    Predicate<Row> isOff =
        row -> {
          CustomerDay day = added.get(key(row, "date", "currency", "is_converted"));
          return minor(row, "mrr_minor") != (day == null ? 0 : day.mrrMinor())
              || minor(row, "customers") != (day == null ? 0 : day.customers());
        };
    return result("customers_add_up_to_days", dailyMrr.stream().filter(isOff), "date", "currency");
  }

  /** Audits that a forecast begins at the MRR of the as-of date, to the minor unit. */
  public static Audits.Result forecastBeginsAtMrr(List<Row> forecast, List<Row> dailyMrr) {
    Map<List<Object>, Long> published = new HashMap<>();
    for (Row day : dailyMrr) {
      published.put(key(day, "date", "currency", "is_converted"), day.getAs("mrr_minor"));
    }
    Predicate<Row> isOff =
        row -> {
          LocalDate asOf = row.<LocalDate>getAs("date").minusDays(1);
          List<Object> key = List.of(asOf, row.getAs("currency"), row.getAs("is_converted"));
          long begins =
              Math.addExact(minor(row, "committed_minor"), minor(row, "at_renewal_minor"));
          return begins != published.getOrDefault(key, 0L);
        };
    Stream<Row> begin = forecast.stream().filter(row -> row.<Integer>getAs("horizon_days") == 1);
    return result(
        "forecast_begins_at_mrr", begin.filter(isOff), "currency", "is_converted", "scenario");
  }

  /** Audits that the headline policy variant has the MRR and the customers that are published. */
  public static Audits.Result headlineIsMrr(Results results, LocalDate asOf) {
    Map<String, List<Object>> headlines =
        worths(
            results.rows(POLICY_SENSITIVITY),
            row -> row.<String>getAs("variant").equals("headline"));
    Map<String, List<Object>> published =
        worths(
            results.rows(DAILY_MRR),
            row -> !row.<Boolean>getAs("is_converted") && asOf.equals(row.getAs("date")));
    TreeSet<String> currencies = new TreeSet<>(headlines.keySet());
    currencies.addAll(published.keySet());
    List<Object> nothing = List.of(0L, 0L);
    Stream<String> wrong =
        currencies.stream()
            .filter(
                currency ->
                    !headlines
                        .getOrDefault(currency, nothing)
                        .equals(published.getOrDefault(currency, nothing)));
    return Audits.Result.of("headline_is_mrr", Found.of(wrong));
  }

  /** Returns MRR and customers by currency. */
  private static Map<String, List<Object>> worths(List<Row> rows, Predicate<Row> isShown) {
    return rows.stream()
        .filter(isShown)
        .collect(
            Collectors.toMap(
                row -> row.<String>getAs("currency"),
                row -> key(row, "mrr_minor", "customers"),
                (one, other) -> one));
  }

  /**
   * Audits that MRR at the start of a month, its movements and its transfers add up to MRR at its
   * end.
   */
  static Audits.Result movementsExplainMonths(List<Row> churn) {
    Predicate<Row> isOff =
        row ->
            Math.addExact(moved(minor(row, "start_mrr_minor"), row), minor(row, "transfer_minor"))
                != minor(row, "end_mrr_minor");
    return result(
        "movements_explain_months",
        churn.stream().filter(isOff),
        "month",
        "currency",
        "billing_interval");
  }

  /** Audits that the billing intervals of a native currency add up to its total. */
  static Audits.Result intervalsAddUp(List<Row> churn) {
    Predicate<Row> isAll = row -> row.<String>getAs("billing_interval").equals("all");
    List<Row> ofCurrencies =
        churn.stream().filter(row -> !row.<Boolean>getAs("is_converted")).toList();
    Stream<Row> wrong =
        groups(ofCurrencies, "month", "currency").stream()
            .filter(
                rows ->
                    sum(rows.stream().filter(isAll), "end_mrr_minor")
                        != sum(rows.stream().filter(isAll.negate()), "end_mrr_minor"))
            .map(rows -> rows.get(0));
    return result("intervals_add_up", wrong, "month", "currency");
  }

  /** Audits that gross retention is never above one. */
  static Audits.Result retentionIsAShare(List<Row> churn) {
    Predicate<Row> isOff = row -> minor(row, "kept_minor") > minor(row, "start_mrr_minor");
    return result(
        "gross_retention_is_a_share",
        churn.stream().filter(isOff),
        "month",
        "currency",
        "billing_interval");
  }

  /**
   * Audits that MRR at the start of a cohort's month and its movements add up to MRR at its end.
   */
  static Audits.Result movementsExplainCohorts(List<Row> cohorts) {
    Predicate<Row> isOff =
        row -> moved(minor(row, "start_mrr_minor"), row) != minor(row, "mrr_minor");
    return result(
        "movements_explain_cohorts",
        cohorts.stream().filter(isOff),
        "month",
        "currency",
        "dimension",
        "segment",
        "cohort");
  }

  /** Audits that the segments of a dimension add up to total MRR, and their transfers to zero. */
  static Audits.Result segmentsAddUp(List<Row> segments) {
    Predicate<List<Row>> isOff =
        rows -> {
          long added = sum(rows.stream(), "mrr_minor");
          return rows.stream().anyMatch(row -> minor(row, "total_minor") != added)
              || sum(rows.stream(), "transfer_minor") != 0;
        };
    Stream<Row> wrong =
        groups(segments, "month", "currency", "is_converted", "dimension").stream()
            .filter(isOff)
            .map(rows -> rows.get(0));
    return result("segments_add_up", wrong, "month", "currency", "dimension");
  }

  /** Returns an amount plus the movements of a row. */
  private static long moved(long startMinor, Row row) {
    long moved = startMinor;
    for (Movement movement : Movement.values()) {
      moved = Math.addExact(moved, minor(row, movement.column()));
    }
    return moved;
  }

  private static long minor(Row row, String column) {
    return row.<Long>getAs(column);
  }

  private static long sum(Stream<Row> rows, String column) {
    return rows.mapToLong(row -> minor(row, column)).reduce(0, Math::addExact);
  }

  private static AccountKey account(Row row) {
    return new AccountKey(row.getAs("currency"), row.getAs("is_converted"));
  }

  private static Collection<List<Row>> groups(List<Row> rows, String... columns) {
    return rows.stream()
        .collect(
            Collectors.groupingBy(
                row -> key(row, columns), LinkedHashMap::new, Collectors.toList()))
        .values();
  }

  private static List<Object> key(Row row, String... columns) {
    return Stream.of(columns).map(column -> row.<Object>getAs(column)).toList();
  }

  private static Audits.Result result(String name, Stream<Row> offenders, String... named) {
    Stream<String> texts =
        offenders.map(
            row ->
                key(row, named).stream().map(Objects::toString).collect(Collectors.joining(" ")));
    return Audits.Result.of(name, Found.of(texts));
  }
}
