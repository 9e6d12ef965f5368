package io.tidemark.insights;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.format_string;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.tidemark.mrr.DataWindow;
import io.tidemark.tables.InsightTables;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** How much of each billing interval the files can show at all: what no other figure can say. */
public final class Coverage {
  private static final String[] KEY = {"currency", "billing_interval"};

  /** What is billed without a subscription is one of its customer. */
  private static final Column SUBSCRIPTION =
      struct(col("subscription_id"), when(col("subscription_id").isNull(), col("customer_id")));

  private static final String COMPLETE =
      "Nothing: the files cover at least one whole billing interval.";

  private static final String INCOMPLETE =
      "The files cover %d of the %d days of one billing interval. Who was billed before %s and is not"
          + " billed again until %s cannot show: about %d %% of this interval's MRR, if billing days"
          + " are spread evenly.";

  private Coverage() {}

  /**
   * {@link InsightTables#DATA_COVERAGE}.
   *
   * @param layers {@link io.tidemark.tables.MrrTables#MRR_LAYERS}
   * @param subscriptions {@link io.tidemark.tables.StagingTables#SUBSCRIPTIONS}
   * @param cycles {@link BillingCycles#of}
   */
  public static Dataset<Row> of(
      Dataset<Row> layers, Dataset<Row> subscriptions, Dataset<Row> cycles, DataWindow window) {
    LocalDate lastDay = LocalDate.ofInstant(window.through(), window.zone());
    Dataset<Row> billed =
        Intervals.ofLayers(layers, subscriptions)
            .where(col("billing_interval").notEqual(Intervals.BY_HAND));
    Dataset<Row> visible = visible(billed, window);
    Column dataDays = datediff(lit(lastDay), lit(window.firstDay())).plus(1);
    Column intervalDays = datediff(col("warm_up_end"), lit(window.firstDay()));
    Dataset<Row> coverage =
        visible
            .join(renewals(cycles), KEY, "left")
            .na()
            .fill(0L, new String[] {"due_cycles", "renewed_cycles"})
            .withColumn("data_from", lit(window.firstDay()))
            .withColumn("data_through", lit(lastDay))
            .withColumn("warm_up_end", warmUpEnd(window))
            .withColumn("is_warming_up", col("warm_up_end").gt(lit(window.asOf())))
            .withColumn("data_days", dataDays)
            .withColumn("interval_days", intervalDays)
            .withColumn("visible_share", least(lit(1.0), col("data_days").divide(intervalDays)))
            .withColumn("hidden_share", lit(1.0).minus(col("visible_share")))
            .withColumn("implied_share", Ratio.of("implied_days", "all_days"))
            .withColumn("renewal_rate", Ratio.of("renewed_cycles", "due_cycles"))
            .withColumn("shortfall", shortfall());
    return InsightTables.DATA_COVERAGE.select(coverage);
  }

  private static Dataset<Row> visible(Dataset<Row> layers, DataWindow window) {
    Column isActive =
        col("start_date").leq(lit(window.asOf())).and(col("end_date").gt(lit(window.asOf())));
    Column from = greatest(col("start_date"), lit(window.openingDay()));
    Column to = least(col("end_date"), lit(window.asOf().plusDays(1)));
    Column days = greatest(datediff(to, from), lit(0)).cast("long");
    Column isImplied = col("basis").equalTo("implied");
    // A cycle within one day is a day long: a share of no days is none.
    Column cycleDays = greatest(datediff(col("cycle_end_at"), col("cycle_start_at")), lit(1));
    return layers
        .withColumn("mrr_days", col("mrr_minor").multiply(days))
        .groupBy("currency", "billing_interval")
        .agg(
            count_distinct(when(isActive, SUBSCRIPTION)).as("subscriptions"),
            coalesce(sum(when(isActive, col("mrr_minor"))), lit(0L)).as("mrr_minor"),
            coalesce(sum(when(isImplied, col("mrr_days"))), lit(0L)).as("implied_days"),
            sum("mrr_days").as("all_days"),
            max(cycleDays).as("longest_days"));
  }

  private static Dataset<Row> renewals(Dataset<Row> cycles) {
    Column isRenewed = BillingCycles.Outcome.RENEWED.isOne();
    Column isLost = BillingCycles.Outcome.LOST.isOne();
    return cycles
        .groupBy("currency", "billing_interval")
        .agg(
            count_if(isRenewed.or(isLost)).as("due_cycles"),
            count_if(isRenewed).as("renewed_cycles"));
  }

  private static Column warmUpEnd(DataWindow window) {
    return Intervals.warmUpEnd(
        col("billing_interval"), lit(window.firstDay()), col("longest_days"));
  }

  private static Column shortfall() {
    Column hiddenPercent = col("hidden_share").multiply(100).plus(0.5).cast("int");
    Column incomplete =
        format_string(
            INCOMPLETE,
            col("data_days"),
            col("interval_days"),
            col("data_from").cast("string"),
            col("data_through").cast("string"),
            hiddenPercent);
    return when(col("hidden_share").gt(0), incomplete).otherwise(COMPLETE);
  }
}
