package io.tidemark.mrr;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The counting invoices of a subscription that follow one, of whatever stream, in order.
 *
 * @param invoices by service start, creation and id
 */
record Upcoming(List<Invoice> invoices, Rules rules) {

  /** The invoice that continues the running cycle of a stream at its end, equally long. */
  Optional<Invoice> continuing(BillingStream stream) {
    return continuing(stream.end(), stream.start(), stream.end());
  }

  /** The first that opens a cycle at {@code time} as long as {@code [start, end)}. */
  Optional<Invoice> continuing(Instant time, Instant start, Instant end) {
    return invoices.stream()
        .filter(invoice -> !invoice.startsAnew() && Months.near(invoice.anchor(), time))
        .filter(invoice -> Months.areEquallyLong(time, invoice.serviceEnd(), start, end))
        .findFirst();
  }

  /**
   * The first that opens the cycle after the one from {@code time} on, both as long as {@code
   * [start, end)}.
   */
  Optional<Invoice> afterNext(Instant time, Instant start, Instant end) {
    return invoices.stream()
        .filter(invoice -> !invoice.startsAnew() && invoice.anchor().isAfter(time))
        .filter(invoice -> Months.areEquallyLong(time, invoice.anchor(), start, end))
        .filter(
            invoice -> Months.areEquallyLong(invoice.anchor(), invoice.serviceEnd(), start, end))
        .findFirst();
  }

  /** Those that bill a part of a cycle up to its end, and not the whole of it. */
  List<Invoice> changesIn(Instant start, Instant end) {
    return invoices.stream()
        .filter(invoice -> Months.near(invoice.serviceEnd(), end) && !invoice.straddles())
        .filter(invoice -> invoice.serviceStart().isAfter(start.plus(Months.TOLERANCE)))
        .filter(invoice -> invoice.serviceStart().isBefore(end))
        .toList();
  }

  /** The first whose usage period begins at {@code time}. */
  Optional<Invoice> billingUsageFrom(Instant time) {
    return invoices.stream()
        .filter(invoice -> invoice.hasUsage() && Months.near(invoice.usageStart(), time))
        .findFirst();
  }

  /** What is billed at {@code time} for any new cycle, minor units. */
  long billedAt(Instant time) {
    return invoices.stream()
        .filter(invoice -> !invoice.startsAnew() && Months.near(invoice.anchor(), time))
        .mapToLong(Invoice::netMinor)
        .sum();
  }

  /** Whether an invoice that is due at {@code time} is in the file if it was written at all. */
  boolean wouldShow(Instant time) {
    return time.plus(Duration.ofDays(rules.renewalGraceDays())).isBefore(rules.dataThrough());
  }
}
