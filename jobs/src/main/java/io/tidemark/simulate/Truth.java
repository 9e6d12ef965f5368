package io.tidemark.simulate;

import io.tidemark.tables.InvoiceStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds up the MRR of a customer's subscriptions by the definition of {@link TrueMrr}. */
final class Truth {
  /**
   * An invoice marked uncollectible within this time after the start of its cycle is from a pause.
   */
  private static final Duration PAUSE = Duration.ofHours(24);

  private Truth() {}

  /** Returns the intervals of one customer with MRR, in order and without overlap. */
  static List<TrueMrr> of(
      BillingAccount account,
      List<Slice> slices,
      List<SimulatedInvoice> written,
      SimulationOptions options) {
    Map<String, SimulatedInvoice> invoices = new HashMap<>();
    written.forEach(invoice -> invoices.put(invoice.invoiceId(), invoice));
    LocalDate horizon = date(options.to());
    TreeMap<LocalDate, Change> changes = new TreeMap<>();
    for (Slice slice : slices) {
      SimulatedInvoice invoice = invoices.get(slice.cycleInvoiceId());
      if (slice.mrrMinor() == 0 || !counts(slice, invoice)) {
        continue;
      }
      SimulatedInvoice billedBy = invoices.get(slice.billedBy());
      boolean isBilled = billedBy != null && billedBy.createdAt().isBefore(options.windowTo());
      LocalDate from = date(slice.start());
      LocalDate to = earlier(date(paidUntil(slice, invoice)), horizon);
      if (from.isBefore(to)) {
        Change begins = new Change(slice.mrrMinor(), isBilled ? 0 : 1);
        changes.merge(from, begins, Change::plus);
        changes.merge(to, begins.reversed(), Change::plus);
      }
    }
    return intervals(account, changes);
  }

  /** A change on a day: of the MRR, and of the number of its parts that are not billed yet. */
  private record Change(long mrrMinor, int unbilled) {
    static final Change NONE = new Change(0, 0);

    Change plus(Change other) {
      return new Change(mrrMinor + other.mrrMinor, unbilled + other.unbilled);
    }

    Change reversed() {
      return new Change(-mrrMinor, -unbilled);
    }
  }

  private static List<TrueMrr> intervals(
      BillingAccount account, TreeMap<LocalDate, Change> changes) {
    List<TrueMrr> intervals = new ArrayList<>();
    LocalDate since = null;
    Change now = Change.NONE;
    for (Map.Entry<LocalDate, Change> change : changes.entrySet()) {
      if (change.getValue().equals(Change.NONE)) {
        continue;
      }
      if (now.mrrMinor() != 0) {
        intervals.add(
            new TrueMrr(
                account.customerId(),
                account.currency(),
                since,
                change.getKey(),
                now.mrrMinor(),
                now.unbilled() == 0));
      }
      since = change.getKey();
      now = now.plus(change.getValue());
    }
    return List.copyOf(intervals);
  }

  private static boolean counts(Slice slice, SimulatedInvoice invoice) {
    if (invoice == null) {
      return slice.isInArrears();
    }
    if (invoice.isCredited()) {
      return false;
    }
    return switch (invoice.status()) {
      case PAID, UNCOLLECTIBLE -> true;
      case OPEN -> !invoice.isClosed();
      case DRAFT -> !invoice.isClosed();
      case VOID -> false;
    };
  }

  private static Instant paidUntil(Slice slice, SimulatedInvoice invoice) {
    boolean isMarked =
        invoice != null
            && invoice.status() == InvoiceStatus.UNCOLLECTIBLE
            && invoice.uncollectibleAt().isBefore(slice.end());
    if (!isMarked) {
      return slice.end();
    }
    Instant mark = invoice.uncollectibleAt();
    return mark.isBefore(slice.start().plus(PAUSE)) ? slice.start() : mark;
  }

  private static LocalDate date(Instant moment) {
    return LocalDate.ofInstant(moment, ZoneOffset.UTC);
  }

  private static LocalDate earlier(LocalDate one, LocalDate other) {
    return one.isBefore(other) ? one : other;
  }
}
