package io.tidemark.insights;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.trunc;

import io.tidemark.mrr.DataWindow;
import io.tidemark.tables.InsightTables;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * When the MRR of the as-of date comes up for renewal: by the month in which the cycle it belongs
 * to ends, so all months together are all of it.
 */
public final class RenewalCalendar {
  private RenewalCalendar() {}

  /**
   * {@link InsightTables#RENEWAL_CALENDAR}.
   *
   * @param layers {@link io.tidemark.tables.MrrTables#MRR_LAYERS}
   * @param subscriptions for the interval of what is no whole cycle
   */
  public static Dataset<Row> of(
      Dataset<Row> layers, Dataset<Row> subscriptions, DataWindow window) {
    Column isActive =
        col("start_date").leq(lit(window.asOf())).and(col("end_date").gt(lit(window.asOf())));
    Column largest = struct(col("mrr_minor"), col("customer_id"));
    Dataset<Row> calendar =
        Intervals.ofLayers(layers.where(isActive), subscriptions)
            .withColumn("month", trunc(window.date("cycle_end_at"), "month"))
            .groupBy("month", "currency", "billing_interval", "customer_id")
            .agg(sum("mrr_minor").as("mrr_minor"))
            .groupBy("month", "currency", "billing_interval")
            .agg(
                sum("mrr_minor").as("mrr_due_minor"),
                count_if(col("mrr_minor").gt(0)).as("customers"),
                max("mrr_minor").as("largest_minor"),
                max_by(col("customer_id"), largest).as("largest_customer_id"));
    return InsightTables.RENEWAL_CALENDAR.select(calendar);
  }
}
