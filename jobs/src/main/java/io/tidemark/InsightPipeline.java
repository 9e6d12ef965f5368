package io.tidemark;

import static io.tidemark.tables.InsightTables.CHURN_BY_MONTH;
import static io.tidemark.tables.InsightTables.CUSTOMER_MONTHLY_MOVEMENTS;
import static io.tidemark.tables.InsightTables.DATA_COVERAGE;
import static io.tidemark.tables.MrrTables.CUSTOMER_MRR;
import static io.tidemark.tables.MrrTables.DAILY_MRR;
import static io.tidemark.tables.MrrTables.MONTHLY_GROWTH;
import static io.tidemark.tables.MrrTables.MRR_LAYERS;
import static io.tidemark.tables.MrrTables.MRR_MOVEMENTS;
import static io.tidemark.tables.StagingTables.CUSTOMERS;
import static io.tidemark.tables.StagingTables.INVOICES;
import static io.tidemark.tables.StagingTables.SUBSCRIPTIONS;

import io.tidemark.config.Policy;
import io.tidemark.config.Settings;
import io.tidemark.insights.BillingCycles;
import io.tidemark.insights.Churn;
import io.tidemark.insights.Coverage;
import io.tidemark.insights.CustomerMonths;
import io.tidemark.insights.Growth;
import io.tidemark.insights.IntervalChanges;
import io.tidemark.insights.LifetimeValue;
import io.tidemark.insights.MonthlyMovements;
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
    Dataset<Row> customerMrr = tables.get(CUSTOMER_MRR);
    Dataset<Row> movements = tables.get(MRR_MOVEMENTS);
    Dataset<Row> growth = keep(Growth.of(tables.get(DAILY_MRR)));
    Dataset<Row> cycles = keep(cycles(window, policy.get(Settings.RENEWAL_GRACE_DAYS)));
    Dataset<Row> changes = keep(IntervalChanges.of(layers, subscriptions, movements, window));
    Dataset<Row> customerMonths = keep(CustomerMonths.of(customerMrr, changes, window));

    Dataset<Row> coverage =
        publish(DATA_COVERAGE, Coverage.of(layers, subscriptions, cycles, window));
    Dataset<Row> monthly =
        publish(CUSTOMER_MONTHLY_MOVEMENTS, MonthlyMovements.of(movements, customerMonths));
    Dataset<Row> churn =
        publish(
            CHURN_BY_MONTH, Churn.of(growth, changes, customerMonths, monthly, cycles, coverage));
    publish(MONTHLY_GROWTH, LifetimeValue.of(growth, churn));
  }

  private Dataset<Row> cycles(DataWindow window, int graceDays) {
    return BillingCycles.of(
        tables.get(MRR_LAYERS),
        tables.get(SUBSCRIPTIONS),
        tables.get(CUSTOMERS),
        tables.get(INVOICES),
        window,
        graceDays);
  }

  private Dataset<Row> keep(Dataset<Row> rows) {
    return keeper.apply(rows);
  }

  private Dataset<Row> publish(Table table, Dataset<Row> rows) {
    return publisher.publish(table, rows);
  }
}
