package io.tidemark.insights;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.when;

import io.tidemark.tables.MrrTables;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a customer is worth over a life: ARPA over customer churn. 100.00 and 5 % a month are
 * 2000.00. Without churn there is no life's length, so no value either; capped, a life lasts 60
 * months at most, as in Stripe's.
 */
public final class LifetimeValue {
  private static final int MOST_MONTHS = 60;

  private LifetimeValue() {}

  /**
   * {@link MrrTables#MONTHLY_GROWTH}.
   *
   * @param growth {@link Growth#of}
   * @param churn {@link io.tidemark.tables.InsightTables#CHURN_BY_MONTH}
   */
  public static Dataset<Row> of(Dataset<Row> growth, Dataset<Row> churn) {
    Dataset<Row> ofAll =
        churn
            .where(col("billing_interval").equalTo(Intervals.ALL))
            .select("month", "currency", "is_converted", "customer_churn");
    Column life = when(col("customer_churn").gt(0), lit(1.0).divide(col("customer_churn")));
    Column cappedLife =
        when(col("customer_churn").isNotNull(), least(life, lit((double) MOST_MONTHS)));
    Dataset<Row> valued =
        growth
            .join(ofAll, new String[] {"month", "currency", "is_converted"}, "left")
            .withColumn("ltv_minor", ofLife(life))
            .withColumn("ltv_capped_minor", ofLife(cappedLife));
    return MrrTables.MONTHLY_GROWTH.select(valued);
  }

  private static Column ofLife(Column months) {
    return round(col("arpa_minor").multiply(months)).cast("long");
  }
}
