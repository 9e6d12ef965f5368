package io.tidemark.mrr.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Applies the rules to all subscriptions of a customer. Amounts depend on the invoices of one
 * subscription alone. Confidence also depends on what other subscriptions in the same currency
 * show.
 */
public final class CustomerReading {
  private CustomerReading() {}

  /**
   * Returns the result of each subscription, in the same order.
   *
   * @param subscriptions invoices of any status, by subscription and currency; one-offs are a
   *     separate list
   * @param createdAt when the customer was created; null if unknown
   */
  public static List<SubscriptionResult> of(
      List<List<Invoice>> subscriptions, Instant createdAt, LayerPolicy rules) {
    List<SubscriptionResult> alone = new ArrayList<>();
    for (List<Invoice> invoices : subscriptions) {
      alone.add(SubscriptionResult.of(invoices, createdAt, rules));
    }
    if (alone.stream().allMatch(result -> result.evidence().isEmpty())) {
      return alone;
    }
    List<SubscriptionResult> together = new ArrayList<>();
    for (int index = 0; index < alone.size(); index++) {
      CustomerEvidence others = others(index, subscriptions, alone);
      together.add(
          others.isEmpty()
              ? alone.get(index)
              : SubscriptionResult.of(subscriptions.get(index), createdAt, rules, others));
    }
    return together;
  }

  private static CustomerEvidence others(
      int index, List<List<Invoice>> subscriptions, List<SubscriptionResult> results) {
    return IntStream.range(0, results.size())
        .filter(other -> other != index)
        .filter(
            other -> currency(subscriptions.get(other)).equals(currency(subscriptions.get(index))))
        .mapToObj(other -> results.get(other).evidence())
        .reduce(CustomerEvidence.NONE, CustomerEvidence::and);
  }

  private static String currency(List<Invoice> invoices) {
    return invoices.get(0).currency();
  }
}
