package io.tidemark.insights;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.make_ym_interval;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.trunc;

import io.tidemark.mrr.DataWindow;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Each customer's MRR at both ends of each month: what customer counts and retention compare. Most
 * months change nothing, so those in a row are one row here, until {@link #each} sets them apart.
 */
public final class CustomerMonths {
  private CustomerMonths() {}

  /**
   * {@code month} to {@code last_month}, {@code customer_id}, {@code currency}, {@code
   * is_converted}, {@code billing_interval} ({@code all} for the customer as a whole), {@code
   * start_minor} at the end of the month before and {@code end_minor} on the month's last day or
   * the as-of date, {@code transfer_minor} moved here from another interval in between. From the
   * first change of an interval to the as-of date every month is in one row: a month with a change
   * in a row of its own, those between two changes together, even where they have nothing. A credit
   * may take an interval below zero where another one makes up for it.
   *
   * @param customerMrr {@link io.tidemark.tables.MrrTables#CUSTOMER_MRR}
   * @param changes {@link IntervalChanges#of}
   */
  public static Dataset<Row> of(Dataset<Row> customerMrr, Dataset<Row> changes, DataWindow window) {
    WindowSpec inOrder =
        Window.partitionBy("customer_id", "currency", "is_converted", "billing_interval")
            .orderBy("month");
    Column nextChange = lead("month", 1).over(inOrder);
    Column changed =
        struct(
            col("month"),
            col("month").as("last_month"),
            col("end_minor").minus(col("delta_minor")).as("start_minor"),
            col("end_minor"),
            col("transfer_minor"));
    Column unchanged =
        struct(
            add_months(col("month"), 1).as("month"),
            add_months(col("next_change"), -1).as("last_month"),
            col("end_minor").as("start_minor"),
            col("end_minor"),
            lit(0L).as("transfer_minor"));
    return ofCustomers(customerMrr, window)
        .unionByName(ofIntervals(changes))
        .where(col("date").leq(lit(window.asOf())))
        .repartition(col("customer_id"), col("currency"), col("is_converted"))
        .groupBy(
            col("customer_id"),
            col("currency"),
            col("is_converted"),
            col("billing_interval"),
            trunc(col("date"), "month").as("month"))
        .agg(sum("delta_minor").as("delta_minor"), sum("transfer_minor").as("transfer_minor"))
        .withColumn("end_minor", sum("delta_minor").over(inOrder))
        .withColumn("next_change", coalesce(nextChange, afterAsOf(window)))
        .select(
            col("customer_id"),
            col("currency"),
            col("is_converted"),
            col("billing_interval"),
            inline(array(changed, unchanged)))
        .where(col("month").leq(col("last_month")));
  }

  /**
   * One row a month.
   *
   * @param months rows of {@link #of}, or sums of such by {@code month} and {@code last_month}
   * @return the same without {@code last_month}
   */
  static Dataset<Row> each(Dataset<Row> months) {
    Column all = sequence(col("month"), col("last_month"), make_ym_interval(lit(0), lit(1)));
    return months.withColumn("month", explode(all)).drop("last_month");
  }

  private static Column afterAsOf(DataWindow window) {
    return lit(window.asOf().withDayOfMonth(1).plusMonths(1));
  }

  private static Dataset<Row> ofCustomers(Dataset<Row> customerMrr, DataWindow window) {
    Column starts =
        struct(
            greatest(col("valid_from"), lit(window.openingDay())).as("date"),
            col("mrr_minor").as("delta_minor"));
    Column ends =
        struct(col("valid_to").as("date"), col("mrr_minor").multiply(-1L).as("delta_minor"));
    return customerMrr
        .where(col("valid_to").gt(lit(window.openingDay())))
        .select(
            col("customer_id"),
            col("currency"),
            col("is_converted"),
            lit(Intervals.ALL).as("billing_interval"),
            lit(0L).as("transfer_minor"),
            inline(array(starts, ends)));
  }

  private static Dataset<Row> ofIntervals(Dataset<Row> changes) {
    return changes.select(
        col("customer_id"),
        col("currency"),
        lit(false).as("is_converted"),
        col("billing_interval"),
        col("transfer_minor"),
        col("date"),
        col("change_minor").plus(col("transfer_minor")).as("delta_minor"));
  }
}
