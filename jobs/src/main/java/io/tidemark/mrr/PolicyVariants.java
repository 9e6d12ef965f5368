package io.tidemark.mrr;

import io.tidemark.config.Policy;
import io.tidemark.config.Settings;
import io.tidemark.config.Settings.Amount;
import io.tidemark.mrr.engine.Invoice;
import io.tidemark.mrr.engine.Layer;
import io.tidemark.mrr.engine.LayerPolicy;
import io.tidemark.mrr.engine.SubscriptionResult;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Computes the MRR of a subscription on the as-of date under several policies. Policies that differ
 * only in settings that do not affect the subscription share one computation.
 */
public final class PolicyVariants implements Serializable {
  private static final long serialVersionUID = 1L;

  private final List<Variant> variants;
  private final DataWindow window;

  private record Variant(LayerPolicy rules, boolean readsBeforeDiscount) implements Serializable {}

  /** The inputs that the result for given invoices depends on. */
  private record Question(LayerPolicy rules, boolean readsBeforeDiscount) {}

  /** Prepares the rules of each policy. */
  public PolicyVariants(List<Policy> policies, DataWindow window) {
    this.variants = policies.stream().map(policy -> variant(policy, window)).toList();
    this.window = window;
  }

  private static Variant variant(Policy policy, DataWindow window) {
    return new Variant(
        LayerPolicy.of(policy, window.from(), window.through()),
        policy.get(Settings.AMOUNT) == Amount.BEFORE_DISCOUNT);
  }

  /** Returns the MRR on the as-of date in minor units, in the order of the policies. */
  public long[] mrrMinor(BilledSubscription subscription) {
    boolean hasDiscount = !subscription.beforeDiscount().equals(subscription.invoices());
    Map<Question, Long> known = new HashMap<>();
    long[] mrr = new long[variants.size()];
    for (int index = 0; index < mrr.length; index++) {
      Variant variant = variants.get(index);
      boolean readsBeforeDiscount = hasDiscount && variant.readsBeforeDiscount();
      List<Invoice> invoices =
          readsBeforeDiscount ? subscription.beforeDiscount() : subscription.invoices();
      LayerPolicy rules = variant.rules().asFarAsTheyMatterTo(invoices);
      mrr[index] =
          known.computeIfAbsent(
              new Question(rules, readsBeforeDiscount),
              x -> mrr(SubscriptionResult.of(invoices, subscription.customerCreatedAt(), rules)));
    }
    return mrr;
  }

  private long mrr(SubscriptionResult reading) {
    long sum = 0;
    for (Layer layer : reading.layers()) {
      boolean isActive =
          !window.date(layer.start()).isAfter(window.asOf())
              && window.date(layer.end()).isAfter(window.asOf());
      if (isActive) {
        sum = Math.addExact(sum, layer.mrrMinor());
      }
    }
    return sum;
  }
}
