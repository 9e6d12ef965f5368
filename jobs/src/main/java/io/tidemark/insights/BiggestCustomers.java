package io.tidemark.insights;

import static org.apache.spark.sql.functions.asc;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.desc;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.tidemark.mrr.DataWindow;
import io.tidemark.tables.InsightTables;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/** The customers with most MRR on the as-of date. */
public final class BiggestCustomers {
  private static final int SHOWN = 100;
  private static final int DAYS_BEFORE = 30;
  private static final String[] CUSTOMER = {"customer_id", "currency", "is_converted"};
  private static final String[] ANYONE = {"customer_id"};

  private BiggestCustomers() {}

  /**
   * {@link InsightTables#BIGGEST_CUSTOMERS}.
   *
   * @param customerMrr {@link io.tidemark.tables.MrrTables#CUSTOMER_MRR}
   * @param layers {@link io.tidemark.tables.MrrTables#MRR_LAYERS}
   * @param invoices {@link io.tidemark.tables.StagingTables#INVOICES}
   */
  public static Dataset<Row> of(
      Dataset<Row> customerMrr, Dataset<Row> layers, Dataset<Row> invoices, DataWindow window) {
    WindowSpec all = Window.partitionBy("currency", "is_converted");
    WindowSpec ranks = all.orderBy(desc("mrr_minor"), asc("customer_id"));
    LocalDate before = window.asOf().minusDays(DAYS_BEFORE);
    Column change =
        before.isBefore(window.openingDay())
            ? lit(null).cast("long")
            : col("mrr_minor").minus(col("mrr_before_minor"));
    Column nextRenewal =
        when(col("is_converted"), col("any_renewal")).otherwise(col("own_renewal"));
    Dataset<Row> biggest =
        standing(customerMrr, window.asOf(), before)
            .where(col("mrr_minor").gt(0))
            .withColumn("rank", row_number().over(ranks))
            .withColumn("total_minor", sum("mrr_minor").over(all))
            .withColumn("cumulative_minor", sum("mrr_minor").over(ranks))
            .where(col("rank").leq(SHOWN))
            .join(nextRenewals(layers, window, "own_renewal", CUSTOMER), CUSTOMER, "left")
            .join(nextRenewals(layers, window, "any_renewal", ANYONE), ANYONE, "left")
            .join(billed(invoices), CUSTOMER, "left")
            .withColumn("share", Ratio.of("mrr_minor", "total_minor"))
            .withColumn("cumulative_share", Ratio.of("cumulative_minor", "total_minor"))
            .withColumn("next_renewal", nextRenewal)
            .withColumn("change_30_days_minor", change);
    return InsightTables.BIGGEST_CUSTOMERS.select(biggest);
  }

  /** MRR on both days, and since when there was any. */
  private static Dataset<Row> standing(Dataset<Row> customerMrr, LocalDate asOf, LocalDate before) {
    return customerMrr
        .groupBy("customer_id", "currency", "is_converted")
        .agg(
            mrrOn(asOf).as("mrr_minor"),
            mrrOn(before).as("mrr_before_minor"),
            min("valid_from").as("since"),
            min_by(col("starts_unseen"), col("valid_from")).as("is_since_earlier"));
  }

  private static Column mrrOn(LocalDate date) {
    Column isValid = col("valid_from").leq(lit(date)).and(col("valid_to").gt(lit(date)));
    return coalesce(sum(when(isValid, col("mrr_minor"))), lit(0L));
  }

  /** The first end of what is invoiced, of each currency or of whatever the customer pays. */
  private static Dataset<Row> nextRenewals(
      Dataset<Row> layers, DataWindow window, String name, String... key) {
    Column isActive =
        col("start_date").leq(lit(window.asOf())).and(col("end_date").gt(lit(window.asOf())));
    return layers
        .where(isActive.and(not(col("basis").isin("pending", "adjusted"))))
        .withColumn("is_converted", lit(false))
        .groupBy(Stream.of(key).map(part -> col(part)).toArray(Column[]::new))
        .agg(min("end_date").as(name));
  }

  private static Dataset<Row> billed(Dataset<Row> invoices) {
    return invoices
        .where(col("exclusion_reason").isNull())
        .withColumn("is_converted", lit(false))
        .groupBy("customer_id", "currency", "is_converted")
        .agg(sum("net_minor").as("total_billed_minor"));
  }
}
