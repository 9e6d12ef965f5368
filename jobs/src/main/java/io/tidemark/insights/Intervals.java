package io.tidemark.insights;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.tidemark.mrr.AdjustmentLayers;
import io.tidemark.tables.BillingInterval;
import io.tidemark.tables.Table;
import org.apache.commons.numbers.fraction.BigFraction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Which billing interval a layer belongs to: that of the cycle it is a part of, and where that is
 * no whole one (a trial, a first cycle up to a common billing day) that of its subscription. So a
 * customer who changes from monthly to yearly is monthly before and yearly after. What a
 * subscription bills besides its first interval has another than its own.
 */
final class Intervals {
  /** The row that all intervals share. */
  static final String ALL = "all";

  /** A correction by hand bills nothing: it has no interval, and none that could be seen to end. */
  static final String BY_HAND = AdjustmentLayers.KIND;

  private Intervals() {}

  /** Layers with their {@code billing_interval}. */
  static Dataset<Row> ofLayers(Dataset<Row> layers, Dataset<Row> subscriptions) {
    Dataset<Row> ofSubscription =
        subscriptions.select(col("subscription_id"), col("billing_interval").as("fallback"));
    Column isFirst = col("stream").equalTo(0);
    return layers
        .join(ofSubscription, new String[] {"subscription_id"}, "left")
        .withColumn(
            "billing_interval",
            when(col("kind").equalTo(AdjustmentLayers.KIND), BY_HAND)
                .otherwise(coalesce(ofCycle(), when(isFirst, col("fallback")), other())))
        .drop("fallback");
  }

  /**
   * The first day on which everything of an interval has been billed within the files.
   *
   * @param firstDay of the data
   * @param longestDays longest cycle of those that have no interval of their own, in days
   */
  static Column warmUpEnd(Column interval, Column firstDay, Column longestDays) {
    Column end = date_add(firstDay, longestDays);
    for (BillingInterval known : BillingInterval.values()) {
      if (known.months() > 0) {
        end = when(is(interval, known), add_months(firstDay, known.months())).otherwise(end);
      } else if (known.weeks() > 0) {
        end = when(is(interval, known), date_add(firstDay, 7 * known.weeks())).otherwise(end);
      }
    }
    return end;
  }

  private static Column ofCycle() {
    Column interval = lit(null).cast(Table.STRING);
    for (BillingInterval known : BillingInterval.values()) {
      if (known != BillingInterval.OTHER) {
        Column isWhole = col("cycle_months_exact").equalTo(exactMonths(known));
        interval = when(isWhole, known.text()).otherwise(interval);
      }
    }
    return interval;
  }

  /** Its months as layers state them. */
  private static String exactMonths(BillingInterval interval) {
    BigFraction months =
        interval.weeks() > 0
            ? BigFraction.of(interval.weeks() * 12, 52)
            : BigFraction.of(interval.months());
    return months.getNumerator() + "/" + months.getDenominator();
  }

  private static Column is(Column interval, BillingInterval known) {
    return interval.equalTo(known.text());
  }

  private static Column other() {
    return lit(BillingInterval.OTHER.text());
  }
}
