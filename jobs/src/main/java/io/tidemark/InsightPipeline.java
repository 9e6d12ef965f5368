package io.tidemark;

import static io.tidemark.tables.InsightTables.DATA_COVERAGE;
import static io.tidemark.tables.MrrTables.MRR_LAYERS;
import static io.tidemark.tables.StagingTables.CUSTOMERS;
import static io.tidemark.tables.StagingTables.INVOICES;
import static io.tidemark.tables.StagingTables.SUBSCRIPTIONS;

import io.tidemark.config.Policy;
import io.tidemark.config.Settings;
import io.tidemark.insights.BillingCycles;
import io.tidemark.insights.Coverage;
import io.tidemark.mrr.DataWindow;
import io.tidemark.tables.Table;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The way of the insights, one line a table: the second sheet of the map. */
public final class InsightPipeline {
  private final Map<Table, Dataset<Row>> tables;
  private final Publisher publisher;
  private final UnaryOperator<Dataset<Row>> keeper;

  /** Where a table goes; returns its rows as written. */
  @FunctionalInterface
  public interface Publisher {
    Dataset<Row> publish(Table table, Dataset<Row> rows);
  }

  /**
   * @param tables what has been published so far
   * @param keeper computes rows once that more than one table is made of
   */
  public InsightPipeline(
      Map<Table, Dataset<Row>> tables, Publisher publisher, UnaryOperator<Dataset<Row>> keeper) {
    this.tables = tables;
    this.publisher = publisher;
    this.keeper = keeper;
  }

  /** Publishes every insight. */
  public void run(DataWindow window, Policy policy) {
    Dataset<Row> layers = tables.get(MRR_LAYERS);
    Dataset<Row> subscriptions = tables.get(SUBSCRIPTIONS);
    int graceDays = policy.get(Settings.RENEWAL_GRACE_DAYS);
    Dataset<Row> cycles =
        keeper.apply(
            BillingCycles.of(
                layers,
                subscriptions,
                tables.get(CUSTOMERS),
                tables.get(INVOICES),
                window,
                graceDays));
    publisher.publish(DATA_COVERAGE, Coverage.of(layers, subscriptions, cycles, window));
  }
}
