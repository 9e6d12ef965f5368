package io.tidemark.mrr;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.unix_seconds;

import io.tidemark.config.Policy;
import io.tidemark.config.Settings;
import io.tidemark.tables.StagingTables;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Prepares staged invoices for the MRR rules, and adds to them what the rules find. */
public final class Layers {
  private Layers() {}

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
  static Column isCreditedInFull() {
    Column nothingPaid =
        col("amount_due_minor").equalTo(0).and(col("amount_paid_minor").equalTo(0));
    Column balanceUnused = col("starting_balance_minor").equalTo(col("ending_balance_minor"));
    return coalesce(col("total_minor").gt(0).and(nothingPaid).and(balanceUnused), lit(false));
  }

  /** The amount of an invoice that MRR is made of, minor units. */
  static Column amount(Policy policy) {
    return switch (policy.get(Settings.AMOUNT)) {
      case NET -> col("net_minor");
      case BEFORE_DISCOUNT -> col("net_minor").plus(coalesce(col("discount_minor"), lit(0L)));
    };
  }

  /**
   * Returns {@link StagingTables#INVOICES} with the reason of those that make no layer.
   *
   * @param exclusions {@code invoice_id}, {@code exclusion_reason}
   */
  public static Dataset<Row> withReasons(Dataset<Row> invoices, Dataset<Row> exclusions) {
    Dataset<Row> reasoned =
        invoices.drop("exclusion_reason").join(exclusions, new String[] {"invoice_id"}, "left");
    return StagingTables.INVOICES.select(reasoned);
  }
}
