package io.tidemark.insights;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.trunc;
import static org.apache.spark.sql.functions.when;

import io.tidemark.config.Settings.CohortBy;
import io.tidemark.mrr.DataWindow;
import io.tidemark.tables.Money;
import io.tidemark.tables.Movement;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Who a customer was when it began: its cohort, its first MRR, and the segments it then was in. */
public final class CustomerSegments {
  /** The cohort of who paid before the data begins: those who left before then never show. */
  static final String BEFORE = "before";

  /** What has no value of a dimension. */
  static final String NONE = "none";

  private CustomerSegments() {}

  /**
   * One row per customer, currency and conversion: {@code cohort}, {@code cohort_month} (that of
   * the data's first day for {@code before}), {@code initial_minor}, {@code first_interval}, {@code
   * first_discount}, {@code coupon}, {@code first_band}.
   *
   * @param movements {@link io.tidemark.tables.MrrTables#MRR_MOVEMENTS}
   * @param changes {@link IntervalChanges#of}
   * @param invoices {@link io.tidemark.tables.StagingTables#INVOICES}
   * @param customers {@link io.tidemark.tables.StagingTables#CUSTOMERS}
   */
  public static Dataset<Row> of(
      Dataset<Row> movements,
      Dataset<Row> changes,
      Dataset<Row> invoices,
      Dataset<Row> customers,
      CohortBy cohortBy,
      DataWindow window) {
    Column first = struct(col("date"), col("movement"));
    Dataset<Row> beginnings =
        movements
            .where(col("movement").notEqual(Movement.FX.text()))
            .groupBy("customer_id", "currency", "is_converted")
            .agg(
                min_by(struct(col("date"), col("movement"), col("mrr_after_minor")), first)
                    .as("first"))
            .select("customer_id", "currency", "is_converted", "first.*");
    Column isNew = col("movement").equalTo(Movement.NEW.text());
    Column began = cohortBy == CohortBy.CREATION ? createdOn(window) : col("date");
    Column month = trunc(coalesce(began, col("date")), "month");
    return beginnings
        .withColumn("mrr_after", Money.major(col("mrr_after_minor"), col("currency")))
        .join(firstIntervals(changes), new String[] {"customer_id"}, "left")
        .join(firstInvoices(invoices), new String[] {"customer_id"}, "left")
        .join(customers.select("customer_id", "created_at"), new String[] {"customer_id"}, "left")
        .select(
            col("customer_id"),
            col("currency"),
            col("is_converted"),
            when(isNew, date_format(month, "yyyy-MM")).otherwise(BEFORE).as("cohort"),
            when(isNew, month)
                .otherwise(trunc(lit(window.openingDay()), "month"))
                .as("cohort_month"),
            col("mrr_after_minor").as("initial_minor"),
            coalesce(col("first_interval"), lit(NONE)).as("first_interval"),
            coalesce(col("first_discount"), lit(NONE)).as("first_discount"),
            coalesce(col("coupon"), lit(NONE)).as("coupon"),
            band(col("mrr_after")).as("first_band"));
  }

  /** How much MRR is, by its amount in major units. */
  static Column band(Column major) {
    return when(major.lt(25), "under_25")
        .when(major.lt(50), "25_to_50")
        .when(major.lt(100), "50_to_100")
        .when(major.lt(250), "100_to_250")
        .when(major.lt(1000), "250_to_1000")
        .otherwise("1000_and_more");
  }

  private static Column createdOn(DataWindow window) {
    return window.date("created_at");
  }

  private static Dataset<Row> firstIntervals(Dataset<Row> changes) {
    Column biggestFirst =
        struct(
            col("date"),
            col("change_minor").plus(col("transfer_minor")).multiply(-1L),
            col("billing_interval"));
    return changes
        .groupBy("customer_id")
        .agg(min_by(col("billing_interval"), biggestFirst).as("first_interval"));
  }

  private static Dataset<Row> firstInvoices(Dataset<Row> invoices) {
    Column order = struct(col("service_start"), col("created_at"), col("invoice_id"));
    Column share = Ratio.of("discount_minor", "subtotal_minor");
    Column discount =
        when(share.isNull().or(share.leq(0)), NONE)
            .when(share.leq(0.10), "up_to_10_percent")
            .when(share.leq(0.25), "up_to_25_percent")
            .when(share.leq(0.50), "up_to_50_percent")
            .otherwise("above_50_percent");
    return invoices
        .where(col("exclusion_reason").isNull())
        .groupBy("customer_id")
        .agg(
            min_by(discount, order).as("first_discount"),
            min_by(coalesce(col("coupons"), lit(NONE)), order).as("coupon"));
  }
}
