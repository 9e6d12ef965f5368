package io.tidemark.staging;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.make_dt_interval;
import static org.apache.spark.sql.functions.make_ym_interval;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_seconds;
import static org.apache.spark.sql.functions.when;

import io.tidemark.tables.BillingInterval;
import io.tidemark.tables.BillingTolerances;
import io.tidemark.tables.StagingTables;
import io.tidemark.tables.Table;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The subscriptions that invoices refer to. */
public final class Subscriptions {
  private static final long SECONDS_A_DAY = 86_400;
  private static final int DAYS_A_WEEK = 7;
  private static final int SHORTEST_MONTH_DAYS = 28;
  private static final int LONGEST_MONTH_DAYS = 31;

  private Subscriptions() {}

  /**
   * Returns the rows of {@link StagingTables#SUBSCRIPTIONS}. The billing interval is that of the
   * latest service period that is a whole interval.
   *
   * @param invoices {@link StagingTables#INVOICES}
   */
  public static Dataset<Row> of(Dataset<Row> invoices) {
    Column latest = struct(col("created_at"), col("invoice_id"));
    Column latestPeriod = struct(col("service_start"), col("created_at"), col("invoice_id"));
    Column order = when(col("interval").isNotNull(), latestPeriod);
    Column interval = coalesce(max_by(col("interval"), order), lit(BillingInterval.OTHER.text()));
    Dataset<Row> subscriptions =
        invoices
            .filter(col("subscription_id").isNotNull())
            .withColumn("interval", interval(col("service_start"), col("service_end")))
            .groupBy("subscription_id")
            .agg(
                max_by(col("customer_id"), latest).as("customer_id"),
                max_by(col("currency"), latest).as("currency"),
                min("created_at").as("first_invoice_at"),
                interval.as("billing_interval"));
    return StagingTables.SUBSCRIPTIONS.select(subscriptions);
  }

  /** Returns the interval of a period as text, or null if it is not a whole interval. */
  private static Column interval(Column start, Column end) {
    Column interval = lit(null).cast(Table.STRING);
    for (BillingInterval candidate : BillingInterval.values()) {
      if (candidate != BillingInterval.OTHER) {
        Column isOne = isAbout(candidate, start, end).and(isWhole(candidate, start, end));
        interval = when(isOne, candidate.text()).otherwise(interval);
      }
    }
    return interval;
  }

  /**
   * Returns whether a period has about the length of an interval. Counting days is much cheaper
   * than calendar arithmetic.
   */
  private static Column isAbout(BillingInterval interval, Column start, Column end) {
    int weekDays = interval.weeks() * DAYS_A_WEEK;
    long fewest = weekDays + interval.months() * SHORTEST_MONTH_DAYS - 1;
    long most = weekDays + interval.months() * LONGEST_MONTH_DAYS + 1;
    Column seconds = unix_seconds(end).minus(unix_seconds(start));
    return seconds.between(fewest * SECONDS_A_DAY, most * SECONDS_A_DAY);
  }

  private static Column isWhole(BillingInterval interval, Column start, Column end) {
    Column length =
        interval.weeks() > 0
            ? make_dt_interval(lit(interval.weeks() * DAYS_A_WEEK))
            : make_ym_interval(lit(0), lit(interval.months()));
    return isNear(start.plus(length), end).or(isNear(end.minus(length), start));
  }

  private static Column isNear(Column one, Column other) {
    return abs(unix_seconds(one).minus(unix_seconds(other)))
        .leq(BillingTolerances.SAME_TIME.toSeconds());
  }
}
