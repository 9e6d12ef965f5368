package io.tidemark.mrr.engine;

import io.tidemark.config.Policy;
import io.tidemark.tables.Currencies;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The calculation of every layer of a customer, step by step. Needs no Spark.
 *
 * @param layers in the order they were made, by subscription, including layers cut to nothing,
 *     whose start is their end
 * @param remainders counting invoices that left nothing running
 * @param exclusions reason by invoice id, for invoices that do not count
 */
public record Explanation(
    List<ExplainedLayer> layers,
    List<ExplainedRemainder> remainders,
    Map<String, ExclusionReason> exclusions) {

  /**
   * A layer and how it was computed.
   *
   * @param rule why this rule made it, as one sentence
   * @param steps every number up to {@code mrr}, the layer's price per month
   * @param confidence why its price is of high or low confidence
   * @param endings what cut it later and when, one sentence each
   */
  public record ExplainedLayer(
      Layer layer,
      String rule,
      List<CalculationStep> steps,
      String confidence,
      List<String> endings) {}

  /**
   * A counting invoice that made no layer.
   *
   * @param rule the reason, as one sentence
   * @param steps every number up to {@code gross}, the remaining amount
   */
  public record ExplainedRemainder(Invoice invoice, String rule, List<CalculationStep> steps) {}

  private record Account(String subscriptionId, String currency) {}

  /**
   * Explains all invoices of one customer.
   *
   * @param customerCreatedAt null if unknown
   * @param dataFrom creation time of the first invoice of the run, of any customer
   * @param dataThrough creation time of the last invoice of the run
   */
  public static Explanation of(
      List<Invoice> invoices,
      Instant customerCreatedAt,
      Policy policy,
      Instant dataFrom,
      Instant dataThrough) {
    LayerPolicy rules = LayerPolicy.of(policy, dataFrom, dataThrough);
    Map<Account, List<Invoice>> accounts = new LinkedHashMap<>();
    for (Invoice invoice : invoices) {
      Account account = new Account(invoice.subscriptionId(), invoice.currency());
      accounts.computeIfAbsent(account, first -> new ArrayList<>()).add(invoice);
    }
    List<ExplainedLayer> layers = new ArrayList<>();
    List<ExplainedRemainder> remainders = new ArrayList<>();
    Map<String, ExclusionReason> exclusions = new TreeMap<>();
    List<List<Invoice>> subscriptions = List.copyOf(accounts.values());
    for (SubscriptionResult reading : CustomerReading.of(subscriptions, customerCreatedAt, rules)) {
      reading.findings().forEach(finding -> layers.add(explain(finding)));
      reading.remainders().forEach(remainder -> remainders.add(explain(remainder)));
      exclusions.putAll(reading.exclusions());
    }
    return new Explanation(layers, remainders, exclusions);
  }

  private static ExplainedLayer explain(SubscriptionResult.Finding finding) {
    LayerDraft slice = finding.slice();
    CalculationSteps steps = new CalculationSteps(slice.invoice.currency());
    slice.arithmetic.show(slice, steps);
    String confidence =
        slice
            .doubt()
            .map(LowConfidenceReason::definition)
            .orElseGet(() -> slice.arithmetic.certainty(slice));
    return new ExplainedLayer(
        finding.layer(),
        (slice.arithmetic.reason(slice) + " " + finding.note()).strip(),
        steps.inOrder(),
        confidence,
        slice.endings().stream().map(Ending::sentence).toList());
  }

  private static ExplainedRemainder explain(CycleStart remainder) {
    CalculationSteps steps = new CalculationSteps(remainder.invoice().currency());
    remainder.showGross(steps);
    String rule =
        "It restarts the period, ends with the running cycle and is negative. With the credit"
            + String.format(
                Locale.ROOT,
                " for the cut service added back, no more than %s remains, so no MRR continues.",
                Currencies.text(RestartCycles.NOTHING_MINOR, remainder.invoice().currency()));
    return new ExplainedRemainder(remainder.invoice(), rule, steps.inOrder());
  }
}
