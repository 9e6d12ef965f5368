package io.tidemark.insights;

import io.tidemark.config.Policy;
import io.tidemark.mrr.BilledSubscription;
import io.tidemark.mrr.DataWindow;
import io.tidemark.mrr.MrrLayer;
import io.tidemark.mrr.PolicyVariants;
import io.tidemark.tables.ComparisonTables;
import io.tidemark.tables.RowBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/**
 * Computes MRR on the as-of date under each choice of the policy, one choice at a time: {@link
 * ComparisonTables#POLICY_SENSITIVITY}. Manual adjustments count under every choice.
 */
public final class PolicySensitivity implements Metric<KeyedSums<String>> {
  private static final long serialVersionUID = 1L;
  private static final String HEADLINE = "headline";

  /** A choice that differs from the policy: its setting and its value. */
  private record Choice(String variant, String key, String value) {
    Policy in(Policy policy) {
      Map<String, String> texts = new TreeMap<>(policy.texts());
      texts.put(key, value);
      return Policy.of(texts);
    }

    String words(Policy policy) {
      String text = key + "=" + value;
      return value.equals(policy.texts().get(key)) ? text + " (as published)" : text;
    }
  }

  private static final List<Choice> CHOICES =
      List.of(
          new Choice("paid_only", "counting_statuses", "paid"),
          new Choice("closed_counted", "open_closed", "count"),
          new Choice("overdue_left_out", "open_grace_days", "30"),
          new Choice("uncollectible_left_out", "uncollectible", "exclude"),
          new Choice("invoiced_history", "history", "invoiced"),
          new Choice("no_grace", "renewal_grace_days", "0"),
          new Choice("before_discount", "amount", "before_discount"));

  private final List<String> names;
  private final List<String> settings;
  private final PolicyVariants variants;

  /**
   * @param policy of the run
   */
  public PolicySensitivity(Policy policy, DataWindow window) {
    SortedMap<String, Policy> policies = new TreeMap<>();
    SortedMap<String, String> words = new TreeMap<>();
    policies.put(HEADLINE, policy);
    words.put(HEADLINE, "as published");
    for (Choice choice : CHOICES) {
      policies.put(choice.variant(), choice.in(policy));
      words.put(choice.variant(), choice.words(policy));
    }
    this.names = List.copyOf(policies.keySet());
    this.settings = List.copyOf(words.values());
    this.variants = new PolicyVariants(List.copyOf(policies.values()), window);
  }

  /** Returns empty sums by currency: MRR of each variant, followed by customers of each variant. */
  @Override
  public KeyedSums<String> empty() {
    return new KeyedSums<>(2 * names.size());
  }

  @Override
  public void observe(CustomerHistory customer, KeyedSums<String> sums) {
    Map<String, long[]> byCurrency = new HashMap<>();
    for (BilledSubscription subscription : customer.subscriptions()) {
      long[] mrr = variants.mrrMinor(subscription);
      if (hasAny(mrr)) {
        long[] own = byCurrency.computeIfAbsent(subscription.currency(), x -> new long[mrr.length]);
        for (int variant = 0; variant < mrr.length; variant++) {
          own[variant] = Math.addExact(own[variant], mrr[variant]);
        }
      }
    }
    for (MrrLayer layer : customer.layers()) {
      if (layer.isAdjustment() && layer.isActiveOn(customer.scope().months().asOf())) {
        long[] own = byCurrency.computeIfAbsent(layer.currency(), x -> new long[names.size()]);
        for (int variant = 0; variant < own.length; variant++) {
          own[variant] = Math.addExact(own[variant], layer.mrrMinor());
        }
      }
    }
    byCurrency.forEach((currency, own) -> addCustomer(own, sums.row(currency)));
  }

  private static boolean hasAny(long[] mrr) {
    for (long minor : mrr) {
      if (minor != 0) {
        return true;
      }
    }
    return false;
  }

  /** Adds a customer. A total below zero counts as zero. */
  private static void addCustomer(long[] mrr, long[] row) {
    for (int variant = 0; variant < mrr.length; variant++) {
      if (mrr[variant] > 0) {
        row[variant] = Math.addExact(row[variant], mrr[variant]);
        row[mrr.length + variant]++;
      }
    }
  }

  @Override
  public List<TableRows> finish(KeyedSums<String> sums, Results results) {
    RowBuilder row = RowBuilder.of(ComparisonTables.POLICY_SENSITIVITY);
    List<Row> rows = new ArrayList<>();
    sums.rows()
        .forEach(
            (currency, numbers) -> {
              long headline = numbers[names.indexOf(HEADLINE)];
              for (int variant = 0; variant < names.size(); variant++) {
                long difference = Math.subtractExact(numbers[variant], headline);
                rows.add(
                    row.set("currency", currency)
                        .set("variant", names.get(variant))
                        .set("setting", settings.get(variant))
                        .set("mrr_minor", numbers[variant])
                        .set("customers", numbers[names.size() + variant])
                        .set("headline_minor", headline)
                        .set("difference_minor", difference)
                        .set("difference_share", Ratios.of(difference, headline))
                        .build());
              }
            });
    return List.of(new TableRows(ComparisonTables.POLICY_SENSITIVITY, rows));
  }
}
