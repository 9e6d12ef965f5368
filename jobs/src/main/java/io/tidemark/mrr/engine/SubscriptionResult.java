package io.tidemark.mrr.engine;

import io.tidemark.tables.InvoiceStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The result of the rules for the invoices of one subscription: its layers, its postings, and the
 * invoices that make no layer with the reason.
 *
 * @param findings layers with their derivation, in the order they were made, including empty ones
 * @param remainders restarts that left nothing running: they count but make no layer
 * @param exclusions reason by invoice id; an invoice without one counts
 * @param roundedTooMuch invoices with a remainder that is too large to be rounding
 * @param dataEnd the end of the data, with all comparisons made with it
 * @param evidence what the invoices show about other subscriptions of the customer
 */
public record SubscriptionResult(
    List<Finding> findings,
    List<CycleStart> remainders,
    List<Posting> postings,
    Map<String, ExclusionReason> exclusions,
    List<String> roundedTooMuch,
    DataEnd dataEnd,
    CustomerEvidence evidence) {

  /**
   * A layer with its derivation.
   *
   * @param note how its part of a combined invoice was found; may be empty
   */
  record Finding(LayerDraft slice, Layer layer, String note) {}

  private static final Comparator<Invoice> ORDER =
      Comparator.comparing(Invoice::serviceStart)
          .thenComparing(Invoice::createdAt)
          .thenComparing(Invoice::invoiceId);

  /**
   * Applies the rules to one subscription of one customer in one currency, or to one-offs.
   *
   * @param invoices all invoices of any status, in any order
   * @param customerCreatedAt null if unknown
   */
  public static SubscriptionResult of(
      List<Invoice> invoices, Instant customerCreatedAt, LayerPolicy given) {
    return of(invoices, customerCreatedAt, given, CustomerEvidence.NONE);
  }

  /**
   * Applies the rules to one subscription of a customer with other subscriptions.
   *
   * @param others what the other subscriptions show
   */
  static SubscriptionResult of(
      List<Invoice> invoices,
      Instant customerCreatedAt,
      LayerPolicy given,
      CustomerEvidence others) {
    LayerPolicy rules = given.unasked();
    Map<String, ExclusionReason> exclusions = new LinkedHashMap<>();
    List<Invoice> counting = new ArrayList<>();
    for (Invoice invoice : invoices) {
      Optional<ExclusionReason> reason = ExclusionRules.exclusion(invoice, rules);
      reason.ifPresentOrElse(
          why -> exclusions.put(invoice.invoiceId(), why), () -> counting.add(invoice));
    }
    counting.sort(ORDER);
    Streams streams = StreamAssignment.of(counting, rules);
    if (rules.consolidates()) {
      streams = streams.and(ConsolidatedInvoices.takeFrom(invoices, exclusions, rules));
    }
    exclusions.putAll(streams.exclusions());
    List<Invoice> drafts = invoices.stream().filter(SubscriptionResult::isDueDraft).toList();
    List<Finding> findings = new ArrayList<>();
    List<CycleStart> remainders = new ArrayList<>();
    List<Posting> postings = new ArrayList<>(streams.oneOffParts());
    List<String> roundedTooMuch = new ArrayList<>();
    List<Streams.Span> doubtfulDays = new ArrayList<>(streams.doubtfulDays());
    doubtfulDays.addAll(others.incompleteDays());
    CustomerEvidence evidence = CustomerEvidence.NONE;
    for (int number = 0; number < streams.streams().size(); number++) {
      SubscriptionRules subscription = SubscriptionRules.of(streams.streams().get(number));
      subscription
          .orphanCredits()
          .forEach(credit -> exclusions.put(credit.invoiceId(), ExclusionReason.ORPHAN_CREDIT));
      StreamFindings found = new StreamFindings(subscription, number, doubtfulDays);
      evidence = evidence.and(found.doubtFirstCycle(others, customerCreatedAt, rules));
      findings.addAll(found.of(drafts, customerCreatedAt, rules));
      remainders.addAll(subscription.remainders());
      postings.addAll(subscription.books().postings());
      roundedTooMuch.addAll(subscription.books().roundedTooMuch());
    }
    return new SubscriptionResult(
        findings, remainders, postings, exclusions, roundedTooMuch, rules.dataEnd(), evidence);
  }

  /** Returns the layers, without empty ones. */
  public List<Layer> layers() {
    return findings.stream().map(Finding::layer).filter(layer -> !layer.isEmpty()).toList();
  }

  /** Returns whether the billing system will finalize a draft. A closed draft was discarded. */
  private static boolean isDueDraft(Invoice invoice) {
    return invoice.status() == InvoiceStatus.DRAFT && !invoice.isClosed();
  }
}
