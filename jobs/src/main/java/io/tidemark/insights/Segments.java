package io.tidemark.insights;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.tidemark.tables.InsightTables;
import io.tidemark.tables.Money;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * MRR by segment of customers at the end of each month. What customers bring or take is {@code
 * moved}; a customer who changes segment is a transfer, so moved and transfers make the change of a
 * segment, and transfers add up to nothing.
 */
public final class Segments {
  private static final String[] KEY = {"month", "currency", "is_converted", "dimension", "segment"};
  private static final String[] AMOUNTS = {
    "customers", "start_minor", "end_minor", "transfer_minor"
  };
  private static final String SEVERAL = "several";

  private Segments() {}

  /**
   * {@link InsightTables#SEGMENTS}.
   *
   * @param customerMonths {@link CustomerMonths#of}
   * @param customerSegments {@link CustomerSegments#of}
   * @param churn {@link InsightTables#CHURN_BY_MONTH}, for billing intervals
   */
  public static Dataset<Row> of(
      Dataset<Row> customerMonths, Dataset<Row> customerSegments, Dataset<Row> churn) {
    Dataset<Row> alike = sums(ofCustomers(customerMonths, customerSegments), "last_month");
    Dataset<Row> sums =
        sums(CustomerMonths.each(alike))
            .withColumnRenamed("start_minor", "start_mrr_minor")
            .withColumnRenamed("end_minor", "mrr_minor")
            .withColumn(
                "moved_minor",
                col("mrr_minor").minus(col("start_mrr_minor")).minus(col("transfer_minor")))
            .unionByName(ofIntervals(churn));
    Dataset<Row> months =
        churn
            .where(col("billing_interval").equalTo(Intervals.ALL))
            .select(
                col("month"),
                col("currency"),
                col("is_converted"),
                col("is_partial"),
                col("is_warming_up"),
                col("end_mrr_minor").as("total_minor"));
    Dataset<Row> segments =
        sums.join(months, new String[] {"month", "currency", "is_converted"})
            .withColumn("share", Ratio.of("mrr_minor", "total_minor"))
            .withColumn(
                "growth_rate",
                Ratio.of(col("mrr_minor").minus(col("start_mrr_minor")), col("start_mrr_minor")));
    return InsightTables.SEGMENTS.select(segments);
  }

  /** Adds up what agrees in the key and in other columns. */
  private static Dataset<Row> sums(Dataset<Row> rows, String... others) {
    Column[] key =
        Stream.concat(Stream.of(others), Stream.of(KEY))
            .map(name -> col(name))
            .toArray(Column[]::new);
    Column[] totals = Stream.of(AMOUNTS).map(name -> sum(name).as(name)).toArray(Column[]::new);
    return rows.groupBy(key).agg(totals[0], Arrays.copyOfRange(totals, 1, totals.length));
  }

  /** Each customer month in the segments of its start and of its end. */
  private static Dataset<Row> ofCustomers(
      Dataset<Row> customerMonths, Dataset<Row> customerSegments) {
    Column start = col("start_minor");
    Column end = col("end_minor");
    Column bandBefore = col("band_before");
    Column bandNow = col("band_now");
    Column isSwitch = start.gt(0).and(end.gt(0)).and(bandBefore.notEqual(bandNow));
    Column band = when(end.gt(0), bandNow).otherwise(bandBefore);
    Column left = when(isSwitch, start).otherwise(0L);
    Column parts =
        array(
            part("currency", col("first_currency"), start, end, lit(0L)),
            part("first_discount", col("first_discount"), start, end, lit(0L)),
            part("coupon", col("coupon"), start, end, lit(0L)),
            part("country", col("country"), start, end, lit(0L)),
            part("mrr_band", band, start.minus(left), end, left),
            part("mrr_band", bandBefore, left, lit(0L), left.multiply(-1L)));
    return customerMonths
        .where(col("billing_interval").equalTo(Intervals.ALL))
        .withColumn("start_major", Money.major(start, col("currency")))
        .withColumn("end_major", Money.major(end, col("currency")))
        .withColumn("band_before", CustomerSegments.band(col("start_major")))
        .withColumn("band_now", CustomerSegments.band(col("end_major")))
        .join(
            withCurrency(customerSegments),
            new String[] {"customer_id", "currency", "is_converted"})
        .select(
            col("month"), col("last_month"), col("currency"), col("is_converted"), inline(parts))
        .where(col("start_minor").notEqual(0).or(col("end_minor").notEqual(0)));
  }

  /** Adds the currency a customer pays in. */
  private static Dataset<Row> withCurrency(Dataset<Row> customerSegments) {
    WindowSpec ofCustomer = Window.partitionBy("customer_id");
    Column own = when(not(col("is_converted")), col("currency"));
    Column isOne = max(own).over(ofCustomer).equalTo(min(own).over(ofCustomer));
    return customerSegments.withColumn(
        "first_currency", when(isOne, max(own).over(ofCustomer)).otherwise(SEVERAL));
  }

  private static Column part(
      String dimension, Column segment, Column start, Column end, Column transfer) {
    return struct(
        lit(dimension).as("dimension"),
        segment.as("segment"),
        start.as("start_minor"),
        end.as("end_minor"),
        transfer.as("transfer_minor"),
        when(end.gt(0), 1L).otherwise(0L).as("customers"));
  }

  private static Dataset<Row> ofIntervals(Dataset<Row> churn) {
    return churn
        .where(col("billing_interval").notEqual(Intervals.ALL))
        .select(
            col("month"),
            col("currency"),
            col("is_converted"),
            lit("billing_interval").as("dimension"),
            col("billing_interval").as("segment"),
            col("end_customers").as("customers"),
            col("start_mrr_minor"),
            col("end_mrr_minor").as("mrr_minor"),
            col("transfer_minor"),
            col("end_mrr_minor")
                .minus(col("start_mrr_minor"))
                .minus(col("transfer_minor"))
                .as("moved_minor"));
  }
}
