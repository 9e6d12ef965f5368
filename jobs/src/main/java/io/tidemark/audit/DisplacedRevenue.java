package io.tidemark.audit;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.sum;

import io.tidemark.tables.AuditTables;
import io.tidemark.tables.Table;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Revenue that a later invoice displaced without a credit: service that was paid for and that no
 * layer shows. The books balance all the same, so it is looked at by itself.
 */
public final class DisplacedRevenue {
  private DisplacedRevenue() {}

  /**
   * Computes the displaced revenue of each customer.
   *
   * @param postings parts of invoices that no layer shows
   * @param invoices {@link io.tidemark.tables.StagingTables#INVOICES}
   * @param layers {@link io.tidemark.tables.MrrTables#MRR_LAYERS}
   * @return {@link AuditTables#DISPLACED_REVENUE}
   */
  public static Dataset<Row> of(Dataset<Row> postings, Dataset<Row> invoices, Dataset<Row> layers) {
    Dataset<Row> displaced =
        postings
            .where(col("line").equalTo("displaced"))
            .withColumn("minor", col("numerator").divide(col("denominator")).cast(Table.DOUBLE))
            .groupBy("invoice_id")
            .agg(round(sum("minor")).cast(Table.LONG).as("minor"));
    Dataset<Row> prices =
        layers
            .where(col("basis").equalTo("invoiced"))
            .groupBy("invoice_id")
            .agg(max("mrr_minor").as("price_minor"));
    Dataset<Row> byCustomer =
        displaced
            .where(col("minor").gt(0))
            .join(prices, new String[] {"invoice_id"}, "left")
            .join(
                invoices.select("invoice_id", "customer_id", "currency"),
                new String[] {"invoice_id"})
            .groupBy("customer_id", "currency")
            .agg(
                count(lit(1)).as("invoices"),
                sum("minor").as("displaced_minor"),
                max(coalesce(col("minor").gt(col("price_minor")), lit(true)))
                    .as("is_over_a_month"));
    return AuditTables.DISPLACED_REVENUE.select(byCustomer);
  }
}
