package io.tidemark.insights;

import static org.apache.spark.sql.functions.asc;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.desc;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.tidemark.tables.InsightTables;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/** On how few customers MRR rests, at the end of each month. */
public final class Concentration {
  private static final int[] TOPS = {1, 5, 10, 50};

  private Concentration() {}

  /**
   * {@link InsightTables#CONCENTRATION}.
   *
   * @param customerMonths {@link CustomerMonths#of}
   * @param growth {@link Growth#of}
   */
  public static Dataset<Row> of(Dataset<Row> customerMonths, Dataset<Row> growth) {
    WindowSpec biggestFirst =
        Window.partitionBy("month", "currency", "is_converted")
            .orderBy(desc("end_minor"), asc("customer_id"));
    Column isPaying = col("billing_interval").equalTo(Intervals.ALL).and(col("end_minor").gt(0));
    Column mrr = col("end_minor").cast("double");
    Column[] sums = new Column[TOPS.length + 3];
    for (int index = 0; index < TOPS.length; index++) {
      Column isTop = col("rank").leq(TOPS[index]);
      sums[index] = sum(when(isTop, col("end_minor"))).as("top_" + TOPS[index] + "_minor");
    }
    sums[TOPS.length] = count(lit(1)).as("customers");
    sums[TOPS.length + 1] = sum(mrr.multiply(mrr)).as("squares");
    sums[TOPS.length + 2] = sum(mrr.multiply(col("rank"))).as("by_rank");
    Dataset<Row> concentration =
        CustomerMonths.each(customerMonths.where(isPaying))
            .withColumn("rank", row_number().over(biggestFirst))
            .groupBy("month", "currency", "is_converted")
            .agg(sum("end_minor").as("mrr_minor"), sums)
            .join(
                growth.select("month", "currency", "is_converted", "is_partial", "is_warming_up"),
                new String[] {"month", "currency", "is_converted"})
            .withColumn("total", col("mrr_minor").cast("double"))
            .withColumn("herfindahl", col("squares").divide(col("total").multiply(col("total"))))
            .withColumn("gini", gini());
    for (int top : TOPS) {
      concentration =
          concentration.withColumn(
              "top_" + top + "_share", Ratio.of("top_" + top + "_minor", "mrr_minor"));
    }
    return InsightTables.CONCENTRATION.select(concentration);
  }

  /** With the largest ranked first: 1 + 1/n - 2 * sum(rank * mrr) / (n * total). */
  private static Column gini() {
    Column customers = col("customers").cast("double");
    Column weighted = col("by_rank").multiply(2).divide(customers.multiply(col("total")));
    return lit(1.0).plus(lit(1.0).divide(customers)).minus(weighted);
  }
}
