package io.tidemark.insights;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.signum;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.tidemark.mrr.DataWindow;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * What changed a customer's MRR, by billing interval: the changes of a day add up to its movement
 * exactly. Where one interval gains what another loses, only what is left moves MRR; the rest is a
 * transfer, and transfers of a day add up to nothing. Of several intervals that change the same
 * way, the one that changes most takes the movement first.
 */
public final class IntervalChanges {
  private static final WindowSpec OF_DAY = Window.partitionBy("customer_id", "currency", "date");

  private IntervalChanges() {}

  /**
   * {@code date}, {@code customer_id}, {@code currency}, {@code billing_interval}, {@code movement}
   * (null where all is transfer), {@code change_minor}, {@code transfer_minor}; native currencies.
   *
   * @param layers {@link io.tidemark.tables.MrrTables#MRR_LAYERS}
   * @param subscriptions for the interval of what is no whole cycle
   * @param movements {@link io.tidemark.tables.MrrTables#MRR_MOVEMENTS}
   */
  public static Dataset<Row> of(
      Dataset<Row> layers, Dataset<Row> subscriptions, Dataset<Row> movements, DataWindow window) {
    Dataset<Row> ofDays =
        movements
            .where(col("is_converted").equalTo(false))
            .select("date", "customer_id", "currency", "movement");
    Column direction = signum(col("day_minor"));
    Column gain = col("delta_minor").multiply(direction).cast("long");
    WindowSpec mostFirst = OF_DAY.orderBy(col("gain_minor").desc(), col("billing_interval"));
    Column takenBefore =
        coalesce(
            sum("gain_minor").over(mostFirst.rowsBetween(Window.unboundedPreceding(), -1)),
            lit(0L));
    Column left = abs(col("day_minor")).minus(col("taken_before_minor"));
    Column moved = greatest(least(col("gain_minor"), left), lit(0L));
    return changes(Intervals.ofLayers(layers, subscriptions), window)
        .withColumn("day_minor", sum("delta_minor").over(OF_DAY))
        .withColumn("gain_minor", gain)
        .withColumn("taken_before_minor", takenBefore)
        .withColumn("change_minor", moved.multiply(direction).cast("long"))
        .withColumn("transfer_minor", col("delta_minor").minus(col("change_minor")))
        .join(ofDays, new String[] {"date", "customer_id", "currency"}, "left")
        .select(
            "date",
            "customer_id",
            "currency",
            "billing_interval",
            "movement",
            "change_minor",
            "transfer_minor");
  }

  /** The change of each interval on each day; never of a customer as a whole below zero. */
  private static Dataset<Row> changes(Dataset<Row> layers, DataWindow window) {
    Column starts =
        struct(
            greatest(col("start_date"), lit(window.openingDay())).as("date"),
            col("mrr_minor").as("delta_minor"));
    Column ends =
        struct(col("end_date").as("date"), col("mrr_minor").multiply(-1L).as("delta_minor"));
    Dataset<Row> deltas =
        layers
            .where(col("end_date").gt(lit(window.openingDay())))
            .where(col("start_date").lt(col("end_date")))
            .select(
                col("customer_id"),
                col("currency"),
                col("billing_interval"),
                inline(array(starts, ends)))
            .where(col("date").leq(lit(window.asOf())))
            .repartition(col("customer_id"), col("currency"))
            .groupBy("customer_id", "currency", "date", "billing_interval")
            .agg(sum("delta_minor").as("delta_minor"))
            .where(col("delta_minor").notEqual(0));
    return withoutNegativeTotals(deltas);
  }

  /**
   * While a customer as a whole is below zero, MRR is zero: what is missing is added to the
   * interval whose credit took it there.
   */
  private static Dataset<Row> withoutNegativeTotals(Dataset<Row> deltas) {
    WindowSpec ofCustomer = Window.partitionBy("customer_id", "currency");
    Column missingAfter = greatest(col("after_minor").multiply(-1L), lit(0L));
    Column before = col("after_minor").minus(sum("delta_minor").over(OF_DAY));
    Column missingBefore = greatest(before.multiply(-1L), lit(0L));
    Column order = struct(col("delta_minor"), col("date"), col("billing_interval"));
    Column whileNegative = when(col("after_minor").lt(0), order);
    Column isOnceADay = col("billing_interval").equalTo(min("billing_interval").over(OF_DAY));
    Column own = struct(col("billing_interval"), col("delta_minor"));
    Column filledUp =
        struct(
            coalesce(col("credited_interval"), col("billing_interval")).as("billing_interval"),
            when(isOnceADay, missingAfter.minus(missingBefore)).otherwise(0L).as("delta_minor"));
    return deltas
        .withColumn("after_minor", sum("delta_minor").over(ofCustomer.orderBy("date")))
        .withColumn(
            "credited_interval", min_by(col("billing_interval"), whileNegative).over(ofCustomer))
        .withColumn("parts", array(own, filledUp))
        .select(col("customer_id"), col("currency"), col("date"), inline(col("parts")))
        .where(col("delta_minor").notEqual(0))
        .groupBy("customer_id", "currency", "date", "billing_interval")
        .agg(sum("delta_minor").as("delta_minor"))
        .where(col("delta_minor").notEqual(0));
  }
}
