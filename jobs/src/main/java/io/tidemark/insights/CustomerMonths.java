package io.tidemark.insights;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_sub;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.last_day;
import static org.apache.spark.sql.functions.least;
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

/** Each customer's MRR at both ends of each month: what customer counts and retention compare. */
public final class CustomerMonths {
  private CustomerMonths() {}

  /**
   * {@code month}, {@code customer_id}, {@code currency}, {@code is_converted}, {@code
   * billing_interval} ({@code all} for the customer as a whole), {@code start_minor} at the end of
   * the month before and {@code end_minor} on the month's last day or the as-of date, {@code
   * transfer_minor} moved here from another interval in between; no row where all are nothing.
   *
   * @param customerMrr {@link io.tidemark.tables.MrrTables#CUSTOMER_MRR}
   * @param changes {@link IntervalChanges#of}
   */
  public static Dataset<Row> of(Dataset<Row> customerMrr, Dataset<Row> changes, DataWindow window) {
    Dataset<Row> whole = customerMrr.withColumn("billing_interval", lit(Intervals.ALL));
    Dataset<Row> byInterval =
        IntervalChanges.balances(changes).withColumn("is_converted", lit(false));
    Column first = greatest(col("valid_from"), lit(window.openingDay()));
    Column last = least(date_sub(col("valid_to"), 1), lit(window.asOf()));
    Column months =
        sequence(trunc(first, "month"), trunc(last, "month"), make_ym_interval(lit(0), lit(1)));
    Column monthEnd = least(last_day(col("month")), lit(window.asOf()));
    Column nextMonth = add_months(col("month"), 1);
    Column asEnd =
        struct(
            col("month").as("month"),
            lit(0L).as("start_minor"),
            col("mrr_minor").as("end_minor"),
            lit(0L).as("transfer_minor"));
    Column asStart =
        struct(
            nextMonth.as("month"),
            col("mrr_minor").as("start_minor"),
            lit(0L).as("end_minor"),
            lit(0L).as("transfer_minor"));
    return spans(whole)
        .union(spans(byInterval))
        .where(first.leq(last))
        .withColumn("month", explode(months))
        .where(monthEnd.between(first, last))
        .select(
            col("customer_id"),
            col("currency"),
            col("is_converted"),
            col("billing_interval"),
            inline(array(asEnd, asStart)))
        .where(col("month").leq(lit(window.asOf())))
        .unionByName(transfers(changes))
        .groupBy("month", "customer_id", "currency", "is_converted", "billing_interval")
        .agg(
            sum("start_minor").as("start_minor"),
            sum("end_minor").as("end_minor"),
            sum("transfer_minor").as("transfer_minor"));
  }

  private static Dataset<Row> transfers(Dataset<Row> changes) {
    return changes
        .where(col("transfer_minor").notEqual(0))
        .select(
            trunc(col("date"), "month").as("month"),
            col("customer_id"),
            col("currency"),
            lit(false).as("is_converted"),
            col("billing_interval"),
            lit(0L).as("start_minor"),
            lit(0L).as("end_minor"),
            col("transfer_minor"));
  }

  private static Dataset<Row> spans(Dataset<Row> rows) {
    return rows.select(
        col("customer_id"),
        col("currency"),
        col("is_converted"),
        col("billing_interval"),
        col("valid_from"),
        coalesce(col("valid_to"), lit("9999-12-31").cast("date")).as("valid_to"),
        col("mrr_minor"));
  }
}
