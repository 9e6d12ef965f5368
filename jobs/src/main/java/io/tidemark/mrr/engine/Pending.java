package io.tidemark.mrr.engine;

import io.tidemark.tables.BillingTolerances;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Computes pending layers. The end of a cycle without a renewal is not always churn: the renewal
 * may be late, or due when the data ends.
 */
final class Pending {
  private Pending() {}

  /**
   * Returns the pending layers of a stream.
   *
   * @param drafts the invoices that are not final yet
   */
  static List<LayerDraft> of(
      SubscriptionRules subscription, List<Invoice> drafts, LayerPolicy rules) {
    List<LayerDraft> pending = new ArrayList<>();
    if (rules.renewalGraceDays() > 0) {
      subscription
          .openings()
          .forEach(opening -> lateRenewal(opening, rules).ifPresent(pending::add));
      atTheEdge(subscription, drafts, rules).ifPresent(pending::add);
    }
    return pending;
  }

  private static Optional<LayerDraft> lateRenewal(Opening opening, LayerPolicy rules) {
    Instant renewed = opening.slice().start;
    Duration grace = Duration.ofDays(rules.renewalGraceDays());
    return opening
        .before()
        .filter(before -> before.end().isBefore(renewed))
        .filter(before -> !before.end().plus(grace).isBefore(renewed))
        .filter(before -> before.endsWithItsCycle() && !before.isGivenUpBy(renewed))
        .filter(before -> opening.slice().mrrMinor > 0)
        .map(
            before -> {
              CopiedPrice late = CopiedPrice.of(lateBy(rules), List.of(opening.slice()));
              return slice(late, before.end(), renewed);
            });
  }

  private static Optional<LayerDraft> atTheEdge(
      SubscriptionRules subscription, List<Invoice> drafts, LayerPolicy rules) {
    List<LayerDraft> left =
        subscription.slices().stream().filter(slice -> !slice.isEmpty()).toList();
    Optional<Instant> lastEnd = left.stream().map(LayerDraft::end).max(Instant::compareTo);
    List<LayerDraft> ending =
        left.stream()
            .filter(slice -> BillingMonths.near(slice.end(), lastEnd.orElseThrow()))
            .toList();
    boolean dueRenewal =
        ending.stream().allMatch(slice -> slice.endsWithItsCycle() && slice.givenUpAt() == null);
    return lastEnd
        .filter(end -> MinorUnits.sum(ending) > 0 && dueRenewal)
        .filter(end -> rules.dataEnd().reaches(rules.startOf(rules.date(end))))
        .flatMap(
            end ->
                expected(end, subscription, drafts, rules)
                    .map(
                        why -> {
                          LayerDraft pending =
                              slice(CopiedPrice.of(why, ending), end, rules.endOfLastDay());
                          if (isVaryingUsage(subscription)) {
                            pending.lowUnlessLow(LowConfidenceReason.VARYING_USAGE);
                          }
                          return pending;
                        }));
  }

  /**
   * Returns why a renewal is expected at the end of the data, as one sentence. Empty if none is
   * expected.
   */
  private static Optional<String> expected(
      Instant end, SubscriptionRules subscription, List<Invoice> drafts, LayerPolicy rules) {
    if (!rules.dataEnd().reaches(end.plus(BillingTolerances.RENEWAL_DELAY))) {
      boolean isLater = !rules.dataEnd().reaches(end);
      String when = isLater ? "later on the last day of the data" : "just before the data ends";
      return Optional.of(
          String.format(
                  Locale.ROOT,
                  "The cycle ends %s, too late for its renewal to be in the data: its MRR continues"
                      + " to the end of",
                  when)
              + " that day.");
    }
    if (isBilledInArrears(subscription) && !isOverdue(end, subscription, rules)) {
      return Optional.of(
          "It is billed at the end of each cycle, and the next invoice is due after the data ends:"
              + " its MRR continues to the end of the last day of the data.");
    }
    return drafts.stream()
        .filter(draft -> renewsAt(draft, end))
        .findFirst()
        .map(
            draft ->
                String.format(
                        Locale.ROOT,
                        "The cycle ended, and its renewal %s is still a draft: its MRR continues to"
                            + " the end of the",
                        draft.invoiceId())
                    + " last day of the data.");
  }

  private static boolean isBilledInArrears(SubscriptionRules subscription) {
    List<Invoice> billed =
        subscription.invoices().stream().filter(invoice -> invoice.netMinor() != 0).toList();
    return billed.stream().allMatch(Invoice::isInArrears);
  }

  /** Returns whether the stream is billed in arrears and its price varies between cycles. */
  private static boolean isVaryingUsage(SubscriptionRules subscription) {
    return isBilledInArrears(subscription)
        && subscription.openings().stream()
                .map(opening -> opening.slice().mrrMinor)
                .distinct()
                .count()
            > 1;
  }

  /**
   * Returns whether the invoice for the cycle from {@code end} on should already be in the data.
   */
  private static boolean isOverdue(Instant end, SubscriptionRules subscription, LayerPolicy rules) {
    List<Opening> openings = subscription.openings();
    Cycle last = openings.get(openings.size() - 1).cycle();
    Instant due = BillingMonths.plusSame(end, last.start(), last.end());
    return rules.dataEnd().isAfter(due.plus(Duration.ofDays(rules.renewalGraceDays())));
  }

  private static String lateBy(LayerPolicy rules) {
    return String.format(
        Locale.ROOT,
        "The renewal was late, but within %d days: its price fills the gap.",
        rules.renewalGraceDays());
  }

  private static boolean renewsAt(Invoice draft, Instant end) {
    boolean byUsage = draft.usageEnd() != null && BillingMonths.near(draft.usageEnd(), end);
    boolean byService =
        draft.serviceStart() != null && BillingMonths.near(draft.serviceStart(), end);
    return byUsage || byService;
  }

  /**
   * Returns a layer with the price of the renewed layers. Its confidence is low if that of any of
   * them is.
   */
  private static LayerDraft slice(CopiedPrice price, Instant start, Instant end) {
    List<LayerDraft> renewed = price.of();
    LayerDraft last = renewed.get(renewed.size() - 1);
    BigFraction weight = last.cycle.part(start, end);
    LayerDraft pending =
        new LayerDraft(
            last.invoice,
            Layer.Kind.PENDING,
            last.cycle,
            start,
            end,
            weight,
            price.mrrMinor(),
            price);
    return renewed.stream().anyMatch(LayerDraft::isLow)
        ? pending.low(LowConfidenceReason.REPEATS_LOW)
        : pending;
  }
}
