package io.tidemark.mrr;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.timestamp_seconds;
import static org.apache.spark.sql.functions.unix_seconds;
import static org.apache.spark.sql.functions.when;

import io.tidemark.config.Policy;
import io.tidemark.config.Settings;
import io.tidemark.tables.MrrTables;
import io.tidemark.tables.StagingTables;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * Reads every subscription in one streaming pass: partitions hashed by customer and sorted by
 * subscription. What one pass finds comes out as rows of one schema, each with one of its parts
 * filled; the methods here pick the parts.
 */
public final class Layers {
  private Layers() {}

  /**
   * The pass itself: read once, worth keeping.
   *
   * @param invoices as staged
   * @param customers as staged, for when a customer was created
   */
  public static Dataset<Row> read(
      Dataset<Row> invoices, Dataset<Row> customers, Policy policy, DataWindow window) {
    Rules rules = Rules.of(policy, window.from(), window.through());
    return bySubscription(invoices, customers, amount(policy))
        .mapPartitions(new SubscriptionPass(rules), Encoders.row(SubscriptionPass.SCHEMA));
  }

  /** Invoices in partitions by customer, sorted by subscription, with some of their amounts. */
  static Dataset<Row> bySubscription(
      Dataset<Row> invoices, Dataset<Row> customers, Column... amounts) {
    Dataset<Row> creations =
        customers.select(col("customer_id"), col("created_at").as("customer_created_at"));
    // Rows are sorted below; a join that sorts them first would do so twice.
    Column[] fields = {
      col("customer_id"),
      col("subscription_id"),
      col("currency"),
      col("invoice_id"),
      col("status"),
      coalesce(col("is_closed"), lit(false)),
      isCreditedInFull(),
      unix_seconds(col("created_at")),
      unix_seconds(col("due_at")),
      unix_seconds(col("finalized_at")),
      unix_seconds(col("uncollectible_at")),
      unix_seconds(col("service_start")),
      unix_seconds(col("service_end")),
      unix_seconds(col("usage_start")),
      unix_seconds(col("usage_end")),
      unix_seconds(col("customer_created_at"))
    };
    return invoices
        .join(creations.hint("shuffle_hash"), new String[] {"customer_id"}, "left")
        .select(Stream.concat(Stream.of(fields), Stream.of(amounts)).toArray(Column[]::new))
        .repartition(col("customer_id"))
        .sortWithinPartitions("customer_id", "subscription_id", "currency", "invoice_id");
  }

  /** Nothing was due or paid of a positive total, and no balance was used for it. */
  private static Column isCreditedInFull() {
    Column nothingPaid =
        col("amount_due_minor").equalTo(0).and(col("amount_paid_minor").equalTo(0));
    Column balanceUnused = col("starting_balance_minor").equalTo(col("ending_balance_minor"));
    return coalesce(col("total_minor").gt(0).and(nothingPaid).and(balanceUnused), lit(false));
  }

  /** The amount of an invoice that MRR is made of, minor units. */
  public static Column amount(Policy policy) {
    return amount(policy.get(Settings.AMOUNT));
  }

  static Column amount(Settings.Amount amount) {
    return switch (amount) {
      case NET -> col("net_minor");
      case BEFORE_DISCOUNT -> col("net_minor").plus(coalesce(col("discount_minor"), lit(0L)));
    };
  }

  /** {@link MrrTables#MRR_LAYERS}. */
  public static Dataset<Row> of(Dataset<Row> read, DataWindow window) {
    Dataset<Row> layers =
        read.where(col("layer").isNotNull())
            .select("layer.*")
            .withColumn("layer_id", layerId())
            .withColumn("start_at", timestamp_seconds(col("start_second")))
            .withColumn("end_at", timestamp_seconds(col("end_second")))
            .withColumn("cycle_start_at", timestamp_seconds(col("cycle_start_second")))
            .withColumn("cycle_end_at", timestamp_seconds(col("cycle_end_second")))
            .withColumn("start_date", window.date("start_at"))
            .withColumn("end_date", window.date("end_at"));
    return MrrTables.MRR_LAYERS.select(layers);
  }

  /** {@link StagingTables#INVOICES} with the reason of those that make no layer. */
  public static Dataset<Row> withReasons(Dataset<Row> invoices, Dataset<Row> read) {
    Dataset<Row> exclusions = read.where(col("exclusion").isNotNull()).select("exclusion.*");
    Dataset<Row> reasoned =
        invoices.drop("exclusion_reason").join(exclusions, new String[] {"invoice_id"}, "left");
    return StagingTables.INVOICES.select(reasoned);
  }

  /**
   * The books: {@code invoice_id}, {@code currency}, {@code line}, and the amount in minor units as
   * {@code numerator} and {@code denominator}.
   */
  public static Dataset<Row> postings(Dataset<Row> read) {
    return read.where(col("posting").isNotNull()).select("posting.*");
  }

  /** Invoices whose rounding is more than rounding can explain: {@code invoice_id}. */
  public static Dataset<Row> roundedTooMuch(Dataset<Row> read) {
    return read.where(col("rounded_too_much").isNotNull())
        .select(col("rounded_too_much").as("invoice_id"));
  }

  /**
   * The start separates a late renewal's gap from the edge after the same invoice, and the stream
   * the parts of an invoice that bills several.
   */
  private static Column layerId() {
    Column stream = when(col("stream").gt(0), col("stream"));
    Column parts =
        concat_ws(
            "|",
            col("subscription_id"),
            col("invoice_id"),
            col("kind"),
            col("start_second"),
            stream);
    return sha2(parts.cast("binary"), 256).substr(1, 32);
  }
}
