package io.tidemark.forecast;

import static io.tidemark.forecast.Simulation.Assumption.AS_BEFORE;

import io.tidemark.config.FxSettings;
import io.tidemark.config.Policy;
import io.tidemark.config.StatisticsSettings;
import io.tidemark.forecast.Simulation.Assumption;
import io.tidemark.insights.CustomerHistory;
import io.tidemark.insights.Metric;
import io.tidemark.insights.Results;
import io.tidemark.insights.TableRows;
import io.tidemark.mrr.DataWindow;
import io.tidemark.mrr.LayerSnapshots;
import io.tidemark.tables.MrrTables;
import io.tidemark.tables.RowBuilder;
import io.tidemark.tables.StatisticsTables;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.spark.sql.Row;

/**
 * Computes the MRR forecast ({@link StatisticsTables#MRR_FORECAST}), its accuracy on past days
 * ({@link StatisticsTables#FORECAST_BACKTEST}), and its risks ({@link
 * StatisticsTables#FORECAST_RISKS}). Customers are aggregated first, and paths are simulated from
 * the aggregates.
 */
public final class Forecast implements Metric<ForecastSums> {
  private static final long serialVersionUID = 1L;
  private static final int BACKTEST_PATHS = 500;

  private final DataWindow window;
  private final Simulation.Scope scope;
  private final Conversion conversion;
  private final HistoryCollector gatherer;

  /**
   * The conversion of all currencies to one.
   *
   * @param reporting the target currency
   * @param factors minor units of the target currency per minor unit of each currency, including
   *     the target, by first valid day; empty for no conversion
   */
  record Conversion(String reporting, Map<String, NavigableMap<LocalDate, Double>> factors)
      implements Serializable {
    Conversion {
      factors = Map.copyOf(factors);
    }

    /**
     * Returns a conversion at the rates of each day.
     *
     * @param factors rows of {@link io.tidemark.mrr.ConversionFactors#SCHEMA}
     */
    static Conversion of(String reporting, List<Row> factors) {
      Map<String, NavigableMap<LocalDate, Double>> found = new TreeMap<>();
      for (Row row : factors) {
        double numerator = row.getDecimal(3).doubleValue();
        found
            .computeIfAbsent(row.getString(0), currency -> new TreeMap<>())
            .put(row.getDate(1).toLocalDate(), numerator / row.getDecimal(4).doubleValue());
      }
      return new Conversion(reporting, found);
    }

    double factor(String currency, LocalDate date) {
      return factors.get(currency).floorEntry(date).getValue();
    }
  }

  /**
   * Prepares the forecast of a run.
   *
   * @param factors rows of {@link io.tidemark.mrr.ConversionFactors#SCHEMA}
   */
  public Forecast(DataWindow window, Policy policy, List<Row> factors) {
    this.window = window;
    this.scope = scope(policy);
    this.conversion = Conversion.of(policy.get(FxSettings.REPORTING_CURRENCY), factors);
    List<LocalDate> pastDays = PastDays.of(window.firstDay(), window.asOf());
    this.gatherer =
        new HistoryCollector(
            window,
            new LayerSnapshots(policy, window, pastDays),
            pastDays,
            scope.horizonDays(),
            conversion);
  }

  @Override
  public ForecastSums empty() {
    return gatherer.empty();
  }

  @Override
  public void observe(CustomerHistory customer, ForecastSums sums) {
    gatherer.add(customer, sums);
  }

