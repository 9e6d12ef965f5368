package io.tidemark.testing;

import io.tidemark.config.Policy;
import io.tidemark.config.Settings;
import io.tidemark.mrr.engine.Invoice;
import io.tidemark.tables.InvoiceStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which invoices count, after section 1: the first reason that fits, or none.
 *
 * <p>Where the text leaves a choice: an open invoice is overdue when its due time plus the grace is
 * not after the end of the data, and never without a due or finalized time; where the policy counts
 * paid invoices only, an open one that is neither closed nor overdue is {@code STATUS_OPEN}, which
 * the text does not name; an uncollectible one without its date never counts; within 24 hours
 * includes the last moment; the layer of a renewal that also bills changes starts where its usage
 * ends; and what was credited in full is told after what bills no period.
 */
final class SectionOne {
  private final Policy policy;
  private final Instant dataThrough;

  SectionOne(Policy policy, Instant dataThrough) {
    this.policy = policy;
    this.dataThrough = dataThrough;
  }

  /** The exclusion reason; empty where the invoice counts (section 3 may still leave it out). */
  Optional<String> reason(Invoice invoice) {
    if (invoice.status() == InvoiceStatus.DRAFT) {
      return Optional.of("STATUS_DRAFT");
    }
    if (invoice.status() == InvoiceStatus.VOID) {
      return Optional.of("STATUS_VOID");
    }
    if (invoice.status() == InvoiceStatus.OPEN) {
      Optional<String> reason = openReason(invoice);
      if (reason.isPresent()) {
        return reason;
      }
    }
    if (invoice.subscriptionId() == null) {
      return Optional.of("ONE_OFF");
    }
    if (!hasServicePeriod(invoice)) {
      return Optional.of("NO_SERVICE_PERIOD");
    }
    if (invoice.isCreditedInFull()) {
      return Optional.of("CREDITED");
    }
    return isGivenUpFromTheStart(invoice) ? Optional.of("STATUS_UNCOLLECTIBLE") : Optional.empty();
  }

  static boolean hasServicePeriod(Invoice invoice) {
    return invoice.serviceStart() != null
        && invoice.serviceEnd() != null
        && invoice.serviceStart().isBefore(invoice.serviceEnd());
  }

  private Optional<String> openReason(Invoice invoice) {
    boolean closedIsOut = policy.get(Settings.OPEN_CLOSED) == Settings.OpenClosed.EXCLUDE;
    if (invoice.isClosed() && closedIsOut) {
      return Optional.of("OPEN_CLOSED");
    }
    if (isOverdue(invoice)) {
      return Optional.of("OPEN_OVERDUE");
    }
    boolean openCounts = policy.get(Settings.COUNTING_STATUSES).contains(InvoiceStatus.OPEN);
    return openCounts ? Optional.empty() : Optional.of("STATUS_OPEN");
  }

  private boolean isOverdue(Invoice invoice) {
    OptionalInt graceDays = policy.get(Settings.OPEN_GRACE_DAYS);
    Instant due = invoice.dueAt();
    if (due == null || due.atOffset(ZoneOffset.UTC).getYear() == 1970) {
      due = invoice.finalizedAt();
    }
    if (graceDays.isEmpty() || due == null) {
      return false;
    }
    return !due.plus(Duration.ofDays(graceDays.getAsInt())).isAfter(dataThrough);
  }

  /** Where the main layer of an invoice starts: a renewal with changes is for what it renews. */
  private static Instant layersFrom(Invoice invoice) {
    return Shape.isStraddle(invoice) ? invoice.usageEnd() : invoice.serviceStart();
  }

  private boolean isGivenUpFromTheStart(Invoice invoice) {
    if (invoice.status() != InvoiceStatus.UNCOLLECTIBLE) {
      return false;
    }
    boolean never = policy.get(Settings.UNCOLLECTIBLE) == Settings.Uncollectible.EXCLUDE;
    return never
        || invoice.uncollectibleAt() == null
        || !invoice.uncollectibleAt().isAfter(layersFrom(invoice).plus(Duration.ofHours(24)));
  }
}
