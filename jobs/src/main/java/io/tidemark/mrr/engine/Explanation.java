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
 * How the rules read the invoices of a customer, number by number. Needs no Spark.
 *
 * @param layers in the order they were made, subscription by subscription; those that were cut to
 *     nothing too, whose start is their end
 * @param remainders invoices that count but left nothing running
 * @param exclusions reason by invoice id, of those that do not count
 */
public record Explanation(
    List<ExplainedLayer> layers,
    List<ExplainedRemainder> remainders,
    Map<String, ExclusionReason> exclusions) {

  /**
   * A layer and how it came about.
   *
   * @param rule why it was this rule that made it, in one plain sentence
   * @param steps every number up to {@code mrr}, the layer's price a month
   * @param confidence why its price can be trusted, or why not
   * @param endings what cut it later and when, one plain sentence each
   */
  public record ExplainedLayer(
      Layer layer,
      String rule,
      List<CalculationStep> steps,
      String confidence,
      List<String> endings) {}

  /**
   * An invoice that counts but made no layer.
   *
   * @param rule why, in one plain sentence
   * @param steps every number up to {@code gross}, what it left
   */
  public record ExplainedRemainder(Invoice invoice, String rule, List<CalculationStep> steps) {}

  private record Account(String subscriptionId, String currency) {}

  /**
   * Reads all invoices of one customer.
   *
   * @param customerCreatedAt null where unknown
   * @param dataFrom creation of the first invoice of the run, of whatever customer
   * @param dataThrough creation of the last one
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
    for (List<Invoice> ofAccount : accounts.values()) {
      SubscriptionResult reading = SubscriptionResult.of(ofAccount, customerCreatedAt, rules);
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
                Currencies.text(SubscriptionRules.NOTHING_MINOR, remainder.invoice().currency()));
    return new ExplainedRemainder(remainder.invoice(), rule, steps.inOrder());
  }
}
