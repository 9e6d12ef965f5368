package io.tidemark.insights;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_from_entries;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.try_element_at;
import static org.apache.spark.sql.functions.when;

import io.tidemark.config.Policy;
import io.tidemark.mrr.AdjustmentLayers;
import io.tidemark.mrr.DataWindow;
import io.tidemark.mrr.PolicyVariants;
import io.tidemark.tables.ComparisonTables;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What each choice of the policy is worth in MRR: the same invoices, one choice at a time. */
public final class PolicySensitivity {
  private static final String HEADLINE = "headline";

  /** Open invoices that fell due more than 30 days ago do not count. */
  static final String OVERDUE_LEFT_OUT = "overdue_left_out";

  /** A choice that differs from the policy: its setting and value. */
  private record Choice(String variant, String key, String value) {}

  private static final Choice[] CHOICES = {
    new Choice("paid_only", "counting_statuses", "paid"),
    new Choice("closed_counted", "open_closed", "count"),
    new Choice(OVERDUE_LEFT_OUT, "open_grace_days", "30"),
    new Choice("uncollectible_left_out", "uncollectible", "exclude"),
    new Choice("invoiced_history", "history", "invoiced"),
    new Choice("no_grace", "renewal_grace_days", "0"),
    new Choice("before_discount", "amount", "before_discount")
  };

  private PolicySensitivity() {}

  /**
   * {@link ComparisonTables#POLICY_SENSITIVITY}.
   *
   * @param invoices {@link io.tidemark.tables.StagingTables#INVOICES}
   * @param customers {@link io.tidemark.tables.StagingTables#CUSTOMERS}
   * @param layers {@link io.tidemark.tables.MrrTables#MRR_LAYERS}, for the corrections by hand:
   *     they hold whatever the policy
   */
  public static Dataset<Row> of(
      Dataset<Row> invoices,
      Dataset<Row> customers,
      Dataset<Row> layers,
      Policy policy,
      DataWindow window) {
    Map<String, Policy> policies = new LinkedHashMap<>();
    policies.put(HEADLINE, policy);
    for (Choice choice : CHOICES) {
      Map<String, String> texts = new TreeMap<>(policy.texts());
      texts.put(choice.key(), choice.value());
      policies.put(choice.variant(), Policy.of(texts));
    }
    Column variants =
        array(policies.keySet().stream().map(name -> lit(name)).toArray(Column[]::new));
    Column worth = struct(col("mrr_minor"), col("customers"));
    Dataset<Row> byCurrency =
        PolicyVariants.mrr(invoices, customers, policies, window)
            .unionByName(byHand(layers, window).withColumn("variant", explode(variants)))
            .groupBy("variant", "customer_id", "currency")
            .agg(greatest(sum("mrr_minor"), lit(0L)).as("mrr_minor"))
            .groupBy("variant", "currency")
            .agg(sum("mrr_minor").as("mrr_minor"), count_if(col("mrr_minor").gt(0)).as("customers"))
            .groupBy("currency")
            .agg(map_from_entries(collect_list(struct(col("variant"), worth))).as("worths"));
    Dataset<Row> sensitivity =
        byCurrency
            .withColumn("variant", explode(variants))
            .withColumn("mrr_minor", worth(col("variant"), "mrr_minor"))
            .withColumn("customers", worth(col("variant"), "customers"))
            .withColumn("headline_minor", worth(lit(HEADLINE), "mrr_minor"))
            .withColumn("setting", setting(policy))
            .withColumn("difference_minor", col("mrr_minor").minus(col("headline_minor")))
            .withColumn("difference_share", Ratio.of("difference_minor", "headline_minor"));
    return ComparisonTables.POLICY_SENSITIVITY.select(sensitivity);
  }

  private static Dataset<Row> byHand(Dataset<Row> layers, DataWindow window) {
    LocalDate date = window.asOf();
    Column isActive = col("start_date").leq(lit(date)).and(col("end_date").gt(lit(date)));
    return layers
        .where(col("kind").equalTo(AdjustmentLayers.KIND).and(isActive))
        .select("customer_id", "currency", "mrr_minor");
  }

  /** A choice that leaves no MRR at all leaves 0. */
  private static Column worth(Column variant, String field) {
    return coalesce(try_element_at(col("worths"), variant).getField(field), lit(0L));
  }

  private static Column setting(Policy policy) {
    Column setting = lit("as published");
    for (Choice choice : CHOICES) {
      String text = choice.key() + "=" + choice.value();
      boolean isSame = choice.value().equals(policy.texts().get(choice.key()));
      Column words = lit(isSame ? text + ", as published" : text);
      setting = when(col("variant").equalTo(choice.variant()), words).otherwise(setting);
    }
    return setting;
  }
}
