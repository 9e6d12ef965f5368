package io.tidemark.insights;

import io.tidemark.mrr.BilledSubscription;
import io.tidemark.mrr.InvoiceFacts;
import io.tidemark.mrr.MrrLayer;
import io.tidemark.mrr.engine.ExclusionReason;
import io.tidemark.mrr.engine.Invoice;
import io.tidemark.tables.BillingTolerances;
import io.tidemark.tables.InvoiceStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The cause of a customer's churn. */
enum ChurnCause {
  /** The renewal was invoiced, but is void, uncollectible, closed unpaid or overdue. */
  INVOLUNTARY,
  /** No renewal was invoiced. */
  VOLUNTARY,
  /** The files cannot show the cause. */
  UNKNOWN;

  private static final Set<ExclusionReason> UNPAID =
      EnumSet.of(
          ExclusionReason.STATUS_VOID,
          ExclusionReason.STATUS_UNCOLLECTIBLE,
          ExclusionReason.OPEN_CLOSED,
          ExclusionReason.OPEN_OVERDUE);

  /** Reasons of a renewal that may still be paid, or was settled without money. */
  private static final Set<ExclusionReason> UNDECIDED =
      EnumSet.of(
          ExclusionReason.STATUS_DRAFT, ExclusionReason.STATUS_OPEN, ExclusionReason.CREDITED);

  /** Finds the causes of a customer's churn. */
  static final class Finder {
    private final CustomerHistory customer;
    private final Duration within;
    private final LocalDate settledThrough;
    private final Map<String, ExclusionReason> exclusions = new HashMap<>();

    Finder(CustomerHistory customer) {
      HistoryScope scope = customer.scope();
      Duration grace = Duration.ofDays(scope.graceDays());
      this.customer = customer;
      this.within =
          grace.compareTo(BillingTolerances.SAME_TIME) > 0 ? grace : BillingTolerances.SAME_TIME;
      this.settledThrough =
          scope.window().date(scope.window().through()).minusDays(scope.graceDays() + 1L);
      for (InvoiceFacts invoice : customer.invoices()) {
        if (!invoice.counts()) {
          exclusions.put(invoice.invoiceId(), ExclusionReason.valueOf(invoice.exclusionReason()));
        }
      }
    }

    /**
     * Returns the cause of churn on a day. Of several subscriptions that end on the day, an
     * involuntary end decides, otherwise an unknown one.
     *
     * @param currency of the MRR that ends; null for all currencies
     */
    ChurnCause cause(LocalDate day, String currency) {
      if (day.isAfter(settledThrough)) {
        return UNKNOWN;
      }
      Set<ChurnCause> causes = EnumSet.noneOf(ChurnCause.class);
      for (MrrLayer layer : customer.layers()) {
        if (currency == null || layer.currency().equals(currency)) {
          if (layer.mrrMinor() > 0 && layer.endDate().equals(day)) {
            causes.add(ofEnd(layer, day));
          } else if (layer.mrrMinor() < 0 && layer.startDate().equals(day)) {
            causes.add(layer.isAdjustment() ? UNKNOWN : VOLUNTARY);
          }
        }
      }
      if (causes.contains(INVOLUNTARY)) {
        return INVOLUNTARY;
      }
      return causes.contains(UNKNOWN) || causes.isEmpty() ? UNKNOWN : VOLUNTARY;
    }

    private ChurnCause ofEnd(MrrLayer layer, LocalDate day) {
      if (layer.subscriptionId() == null) {
        return UNKNOWN;
      }
      ChurnCause cause = VOLUNTARY;
      for (BilledSubscription subscription : customer.subscriptions()) {
        boolean isSame =
            layer.subscriptionId().equals(subscription.subscriptionId())
                && layer.currency().equals(subscription.currency());
        for (Invoice invoice : isSame ? subscription.invoices() : List.<Invoice>of()) {
          if (isWrittenOff(invoice, layer, day) || isRenewal(invoice, layer, UNPAID)) {
            return INVOLUNTARY;
          }
          cause = isRenewal(invoice, layer, UNDECIDED) ? UNKNOWN : cause;
        }
      }
      return cause;
    }

    /** Returns whether the invoice of a layer was marked uncollectible on the day of its end. */
    private boolean isWrittenOff(Invoice invoice, MrrLayer layer, LocalDate day) {
      return invoice.invoiceId().equals(layer.invoiceId())
          && invoice.status() == InvoiceStatus.UNCOLLECTIBLE
          && invoice.uncollectibleAt() != null
          && customer.scope().window().date(invoice.uncollectibleAt()).equals(day);
    }

    /** Returns whether an invoice bills what follows a layer and is excluded for a reason. */
    private boolean isRenewal(Invoice invoice, MrrLayer layer, Set<ExclusionReason> reasons) {
      ExclusionReason reason = exclusions.get(invoice.invoiceId());
      if (reason == null || !reasons.contains(reason) || !invoice.hasServicePeriod()) {
        return false;
      }
      Instant start = invoice.anchor();
      return !start.isBefore(layer.endAt().minus(BillingTolerances.SAME_TIME))
          && !start.isAfter(layer.endAt().plus(within));
    }
  }
}
