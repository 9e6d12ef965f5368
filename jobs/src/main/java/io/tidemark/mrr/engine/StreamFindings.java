package io.tidemark.mrr.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Computes the layers of a billing stream, including implied and pending ones.
 *
 * @param stream number of the stream within the subscription
 * @param doubtfulDays days on which all layers of the subscription have low confidence
 */
record StreamFindings(SubscriptionRules subscription, int stream, List<Streams.Span> doubtfulDays) {

  /**
   * Lowers the confidence of a first cycle whose price nothing confirms, and returns what the
   * stream shows of the customer.
   *
   * @param others what the other subscriptions show
   */
  CustomerEvidence doubtFirstCycle(
      CustomerEvidence others, Instant customerCreatedAt, LayerPolicy rules) {
    Optional<FirstCycle> first = FirstCycle.of(subscription.timeline());
    if (others.paidFee()) {
      first.ifPresent(FirstCycle::doubtUnconfirmed);
    }
    boolean isCredited =
        first.filter(each -> each.doubtCredited(customerCreatedAt, rules.dataFrom())).isPresent();
    List<Streams.Span> incomplete = new ArrayList<>();
    if (isCredited) {
      incomplete.add(before(first.orElseThrow().slice().start, rules));
    }
    subscription.orphanCredits().stream()
        .filter(credit -> creditsUnseen(credit, rules.dataFrom()))
        .forEach(credit -> incomplete.add(before(credit.serviceStart(), rules)));
    boolean paidFee =
        first.filter(FirstCycle::isDearerThanNext).isPresent()
            || subscription.slices().stream()
                .anyMatch(slice -> slice.arithmetic instanceof SetupFee);
    return new CustomerEvidence(paidFee, incomplete);
  }

  /** Returns whether a credit is for a cycle from before the files. */
  private boolean creditsUnseen(Invoice credit, Instant dataFrom) {
    boolean beganBefore =
        credit.hasUsage() && (credit.startsAnew() || credit.usageStart().isBefore(dataFrom));
    return beganBefore && subscription.invoices().get(0).equals(credit);
  }

  private static Streams.Span before(Instant time, LayerPolicy rules) {
    return new Streams.Span(rules.dataFrom(), time, LowConfidenceReason.INCOMPLETE);
  }

  /** Returns all layers in the order they were made, including empty ones. */
  List<SubscriptionResult.Finding> of(
      List<Invoice> drafts, Instant customerCreatedAt, LayerPolicy rules) {
    List<SubscriptionResult.Finding> findings = new ArrayList<>();
    boolean beganUnseen = beganUnseen(rules);
    if (rules.showsImplied()) {
      Implied.of(subscription, customerCreatedAt, rules.dataFrom())
          .ifPresent(slice -> add(findings, slice, Layer.Basis.IMPLIED, true));
    }
    Optional<Invoice> first =
        subscription.slices().stream().findFirst().map(slice -> slice.invoice);
    for (LayerDraft slice : subscription.slices()) {
      boolean ofTheFirst = first.filter(slice.invoice::equals).isPresent();
      boolean unseen = slice.kind == Layer.Kind.ORPHAN_PRORATION || (ofTheFirst && beganUnseen);
      add(findings, slice, Layer.Basis.INVOICED, unseen);
    }
    Pending.of(subscription, drafts, rules)
        .forEach(slice -> add(findings, slice, Layer.Basis.PENDING, false));
    return findings;
  }

  /**
   * Returns whether the first invoice in the files renews or credits something that began before
   * them.
   */
  private boolean beganUnseen(LayerPolicy rules) {
    return subscription.invoices().stream()
        .findFirst()
        .filter(invoice -> invoice.renews() || invoice.netMinor() < 0)
        .filter(invoice -> invoice.usageStart() != null)
        .filter(invoice -> invoice.usageStart().isBefore(rules.dataFrom()))
        .isPresent();
  }

  private void add(
      List<SubscriptionResult.Finding> findings,
      LayerDraft slice,
      Layer.Basis basis,
      boolean startsUnseen) {
    for (LayerDraft piece : pieces(slice)) {
      boolean isBilledBefore =
          findings.stream()
              .anyMatch(
                  found ->
                      found.layer().basis() == Layer.Basis.INVOICED
                          && found.slice().invoice.equals(slice.invoice));
      boolean isBilled = basis == Layer.Basis.INVOICED && !isBilledBefore;
      long billed = isBilled ? slice.invoice.netMinor() : 0;
      String note = subscription.note(slice.invoice).orElse("");
      findings.add(
          new SubscriptionResult.Finding(piece, layer(piece, basis, billed, startsUnseen), note));
    }
  }

  /** Returns the layer, split where doubtful days start and end. */
  private List<LayerDraft> pieces(LayerDraft slice) {
    List<LayerDraft> pieces = List.of(slice);
    for (Streams.Span days : doubtfulDays) {
      pieces = pieces.stream().flatMap(piece -> piece.splitAt(days).stream()).toList();
    }
    return pieces;
  }

  private Layer layer(LayerDraft slice, Layer.Basis basis, long billed, boolean startsUnseen) {
    return new Layer(
        slice.invoice,
        stream,
        slice.start,
        slice.end(),
        slice.cycle,
        slice.weight,
        slice.mrrMinor,
        billed,
        slice.creditMinor,
        slice.kind,
        basis,
        slice.isLow() ? Layer.Confidence.LOW : Layer.Confidence.HIGH,
        startsUnseen);
  }
}
