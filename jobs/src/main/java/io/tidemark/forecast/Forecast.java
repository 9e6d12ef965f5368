package io.tidemark.forecast;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;

import io.tidemark.config.Policy;
import io.tidemark.config.StatisticsSettings;
import io.tidemark.insights.Visibility;
import io.tidemark.mrr.DataWindow;
import io.tidemark.tables.InvoiceStatus;
import io.tidemark.tables.MrrTables;
import io.tidemark.tables.StatisticsTables;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * What MRR may become, how well such forecasts did before, and what may make this one wrong. Spark
 * gathers what the subscriptions tell; the futures are drawn in plain Java.
 */
public final class Forecast {
  private static final int BACKTEST_PATHS = 500;

  private final List<Row> days;
  private final List<Row> backtest;
  private final List<Row> risks;

  private Forecast(List<Row> days, List<Row> backtest, List<Row> risks) {
    this.days = days;
    this.backtest = backtest;
    this.risks = risks;
  }

  /**
   * Currencies as one.
   *
   * @param reporting the currency to convert to
   * @param factors minor units of it for one minor unit of each currency, its own included, from
   *     each day on; empty for no conversion
   */
  public record Conversion(String reporting, Map<String, NavigableMap<LocalDate, Double>> factors) {
    public Conversion {
      factors = Map.copyOf(factors);
    }

    /**
     * By the rates of each day.
     *
     * @param factors rows of {@link io.tidemark.mrr.ConversionFactors#SCHEMA}
     */
    public static Conversion of(String reporting, List<Row> factors) {
      Map<String, NavigableMap<LocalDate, Double>> found = new TreeMap<>();
      for (Row row : factors) {
        double numerator = row.getDecimal(3).doubleValue();
        found
            .computeIfAbsent(row.getString(0), currency -> new TreeMap<>())
            .put(row.getDate(1).toLocalDate(), numerator / row.getDecimal(4).doubleValue());
      }
      return new Conversion(reporting, found);
    }

    /** By rates that never change. */
    static Conversion constant(String reporting, Map<String, Double> factors) {
      Map<String, NavigableMap<LocalDate, Double>> found = new TreeMap<>();
      factors.forEach((currency, factor) -> found.put(currency, always(factor)));
      return new Conversion(reporting, found);
    }
  }

  static NavigableMap<LocalDate, Double> always(double factor) {
    return new TreeMap<>(Map.of(LocalDate.MIN, factor));
  }

  /**
   * Forecasts from the as-of date.
   *
   * @param invoices {@link io.tidemark.tables.StagingTables#INVOICES}
   * @param customers {@link io.tidemark.tables.StagingTables#CUSTOMERS}
   * @param layers {@link MrrTables#MRR_LAYERS}
   * @param dailyMrr {@link MrrTables#DAILY_MRR}
   */
  public static Forecast of(
      Dataset<Row> invoices,
      Dataset<Row> customers,
      Dataset<Row> layers,
      Dataset<Row> dailyMrr,
      Conversion conversion,
      Policy policy,
      DataWindow window) {
    LocalDate from = window.openingDay().plusDays(1);
    LocalDate visibleFrom = Visibility.from(layers, window).orElse(from);
    List<LocalDate> origins = Backtest.origins(from, visibleFrom, window.asOf());
    SortedMap<LocalDate, Snapshot> snapshots =
        Snapshots.of(invoices, customers, layers, policy, window, origins, Backtest.HORIZONS);
    Snapshot now = snapshots.get(window.asOf());
    List<Series> series = Series.of(now.currencies(), conversion, now.origin());
    Simulation.Scope scope = scope(policy);
    Optional<String> objection = Readiness.objection(now, from);
    Map<String, Futures> futures = new LinkedHashMap<>();
    if (objection.isEmpty()) {
      for (String currency : now.currencies()) {
        futures.put(currency, Simulation.of(now.renewals(), currency, from, now.origin(), scope));
      }
    }
    int horizon = scope.horizonDays();
    List<Row> days = Outlook.of(started(series, now, dailyMrr), now, futures, horizon, objection);
    List<Row> backtest =
        Backtest.of(
            origins.stream().map(snapshots::get).toList(),
            series,
            from,
            visibleFrom,
            scope.of(horizon, Math.min(BACKTEST_PATHS, scope.paths())));
    List<Unpaid> unpaid = unpaid(invoices);
    List<Row> risks = new ArrayList<>();
    for (Series one : series) {
      double mrr = Risks.mrr(one, now);
      Risks.of(one, now, from, visibleFrom, futures, unpaid, horizon)
          .forEach(risk -> risks.add(row(risk, one, mrr)));
    }
    return new Forecast(days, backtest, risks);
  }

  /** {@link StatisticsTables#MRR_FORECAST}. */
  public List<Row> days() {
    return days;
  }

  /** {@link StatisticsTables#FORECAST_BACKTEST}. */
  public List<Row> backtest() {
    return backtest;
  }

  /** {@link StatisticsTables#FORECAST_RISKS}. */
  public List<Row> risks() {
    return risks;
  }

  /** Series that start at the MRR of the as-of date. */
  private static List<Series> started(List<Series> series, Snapshot now, Dataset<Row> dailyMrr) {
    Map<Boolean, Map<String, Long>> published = new LinkedHashMap<>();
    dailyMrr
        .where(col("date").equalTo(lit(now.origin())))
        .select("is_converted", "currency", "mrr_minor")
        .collectAsList()
        .forEach(
            row ->
                published
                    .computeIfAbsent(row.getBoolean(0), isConverted -> new LinkedHashMap<>())
                    .put(row.getString(1), row.getLong(2)));
    return series.stream()
        .map(
            one ->
                one.startingAt(
                    published
                        .getOrDefault(one.isConverted(), Map.of())
                        .getOrDefault(one.currency(), 0L),
                    now))
        .toList();
  }

  private static Simulation.Scope scope(Policy policy) {
    return new Simulation.Scope(
        policy.get(StatisticsSettings.FORECAST_HORIZON_DAYS),
        policy.get(StatisticsSettings.FORECAST_PATHS),
        policy.get(StatisticsSettings.FORECAST_UNSEEN_RENEWAL).stream()
            .mapToDouble(Double::doubleValue)
            .toArray(),
        policy.get(StatisticsSettings.FORECAST_SEED));
  }

  private static List<Unpaid> unpaid(Dataset<Row> invoices) {
    return invoices
        .where(col("status").equalTo(InvoiceStatus.OPEN.text()))
        .where(col("exclusion_reason").isNull())
        .groupBy("customer_id", "currency")
        .agg(count(lit(1)), sum("net_minor"), max("net_minor"))
        .orderBy("currency", "customer_id")
        .collectAsList()
        .stream()
        .map(
            row ->
                new Unpaid(
                    row.getString(0),
                    row.getString(1),
                    (int) row.getLong(2),
                    row.getLong(3),
                    row.getLong(4)))
        .toList();
  }

  private static Row row(Risk risk, Series series, double mrr) {
    boolean isKnown = risk.mrrMinor().isPresent();
    return RowFactory.create(
        risk.name(),
        series.currency(),
        series.isConverted(),
        risk.what(),
        isKnown ? Math.round(risk.mrrMinor().getAsDouble()) : null,
        isKnown ? risk.mrrMinor().getAsDouble() / mrr : null,
        risk.evidence(),
        risk.severity().text());
  }
}