  @Override
  public List<TableRows> finish(ForecastSums sums, Results results) {
    LocalDate from = window.firstDay();
    LocalDate visibleFrom = sums.cycles().visibleFrom(window).orElse(from);
    Snapshot now = sums.on(window.asOf());
    List<Series> series = Series.of(now.currencies(), conversion, now.origin());
    Optional<String> objection = HistoryCheck.objection(now, from);
    BiFunction<Renewals, Assumption, Function<String, SimulatedPaths>> simulation =
        (renewals, assumption) ->
            currency -> Simulation.of(renewals, currency, from, now.origin(), scope, assumption);
    Map<String, SimulatedPaths> futures = new LinkedHashMap<>();
    if (objection.isEmpty()) {
      for (String currency : now.currencies()) {
        futures.put(currency, simulation.apply(now.renewals(), AS_BEFORE).apply(currency));
      }
    }
    int horizon = scope.horizonDays();
    List<Row> dailyMrr = results.rows(MrrTables.DAILY_MRR);
    List<Series> started = started(series, now, dailyMrr);
    Scenario.Factory scenarios =
        new Scenario.Factory(now, scope.unseenRenewal(), futures, simulation);
    List<Row> days = new ArrayList<>();
    if (objection.isPresent()) {
      days.addAll(Outlook.contracted(started, now, horizon, objection.get()));
    } else {
      for (Series one : started) {
        List<ForecastLine> largest = sums.customers().of(one.account()).largestLines();
        days.addAll(Outlook.rows(one, scenarios.of(one, largest), now.origin(), horizon));
      }
    }
    List<LocalDate> origins = PastDays.of(from, visibleFrom, window.asOf());
    List<Row> backtest =
        Backtest.of(
            origins.stream().map(sums::on).toList(),
            series,
            from,
            visibleFrom,
            scope.of(horizon, Math.min(BACKTEST_PATHS, scope.paths())));
    List<Row> risks = new ArrayList<>();
    for (Series one : series) {
      double unseenRate = scope.unseenRenewal()[Outlook.BASE];
      List<Risk> found =
          Risks.of(one, now, sums.customers(), from, visibleFrom, futures, horizon, unseenRate);
      risks.addAll(rows(found, one, Risks.mrr(one, now)));
    }
    return List.of(
        new TableRows(StatisticsTables.MRR_FORECAST, days),
        new TableRows(StatisticsTables.FORECAST_BACKTEST, backtest),
        new TableRows(StatisticsTables.FORECAST_RISKS, risks));
  }

  /** Returns the series, each starting at the published MRR of the as-of date. */
  private static List<Series> started(List<Series> series, Snapshot now, List<Row> dailyMrr) {
    List<Series> started = new ArrayList<>();
    for (Series one : series) {
      long published = 0;
      for (Row day : dailyMrr) {
        boolean isStart =
            day.getAs("date").equals(now.origin())
                && day.getAs("currency").equals(one.currency())
                && day.<Boolean>getAs("is_converted") == one.isConverted();
        published = isStart ? day.<Long>getAs("mrr_minor") : published;
      }
      started.add(one.startingAt(published, now));
    }
    return started;
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

  private static List<Row> rows(List<Risk> risks, Series series, double mrr) {
    List<Row> rows = new ArrayList<>();
    int ofKind = 0;
    for (int index = 0; index < risks.size(); index++) {
      boolean isSameKind =
          index > 0 && risks.get(index).isCaveat() == risks.get(index - 1).isCaveat();
      ofKind = isSameKind ? ofKind + 1 : 1;
      rows.add(row(risks.get(index), ofKind, series, mrr));
    }
    return rows;
  }

  private static Row row(Risk risk, int rank, Series series, double mrr) {
    RowBuilder row =
        RowBuilder.of(StatisticsTables.FORECAST_RISKS)
            .set("risk", risk.name())
            .set("currency", series.currency())
            .set("is_converted", series.isConverted())
            .set("kind", risk.isCaveat() ? "caveat" : "risk")
            .set("rank", rank)
            .set("what", risk.what())
            .set("customer_id", risk.customerId())
            .set("date", risk.date())
            .set("evidence", risk.evidence())
            .set("severity", risk.severity().text());
    risk.mrrMinor()
        .ifPresent(minor -> row.set("mrr_minor", Math.round(minor)).set("share", minor / mrr));
    risk.probability().ifPresent(probability -> row.set("probability", probability));
    risk.expectedLoss().ifPresent(loss -> row.set("expected_loss_minor", Math.round(loss)));
    return row.build();
  }
}
