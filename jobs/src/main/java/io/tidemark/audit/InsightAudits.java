package io.tidemark.audit;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.date_sub;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.tidemark.mrr.DailyMrr;
import io.tidemark.tables.CohortTables;
import io.tidemark.tables.InsightTables;
import io.tidemark.tables.Table;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What must hold of the insights: their movements add up as those of the days do. */
public final class InsightAudits {
  private InsightAudits() {}

  /** All of them. */
  public static List<AuditQuery> of(Map<Table, Dataset<Row>> tables) {
    Dataset<Row> churn = tables.get(InsightTables.CHURN_BY_MONTH);
    return List.of(
        movementsExplainMonths(churn),
        intervalsAddUp(churn),
        retentionIsAShare(churn),
        movementsExplainCustomerMonths(tables.get(InsightTables.CUSTOMER_MONTHLY_MOVEMENTS)),
        movementsExplainCohorts(tables.get(CohortTables.COHORTS)),
        segmentsAddUp(tables.get(InsightTables.SEGMENTS)));
  }

  /** Of the statistics: the forecast begins at the MRR of the as-of date, to the minor unit. */
  public static AuditQuery forecastBeginsAtMrr(Dataset<Row> forecast, Dataset<Row> dailyMrr) {
    Dataset<Row> begins =
        forecast
            .where(col("horizon_days").equalTo(1))
            .withColumn("begins_minor", col("committed_minor").plus(col("at_renewal_minor")))
            .select(
                date_sub(col("date"), 1).as("date"),
                col("currency"),
                col("is_converted"),
                col("scenario"),
                col("begins_minor"));
    Dataset<Row> both =
        begins.join(
            dailyMrr.select("date", "currency", "is_converted", "mrr_minor"),
            new String[] {"date", "currency", "is_converted"},
            "left");
    return audit(
        "forecast_begins_at_mrr",
        both.where(col("begins_minor").notEqual(coalesce(col("mrr_minor"), lit(0L)))),
        "currency",
        "is_converted",
        "scenario");
  }

  /** What the policy of the run is worth beside others is the MRR that was published. */
  public static AuditQuery headlineIsMrr(
      Dataset<Row> policySensitivity, Dataset<Row> dailyMrr, LocalDate asOf) {
    Dataset<Row> headlines =
        policySensitivity
            .where(col("variant").equalTo("headline"))
            .select(
                col("currency"),
                col("mrr_minor").as("headline_minor"),
                col("customers").as("headline_customers"));
    Dataset<Row> published =
        dailyMrr
            .where(not(col("is_converted")).and(col("date").equalTo(lit(asOf))))
            .select("currency", "mrr_minor", "customers");
    Column isOff =
        differs("headline_minor", "mrr_minor").or(differs("headline_customers", "customers"));
    return audit(
        "headline_is_mrr",
        headlines.join(published, new String[] {"currency"}, "full").where(isOff),
        "currency");
  }

  private static Column differs(String one, String other) {
    return coalesce(col(one), lit(0L)).notEqual(coalesce(col(other), lit(0L)));
  }

  /** The start of a month, its movements and transfers make its end, in every interval. */
  static AuditQuery movementsExplainMonths(Dataset<Row> churn) {
    Column explained = col("start_mrr_minor").plus(moved()).plus(col("transfer_minor"));
    return audit(
        "movements_explain_months",
        churn.where(explained.notEqual(col("end_mrr_minor"))),
        "month",
        "currency",
        "billing_interval");
  }

  /** The intervals of a native currency add up to all of it. */
  static AuditQuery intervalsAddUp(Dataset<Row> churn) {
    Column isAll = col("billing_interval").equalTo("all");
    Dataset<Row> sums =
        churn
            .where(not(col("is_converted")))
            .groupBy("month", "currency")
            .agg(
                coalesce(max(when(isAll, col("end_mrr_minor"))), lit(0L)).as("all_minor"),
                coalesce(sum(when(not(isAll), col("end_mrr_minor"))), lit(0L)).as("added_minor"));
    return audit(
        "intervals_add_up",
        sums.where(col("all_minor").notEqual(col("added_minor"))),
        "month",
        "currency");
  }

  /** Gross retention is never above one. */
  static AuditQuery retentionIsAShare(Dataset<Row> churn) {
    return audit(
        "gross_retention_is_a_share",
        churn.where(col("kept_minor").gt(col("start_mrr_minor"))),
        "month",
        "currency",
        "billing_interval");
  }

  /** A customer's movements of a month are the difference of its two ends. */
  static AuditQuery movementsExplainCustomerMonths(Dataset<Row> customerMovements) {
    Dataset<Row> sums =
        customerMovements
            .groupBy("month", "customer_id", "currency", "is_converted")
            .agg(
                sum("change_minor").as("moved_minor"),
                max(col("mrr_after_minor").minus(col("mrr_before_minor"))).as("change_minor"));
    return audit(
        "movements_explain_customer_months",
        sums.where(col("moved_minor").notEqual(col("change_minor"))),
        "month",
        "customer_id",
        "currency");
  }

  /** The start of a cohort's month and its movements make its end. */
  static AuditQuery movementsExplainCohorts(Dataset<Row> cohorts) {
    Column explained = col("start_mrr_minor").plus(moved());
    return audit(
        "movements_explain_cohorts",
        cohorts.where(explained.notEqual(col("mrr_minor"))),
        "month",
        "currency",
        "dimension",
        "segment",
        "cohort");
  }

  /** The segments of a dimension add up to all MRR, and what they exchange to nothing. */
  static AuditQuery segmentsAddUp(Dataset<Row> segments) {
    Dataset<Row> sums =
        segments
            .groupBy("month", "currency", "is_converted", "dimension")
            .agg(
                sum("mrr_minor").as("added_minor"),
                sum("transfer_minor").as("exchanged_minor"),
                max("total_minor").as("total_minor"));
    Column isOff = col("added_minor").notEqual(col("total_minor"));
    return audit(
        "segments_add_up",
        sums.where(isOff.or(col("exchanged_minor").notEqual(0))),
        "month",
        "currency",
        "dimension");
  }

  private static Column moved() {
    return Arrays.stream(DailyMrr.movementColumns())
        .map(name -> col(name))
        .reduce(Column::plus)
        .orElseThrow();
  }

  private static AuditQuery audit(String name, Dataset<Row> offenders, String... named) {
    Column[] columns = Arrays.stream(named).map(column -> col(column)).toArray(Column[]::new);
    return new AuditQuery(name, offenders.select(concat_ws(" ", columns).as("offender")));
  }
}
