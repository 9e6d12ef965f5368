package io.tidemark.simulate;

import io.tidemark.tables.InvoiceStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sums up what a customer's subscriptions are worth; {@link TrueMrr} states the contract. */
final class Truth {
  private Truth() {}

  /** The intervals of one customer, in order, without overlap, none of them worth nothing. */
  static List<TrueMrr> of(
      String customerId,
      String currency,
      List<Slice> slices,
      Map<String, SimulatedInvoice> invoices,
      Instant worldEnd) {
    LocalDate horizon = date(worldEnd);
    TreeMap<LocalDate, Long> changes = new TreeMap<>();
    for (Slice slice : slices) {
      SimulatedInvoice invoice = invoices.get(slice.invoiceId());
      if (invoice == null || !counts(invoice)) {
        continue;
      }
      LocalDate from = date(slice.start());
      LocalDate to = earlier(date(paidUntil(slice, invoice)), horizon);
      if (slice.mrrMinor() != 0 && from.isBefore(to)) {
        changes.merge(from, slice.mrrMinor(), Long::sum);
        changes.merge(to, -slice.mrrMinor(), Long::sum);
      }
    }
    return intervals(customerId, currency, changes);
  }

  private static boolean counts(SimulatedInvoice invoice) {
    return switch (invoice.status()) {
      case PAID, UNCOLLECTIBLE -> true;
      case OPEN -> !invoice.isClosed();
      case DRAFT -> !invoice.isClosed();
      case VOID -> false;
    };
  }

  private static Instant paidUntil(Slice slice, SimulatedInvoice invoice) {
    boolean isMarked =
        invoice.status() == InvoiceStatus.UNCOLLECTIBLE
            && invoice.uncollectibleAt().isBefore(slice.end());
    return isMarked ? invoice.uncollectibleAt() : slice.end();
  }

  private static List<TrueMrr> intervals(
      String customerId, String currency, TreeMap<LocalDate, Long> changes) {
    List<TrueMrr> intervals = new ArrayList<>();
    LocalDate since = null;
    long mrr = 0;
    for (Map.Entry<LocalDate, Long> change : changes.entrySet()) {
      if (change.getValue() == 0) {
        continue;
      }
      if (mrr != 0) {
        intervals.add(new TrueMrr(customerId, currency, since, change.getKey(), mrr));
      }
      since = change.getKey();
      mrr += change.getValue();
    }
    return List.copyOf(intervals);
  }

  private static LocalDate date(Instant moment) {
    return LocalDate.ofInstant(moment, ZoneOffset.UTC);
  }

  private static LocalDate earlier(LocalDate one, LocalDate other) {
    return one.isBefore(other) ? one : other;
  }
}
