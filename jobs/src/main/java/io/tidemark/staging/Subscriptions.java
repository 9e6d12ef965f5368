package io.tidemark.staging;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.when;

import io.tidemark.tables.BillingInterval;
import io.tidemark.tables.StagingTables;
import io.tidemark.tables.Table;
import io.tidemark.util.Utf8Order;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The subscriptions that the invoices of one customer refer to. The billing interval is that of the
 * latest service period that is a whole interval.
 */
public final class Subscriptions {
  /** The type of {@link #rows}. */
  public static final ArrayType TYPE =
      DataTypes.createArrayType(
          new StructType()
              .add("subscription_id", Table.STRING, false)
              .add("customer_id", Table.STRING, false)
              .add("currency", Table.STRING, false)
              .add("first_created", Table.LONG, false)
              .add("last_created", Table.LONG, false)
              .add("last_invoice", Table.STRING, false)
              .add("billing_interval", Table.STRING)
              .add("period_start", Table.LONG)
              .add("period_created", Table.LONG)
              .add("period_invoice", Table.STRING),
          false);

  private final String customerId;
  private final Map<String, Seen> all = new HashMap<>();

  /** The first and the latest invoice, and the latest one over a whole interval, if any. */
  private record Seen(long firstCreated, Row latest, Row latestPeriod, String interval) {
    static Seen of(Row invoice) {
      String interval = ServicePeriod.of(invoice).interval();
      return new Seen(created(invoice), invoice, interval == null ? null : invoice, interval);
    }

    Seen plus(Seen other) {
      boolean isLatest = compare(latest, other.latest) >= 0;
      boolean hasPeriod =
          other.interval == null
              || interval != null && comparePeriods(latestPeriod, other.latestPeriod) >= 0;
      return new Seen(
          Math.min(firstCreated, other.firstCreated),
          isLatest ? latest : other.latest,
          hasPeriod ? latestPeriod : other.latestPeriod,
          hasPeriod ? interval : other.interval);
    }

    private static int comparePeriods(Row one, Row other) {
      int byStart =
          Long.compare(
              one.<Long>getAs("service_start").longValue(), other.<Long>getAs("service_start"));
      return byStart != 0 ? byStart : compare(one, other);
    }

    private static int compare(Row one, Row other) {
      int byTime = Long.compare(created(one), created(other));
      return byTime != 0
          ? byTime
          : Utf8Order.compare(one.getAs("invoice_id"), other.getAs("invoice_id"));
    }

    private static long created(Row invoice) {
      return invoice.<Long>getAs("created_at");
    }
  }

  private Subscriptions(String customerId) {
    this.customerId = customerId;
  }

  /**
   * Returns the subscriptions of a customer.
   *
   * @param invoices of the customer, packed rows of {@link StagingTables#INVOICES}
   */
  public static Subscriptions of(String customerId, List<Row> invoices) {
    Subscriptions subscriptions = new Subscriptions(customerId);
    for (Row invoice : invoices) {
      String id = invoice.getAs("subscription_id");
      if (id != null) {
        subscriptions.all.merge(id, Seen.of(invoice), Seen::plus);
      }
    }
    return subscriptions;
  }

  /** Returns the billing interval of a subscription as text; null without a subscription. */
  public String interval(String subscriptionId) {
    if (subscriptionId == null) {
      return null;
    }
    String interval = all.get(subscriptionId).interval();
    return interval == null ? BillingInterval.OTHER.text() : interval;
  }

  /** Returns one row per subscription, input of {@link #table}. */
  public List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    all.forEach(
        (id, seen) -> {
          Row latest = seen.latest();
          Row period = seen.latestPeriod();
          rows.add(
              RowFactory.create(
                  id,
                  customerId,
                  latest.getAs("currency"),
                  seen.firstCreated(),
                  latest.getAs("created_at"),
                  latest.getAs("invoice_id"),
                  seen.interval(),
                  period == null ? null : period.getAs("service_start"),
                  period == null ? null : period.getAs("created_at"),
                  period == null ? null : period.getAs("invoice_id")));
        });
    return rows;
  }

  /**
   * Returns {@link StagingTables#SUBSCRIPTIONS}. A subscription can have invoices of several
   * customers.
   *
   * @param rows with an array column of {@link #rows}
   */
  public static Dataset<Row> table(Dataset<Row> rows, String column) {
    Column latest = struct(col("last_created"), col("last_invoice"));
    Column period =
        when(
            col("billing_interval").isNotNull(),
            struct(col("period_start"), col("period_created"), col("period_invoice")));
    Column interval =
        coalesce(max_by(col("billing_interval"), period), lit(BillingInterval.OTHER.text()));
    return StagingTables.SUBSCRIPTIONS.select(
        rows.select(inline(col(column)))
            .groupBy("subscription_id")
            .agg(
                max_by(col("customer_id"), latest).as("customer_id"),
                max_by(col("currency"), latest).as("currency"),
                timestamp_micros(min("first_created")).as("first_invoice_at"),
                interval.as("billing_interval")));
  }
}
