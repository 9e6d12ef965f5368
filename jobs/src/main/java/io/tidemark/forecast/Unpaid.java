package io.tidemark.forecast;

import io.tidemark.insights.CustomerHistory;
import io.tidemark.mrr.BilledSubscription;
import io.tidemark.mrr.DataWindow;
import io.tidemark.mrr.InvoiceFacts;
import io.tidemark.mrr.engine.Invoice;
import io.tidemark.tables.InvoiceStatus;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Open invoices that contribute to MRR, of one customer in one currency.
 *
 * @param owedMinor total net amount of the open invoices, minor units
 * @param largestMinor the largest net amount of one of them, minor units
 * @param oldest the first day on which one of them was due, or written if it has no due date
 */
record Unpaid(
    String customerId,
    String currency,
    int invoices,
    long owedMinor,
    long largestMinor,
    LocalDate oldest)
    implements Comparable<Unpaid>, Serializable {
  private static final Comparator<Unpaid> ORDER =
      Comparator.comparing(Unpaid::currency).thenComparing(Unpaid::customerId);

  /** Returns the open invoices of a customer that contribute to MRR, by currency. */
  static SortedMap<String, Unpaid> of(CustomerHistory customer, DataWindow window) {
    SortedMap<String, Unpaid> unpaid = new TreeMap<>();
    Set<String> counted = new HashSet<>();
    for (BilledSubscription subscription : customer.subscriptions()) {
      for (Invoice invoice : subscription.invoices()) {
        if (invoice.status() != InvoiceStatus.OPEN) {
          continue;
        }
        if (counted.isEmpty()) {
          customer.invoices().stream()
              .filter(InvoiceFacts::counts)
              .forEach(each -> counted.add(each.invoiceId()));
        }
        if (counted.contains(invoice.invoiceId())) {
          String currency = invoice.currency();
          long owed = invoice.netMinor();
          Instant due = invoice.dueAt() == null ? invoice.createdAt() : invoice.dueAt();
          Unpaid one = new Unpaid(customer.customerId(), currency, 1, owed, owed, window.date(due));
          unpaid.merge(currency, one, Unpaid::plus);
        }
      }
    }
    return unpaid;
  }

  Unpaid plus(Unpaid other) {
    return new Unpaid(
        customerId,
        currency,
        invoices + other.invoices,
        Math.addExact(owedMinor, other.owedMinor),
        Math.max(largestMinor, other.largestMinor),
        oldest.isBefore(other.oldest) ? oldest : other.oldest);
  }

  @Override
  public int compareTo(Unpaid other) {
    return ORDER.compare(this, other);
  }
}
