package io.tidemark;

import static io.tidemark.tables.CohortTables.COHORTS;
import static io.tidemark.tables.CohortTables.COHORT_CUSTOMERS_PIVOT;
import static io.tidemark.tables.CohortTables.COHORT_MRR_PIVOT;
import static io.tidemark.tables.CohortTables.COHORT_NRR_PIVOT;
import static io.tidemark.tables.ComparisonTables.POLICY_SENSITIVITY;
import static io.tidemark.tables.ComparisonTables.VENDOR_DEFINITIONS;
import static io.tidemark.tables.InsightTables.BIGGEST_CUSTOMERS;
import static io.tidemark.tables.InsightTables.CHURN_BY_MONTH;
import static io.tidemark.tables.InsightTables.CONCENTRATION;
import static io.tidemark.tables.InsightTables.CUSTOMER_MONTHLY_MOVEMENTS;
import static io.tidemark.tables.InsightTables.DATA_COVERAGE;
import static io.tidemark.tables.InsightTables.RENEWAL_CALENDAR;
import static io.tidemark.tables.InsightTables.RETENTION_BY_RENEWAL;
import static io.tidemark.tables.InsightTables.SEGMENTS;
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
import io.tidemark.config.Settings.CohortBy;
import io.tidemark.insights.BiggestCustomers;
import io.tidemark.insights.BillingCycles;
import io.tidemark.insights.Churn;
import io.tidemark.insights.CohortPivots;
import io.tidemark.insights.Cohorts;
import io.tidemark.insights.Concentration;
import io.tidemark.insights.Coverage;
import io.tidemark.insights.CustomerMonths;
import io.tidemark.insights.CustomerSegments;
import io.tidemark.insights.Growth;
import io.tidemark.insights.IntervalChanges;
import io.tidemark.insights.LifetimeValue;
import io.tidemark.insights.MonthlyMovements;
import io.tidemark.insights.PolicySensitivity;
import io.tidemark.insights.RenewalCalendar;
import io.tidemark.insights.Retention;
import io.tidemark.insights.Segments;
import io.tidemark.insights.VendorDefinitions;
import io.tidemark.mrr.DataWindow;
import io.tidemark.tables.CohortTables;
import io.tidemark.tables.Table;
import java.util.List;
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

    /** A table that nothing else is made of, which may be computed later. */
    default void aside(Table table, Dataset<Row> rows) {
      publish(table, rows);
    }
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
    Dataset<Row> growth = keep(Growth.of(tables.get(DAILY_MRR), window.settledThrough(policy)));
    Dataset<Row> cycles = keep(cycles(window, policy.get(Settings.RENEWAL_GRACE_DAYS)));
    Dataset<Row> changes = keep(IntervalChanges.of(layers, subscriptions, movements, window));
    Dataset<Row> customerMonths = keep(CustomerMonths.of(customerMrr, changes, window));

    Dataset<Row> coverage =
        publish(DATA_COVERAGE, Coverage.of(layers, subscriptions, cycles, window));
    Dataset<Row> monthly =
        publish(CUSTOMER_MONTHLY_MOVEMENTS, MonthlyMovements.of(movements, customerMonths));
    Dataset<Row> churn =
        publish(
            CHURN_BY_MONTH,
            Churn.of(growth, changes, customerMonths, monthly, cycles, coverage, window.asOf()));
    publisher.aside(MONTHLY_GROWTH, LifetimeValue.of(growth, churn));

    Dataset<Row> segments = keep(segments(changes, policy.get(Settings.COHORT_BY), window));
    Dataset<Row> cohorts = publish(COHORTS, Cohorts.of(segments, customerMonths, monthly, growth));
    publishPivots(cohorts);
    publisher.aside(SEGMENTS, Segments.of(customerMonths, segments, churn));
    publisher.aside(CONCENTRATION, Concentration.of(customerMonths, growth));
    publisher.aside(
        BIGGEST_CUSTOMERS, BiggestCustomers.of(customerMrr, layers, tables.get(INVOICES), window));
    publisher.aside(RENEWAL_CALENDAR, RenewalCalendar.of(layers, subscriptions, window));
    List<Row> counts = Retention.counts(cycles).collectAsList();
    publish(RETENTION_BY_RENEWAL, rows(RETENTION_BY_RENEWAL, Retention.rows(counts)));
    publisher.aside(
        POLICY_SENSITIVITY,
        PolicySensitivity.of(tables.get(INVOICES), tables.get(CUSTOMERS), layers, policy, window));
    List<Row> months = VendorDefinitions.months(churn, monthly).collectAsList();
    publish(VENDOR_DEFINITIONS, rows(VENDOR_DEFINITIONS, VendorDefinitions.rows(months)));
  }

  private void publishPivots(Dataset<Row> cohorts) {
    List<Row> cells = CohortPivots.cells(cohorts).collectAsList();
    int lastOffset = CohortPivots.lastOffset(cells);
    Table mrr = CohortTables.wide(COHORT_MRR_PIVOT, lastOffset);
    Table customers = CohortTables.wide(COHORT_CUSTOMERS_PIVOT, lastOffset);
    Table nrr = CohortTables.wide(COHORT_NRR_PIVOT, lastOffset);
    publish(mrr, rows(mrr, CohortPivots.rows(cells, mrr, "mrr_minor")));
    publish(customers, rows(customers, CohortPivots.rows(cells, customers, "customers")));
    publish(nrr, rows(nrr, CohortPivots.rows(cells, nrr, "nrr")));
  }

  private Dataset<Row> segments(Dataset<Row> changes, CohortBy cohortBy, DataWindow window) {
    return CustomerSegments.of(
        tables.get(MRR_MOVEMENTS),
        changes,
        tables.get(INVOICES),
        tables.get(CUSTOMERS),
        cohortBy,
        window);
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

  private Dataset<Row> rows(Table table, List<Row> rows) {
    return tables.get(MRR_LAYERS).sparkSession().createDataFrame(rows, table.schema());
  }

  private Dataset<Row> keep(Dataset<Row> rows) {
    return keeper.apply(rows);
  }

  private Dataset<Row> publish(Table table, Dataset<Row> rows) {
    return publisher.publish(table, rows);
  }
}
