package io.tidemark;

import static io.tidemark.tables.MrrTables.DAILY_MRR;
import static io.tidemark.tables.MrrTables.MRR_LAYERS;
import static io.tidemark.tables.StagingTables.CUSTOMERS;
import static io.tidemark.tables.StagingTables.INVOICES;
import static io.tidemark.tables.StatisticsTables.FORECAST_BACKTEST;
import static io.tidemark.tables.StatisticsTables.FORECAST_RISKS;
import static io.tidemark.tables.StatisticsTables.MRR_FORECAST;

import io.tidemark.config.Policy;
import io.tidemark.forecast.Forecast;
import io.tidemark.mrr.DataWindow;
import io.tidemark.tables.Table;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The way of the statistics, one line a table: the third sheet of the map. */
public final class StatisticsPipeline {
  private final Map<Table, Dataset<Row>> tables;
  private final Publisher publisher;
  private final Steps steps;

  /** Publishes a table; returns its rows as written. */
  @FunctionalInterface
  public interface Publisher {
    Dataset<Row> publish(Table table, List<Row> rows);
  }

  /** Does a step of some length and says how long it took. */
  @FunctionalInterface
  public interface Steps {
    <T> T step(String name, Supplier<T> work);
  }

  /**
   * @param tables what has been published so far
   */
  public StatisticsPipeline(Map<Table, Dataset<Row>> tables, Publisher publisher, Steps steps) {
    this.tables = tables;
    this.publisher = publisher;
    this.steps = steps;
  }

  /**
   * Publishes the forecast, its backtest and its risks.
   *
   * @param conversion how currencies become one
   * @return the forecast as published
   */
  public Forecast run(DataWindow window, Policy policy, Forecast.Conversion conversion) {
    Forecast forecast =
        steps.step(
            "forecast",
            () ->
                Forecast.of(
                    tables.get(INVOICES),
                    tables.get(CUSTOMERS),
                    tables.get(MRR_LAYERS),
                    tables.get(DAILY_MRR),
                    conversion,
                    policy,
                    window));
    publisher.publish(MRR_FORECAST, forecast.days());
    publisher.publish(FORECAST_BACKTEST, forecast.backtest());
    publisher.publish(FORECAST_RISKS, forecast.risks());
    return forecast;
  }
}
