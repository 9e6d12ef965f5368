package io.tidemark.mrr.engine;

import io.tidemark.tables.InvoiceStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Decides whether an invoice counts, from its status and its period only. */
final class ExclusionRules {
  private static final Duration PAUSED_WITHIN = Duration.ofHours(24);

  private ExclusionRules() {}

  /** Returns the first reason that excludes an invoice; empty if it counts. */
  static Optional<ExclusionReason> exclusion(Invoice invoice, LayerPolicy rules) {
    return byStatus(invoice, rules).or(() -> byPeriod(invoice, rules));
  }

  private static Optional<ExclusionReason> byStatus(Invoice invoice, LayerPolicy rules) {
    return switch (invoice.status()) {
      case DRAFT -> Optional.of(ExclusionReason.STATUS_DRAFT);
      case VOID -> Optional.of(ExclusionReason.STATUS_VOID);
      case OPEN -> ofOpen(invoice, rules);
      case PAID, UNCOLLECTIBLE -> Optional.empty();
    };
  }

  private static Optional<ExclusionReason> ofOpen(Invoice invoice, LayerPolicy rules) {
    if (!rules.openCounts()) {
      return Optional.of(ExclusionReason.STATUS_OPEN);
    }
    if (invoice.isClosed() && !rules.openClosedCounts()) {
      return Optional.of(ExclusionReason.OPEN_CLOSED);
    }
    return isOverdue(invoice, rules) ? Optional.of(ExclusionReason.OPEN_OVERDUE) : Optional.empty();
  }

  private static boolean isOverdue(Invoice invoice, LayerPolicy rules) {
    if (rules.openGraceDays() < 0) {
      return false;
    }
    Instant finalOrWritten =
        invoice.finalizedAt() == null ? invoice.createdAt() : invoice.finalizedAt();
    Instant due = invoice.dueAt() == null ? finalOrWritten : invoice.dueAt();
    return rules.dataEnd().isAfter(due.plus(Duration.ofDays(rules.openGraceDays())));
  }

  private static Optional<ExclusionReason> byPeriod(Invoice invoice, LayerPolicy rules) {
    return invoice.subscriptionId() == null
        ? Optional.of(ExclusionReason.ONE_OFF)
        : byService(invoice, rules);
  }

  /**
   * Returns the reason that excludes an invoice, other than its status or a missing subscription.
   */
  static Optional<ExclusionReason> byService(Invoice invoice, LayerPolicy rules) {
    if (!invoice.hasServicePeriod()) {
      return Optional.of(ExclusionReason.NO_SERVICE_PERIOD);
    }
    if (isUncollectibleFromTheStart(invoice, rules)) {
      return Optional.of(ExclusionReason.STATUS_UNCOLLECTIBLE);
    }
    boolean isCredited = invoice.status() == InvoiceStatus.PAID && invoice.isCreditedInFull();
    return isCredited ? Optional.of(ExclusionReason.CREDITED) : Optional.empty();
  }

  /**
   * Returns whether an uncollectible invoice is excluded as a whole: by the policy, because it was
   * marked within a day of its start, as for a paused subscription, or because the time of the mark
   * is unknown.
   */
  private static boolean isUncollectibleFromTheStart(Invoice invoice, LayerPolicy rules) {
    if (invoice.status() != InvoiceStatus.UNCOLLECTIBLE) {
      return false;
    }
    boolean served =
        invoice.uncollectibleAt() != null
            && invoice.anchor().plus(PAUSED_WITHIN).isBefore(invoice.uncollectibleAt());
    return !rules.uncollectibleCounts() || !served;
  }
}
