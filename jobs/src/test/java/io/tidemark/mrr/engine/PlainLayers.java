package io.tidemark.mrr.engine;

import io.tidemark.config.Policy;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The layers of many invoices without Spark, for tests of what is made of them. */
public final class PlainLayers {
  private PlainLayers() {}

  /**
   * Reads every subscription.
   *
   * @param creations when the customers were created that the customers file has
   */
  public static List<Layer> of(
      List<Invoice> invoices, Map<String, Instant> creations, Policy policy) {
    List<Instant> created =
        invoices.stream().map(Invoice::createdAt).sorted(Comparator.naturalOrder()).toList();
    return of(invoices, creations, policy, created.get(0), created.get(created.size() - 1));
  }

  /** The same for data known to reach from one time through another. */
  public static List<Layer> of(
      List<Invoice> invoices,
      Map<String, Instant> creations,
      Policy policy,
      Instant from,
      Instant through) {
    LayerPolicy rules = LayerPolicy.of(policy, from, through);
    return invoices.stream()
        .filter(invoice -> invoice.subscriptionId() != null)
        .collect(Collectors.groupingBy(Invoice::subscriptionId, TreeMap::new, Collectors.toList()))
        .values()
        .stream()
        .flatMap(
            group ->
                SubscriptionResult.of(group, creations.get(group.get(0).customerId()), rules)
                    .layers()
                    .stream())
        .toList();
  }
}
