package io.tidemark.insights;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.tidemark.tables.Movement;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * What vendors' definitions are made of, for one month of one currency.
 *
 * @param churnedCustomers with MRR at the start, without at the end
 * @param leftCustomers those, and who came and left within the month
 * @param newCustomers who paid for the first time
 * @param lostMinor churn and contraction, as an amount lost
 * @param seesLosses whether the files could have shown a loss at all
 * @param trailingChurn average customer churn of the six months before; null unless each has one
 */
record VendorMonth(
    LocalDate month,
    String currency,
    boolean isConverted,
    boolean isPartial,
    long startMinor,
    long endMinor,
    long lostMinor,
    long netLostMinor,
    long startCustomers,
    long endCustomers,
    long churnedCustomers,
    long leftCustomers,
    long newCustomers,
    boolean seesLosses,
    Double trailingChurn) {
  private static final int TRAILING_MONTHS = 6;
  private static final String[] KEY = {"month", "currency", "is_converted"};

  /**
   * One row per month and currency, in the order of {@link #of}.
   *
   * @param churn {@link io.tidemark.tables.InsightTables#CHURN_BY_MONTH}
   * @param customerMovements {@link io.tidemark.tables.InsightTables#CUSTOMER_MONTHLY_MOVEMENTS}
   */
  static Dataset<Row> rows(Dataset<Row> churn, Dataset<Row> customerMovements) {
    Column leaves =
        col("movement")
            .equalTo(Movement.CHURN.text())
            .and(col("mrr_after_minor").equalTo(0))
            .and(col("change_minor").lt(0));
    Dataset<Row> counts =
        customerMovements
            .groupBy("month", "currency", "is_converted")
            .agg(
                count_if(leaves).as("left_customers"),
                count_if(col("movement").equalTo(Movement.NEW.text())).as("new_customers"));
    WindowSpec before =
        Window.partitionBy("currency", "is_converted")
            .orderBy("month")
            .rowsBetween(-TRAILING_MONTHS, -1);
    Column average = avg("customer_churn").over(before);
    return churn
        .where(col("billing_interval").equalTo(Intervals.ALL))
        .join(counts, KEY, "left")
        .select(
            col("month").cast("string"),
            col("currency"),
            col("is_converted"),
            col("is_partial"),
            col("start_mrr_minor"),
            col("end_mrr_minor"),
            col("lost_minor"),
            col("net_lost_minor"),
            col("start_customers"),
            col("end_customers"),
            col("churned_customers"),
            coalesce(col("left_customers"), lit(0L)),
            coalesce(col("new_customers"), lit(0L)),
            col("gross_mrr_churn").isNotNull(),
            when(count("customer_churn").over(before).equalTo(TRAILING_MONTHS), average));
  }

  static VendorMonth of(Row row) {
    return new VendorMonth(
        LocalDate.parse(row.getString(0)),
        row.getString(1),
        row.getBoolean(2),
        row.getBoolean(3),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6),
        row.getLong(7),
        row.getLong(8),
        row.getLong(9),
        row.getLong(10),
        row.getLong(11),
        row.getLong(12),
        row.getBoolean(13),
        row.isNullAt(14) ? null : row.getDouble(14));
  }
}
