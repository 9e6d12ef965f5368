package io.tidemark.insights;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.trunc;

import io.tidemark.tables.InsightTables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The movements of customers by month: the sums of their days. */
public final class MonthlyMovements {
  private static final String[] CUSTOMER_MONTH = {
    "month", "customer_id", "currency", "is_converted"
  };

  private MonthlyMovements() {}

  /**
   * {@link InsightTables#CUSTOMER_MONTHLY_MOVEMENTS}.
   *
   * @param movements {@link io.tidemark.tables.MrrTables#MRR_MOVEMENTS}
   * @param customerMonths {@link CustomerMonths#of}
   */
  public static Dataset<Row> of(Dataset<Row> movements, Dataset<Row> customerMonths) {
    // A month with a movement is in a row of its own.
    Dataset<Row> ends =
        customerMonths
            .where(col("billing_interval").equalTo(Intervals.ALL))
            .drop("billing_interval", "last_month");
    Dataset<Row> monthly =
        movements
            .withColumn("month", trunc(col("date"), "month"))
            .groupBy("month", "customer_id", "currency", "is_converted", "movement")
            .agg(sum("change_minor").as("change_minor"))
            .join(ends, CUSTOMER_MONTH, "left")
            .withColumn("mrr_before_minor", coalesce(col("start_minor"), lit(0L)))
            .withColumn("mrr_after_minor", coalesce(col("end_minor"), lit(0L)));
    return InsightTables.CUSTOMER_MONTHLY_MOVEMENTS.select(monthly);
  }
}
