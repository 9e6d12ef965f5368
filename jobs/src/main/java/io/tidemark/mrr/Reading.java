package io.tidemark.mrr;

import io.tidemark.tables.InvoiceStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the invoices of one subscription mean: its layers, its books, and the invoices that make no
 * layer with the reason.
 *
 * @param findings layers with what they were made of, in the order they were made, the empty too
 * @param remainders restarts that left nothing running: they count, but make no layer
 * @param exclusions reason by invoice id; an invoice without one counts
 * @param roundedTooMuch invoices whose rounding is more than rounding can explain
 */
record Reading(
    List<Finding> findings,
    List<NewCycle> remainders,
    List<Posting> postings,
    Map<String, ExclusionReason> exclusions,
    List<String> roundedTooMuch) {

  /** A layer, and what it was made of. */
  record Finding(Slice slice, Layer layer) {}

  private static final Comparator<Invoice> ORDER =
      Comparator.comparing(Invoice::serviceStart)
          .thenComparing(Invoice::createdAt)
          .thenComparing(Invoice::invoiceId);

  /**
   * Reads one subscription of one customer in one currency, or one-offs.
   *
   * @param invoices all of them, whatever their status, in any order
   * @param customerCreatedAt null where unknown
   */
  static Reading of(List<Invoice> invoices, Instant customerCreatedAt, Rules rules) {
    Map<String, ExclusionReason> exclusions = new LinkedHashMap<>();
    List<Invoice> counting = new ArrayList<>();
    for (Invoice invoice : invoices) {
      Optional<ExclusionReason> reason = Counting.exclusion(invoice, rules);
      reason.ifPresentOrElse(
          why -> exclusions.put(invoice.invoiceId(), why), () -> counting.add(invoice));
    }
    counting.sort(ORDER);
    Subscription subscription = Subscription.of(counting);
    subscription
        .orphanCredits()
        .forEach(credit -> exclusions.put(credit.invoiceId(), ExclusionReason.ORPHAN_CREDIT));
    List<Invoice> drafts = invoices.stream().filter(Reading::isDueDraft).toList();
    return new Reading(
        findings(subscription, drafts, customerCreatedAt, rules),
        subscription.remainders(),
        subscription.books().postings(),
        exclusions,
        subscription.books().roundedTooMuch());
  }

  /** The layers: none is empty. */
  List<Layer> layers() {
    return findings.stream().map(Finding::layer).filter(layer -> !layer.isEmpty()).toList();
  }

  /** A draft that the billing system will finalize; one it has closed was put aside. */
  private static boolean isDueDraft(Invoice invoice) {
    return invoice.status() == InvoiceStatus.DRAFT && !invoice.isClosed();
  }

  private static List<Finding> findings(
      Subscription subscription, List<Invoice> drafts, Instant customerCreatedAt, Rules rules) {
    List<Finding> findings = new ArrayList<>();
    boolean beganUnseen = beganUnseen(subscription, rules);
    if (rules.showsImplied()) {
      Implied.of(subscription, customerCreatedAt, rules.dataFrom())
          .ifPresent(slice -> findings.add(finding(slice, Layer.Basis.IMPLIED, 0, true)));
    }
    Optional<Invoice> first =
        subscription.slices().stream().findFirst().map(slice -> slice.invoice);
    Optional<Invoice> billedBefore = Optional.empty();
    for (Slice slice : subscription.slices()) {
      boolean isBilledAgain = billedBefore.filter(slice.invoice::equals).isPresent();
      long billed = isBilledAgain ? 0 : slice.invoice.netMinor();
      billedBefore = Optional.of(slice.invoice);
      boolean ofTheFirst = first.filter(slice.invoice::equals).isPresent();
      boolean unseen = slice.kind == Layer.Kind.ORPHAN_PRORATION || (ofTheFirst && beganUnseen);
      findings.add(finding(slice, Layer.Basis.INVOICED, billed, unseen));
    }
    Pending.of(subscription, drafts, rules)
        .forEach(slice -> findings.add(finding(slice, Layer.Basis.PENDING, 0, false)));
    return findings;
  }

  /** The first invoice seen renews, or credits, what began before the file. */
  private static boolean beganUnseen(Subscription subscription, Rules rules) {
    return subscription.invoices().stream()
        .findFirst()
        .filter(invoice -> invoice.renews() || invoice.netMinor() < 0)
        .filter(invoice -> invoice.usageStart() != null)
        .filter(invoice -> invoice.usageStart().isBefore(rules.dataFrom()))
        .isPresent();
  }

  private static Finding finding(
      Slice slice, Layer.Basis basis, long billed, boolean startsUnseen) {
    Layer layer =
        new Layer(
            slice.invoice,
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
    return new Finding(slice, layer);
  }
}
