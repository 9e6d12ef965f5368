package io.tidemark.mrr.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The counting invoices of a subscription that follow one, of whatever stream, in order.
 *
 * @param invoices by service start, creation and id
 */
record Upcoming(List<Invoice> invoices, LayerPolicy rules) {

  /** These with the one before them. */
  Upcoming from(Invoice invoice) {
    List<Invoice> all = new ArrayList<>(List.of(invoice));
    all.addAll(invoices);
    return new Upcoming(all, rules);
  }

  /** The invoice that continues the running cycle of a stream at its end, equally long. */
  Optional<Invoice> continuing(BillingStream stream) {
    return continuing(stream.end(), stream.start(), stream.end());
  }

  /** The first that opens a cycle at {@code time} as long as {@code [start, end)}. */
  Optional<Invoice> continuing(Instant time, Instant start, Instant end) {
    return invoices.stream()
        .filter(invoice -> !invoice.startsAnew() && BillingMonths.near(invoice.anchor(), time))
        .filter(invoice -> BillingMonths.areEquallyLong(time, invoice.serviceEnd(), start, end))
        .findFirst();
  }

  /**
   * The first that opens the cycle after the one from {@code time} on, both as long as {@code
   * [start, end)}.
   */
  Optional<Invoice> afterNext(Instant time, Instant start, Instant end) {
    return invoices.stream()
        .filter(invoice -> !invoice.startsAnew() && invoice.anchor().isAfter(time))
        .filter(invoice -> BillingMonths.areEquallyLong(time, invoice.anchor(), start, end))
        .filter(
            invoice ->
                BillingMonths.areEquallyLong(invoice.anchor(), invoice.serviceEnd(), start, end))
        .findFirst();
  }

  /** Those that bill a part of a cycle up to its end, and not the whole of it. */
  List<Invoice> changesIn(Instant start, Instant end) {
    return invoices.stream()
        .filter(invoice -> BillingMonths.near(invoice.serviceEnd(), end) && !invoice.straddles())
        .filter(invoice -> invoice.serviceStart().isAfter(start.plus(BillingMonths.TOLERANCE)))
        .filter(invoice -> invoice.serviceStart().isBefore(end))
        .toList();
  }

  /**
   * What an invoice that renews a longer stream at {@code time} bills for a shorter one: nothing
   * where that has an invoice of its own then, or no later one and none that ends then.
   */
  BigFraction billedWith(Instant time, BillingStream shorter) {
    Instant start = shorter.start();
    Instant end = shorter.end();
    if (continuing(time, start, end).isPresent()) {
      return BigFraction.ZERO;
    }
    return afterNext(time, start, end)
        .filter(next -> !next.straddles())
        .or(
            () ->
                endingAt(time, start, end)
                    .filter(last -> !wouldShow(BillingMonths.plusSame(time, start, end))))
        .map(invoice -> BigFraction.of(invoice.netMinor()))
        .orElse(BigFraction.ZERO);
  }

  /** The first that bills a cycle up to {@code time}, as long as {@code [start, end)}. */
  Optional<Invoice> endingAt(Instant time, Instant start, Instant end) {
    return invoices.stream()
        .filter(invoice -> BillingMonths.near(invoice.serviceEnd(), time))
        .filter(invoice -> BillingMonths.areEquallyLong(invoice.anchor(), time, start, end))
        .findFirst();
  }

  /** The first whose usage period begins at {@code time}. */
  Optional<Invoice> billingUsageFrom(Instant time) {
    return invoices.stream()
        .filter(invoice -> invoice.hasUsage() && BillingMonths.near(invoice.usageStart(), time))
        .findFirst();
  }

  /** What is billed at {@code time} for any new cycle, minor units. */
  long billedAt(Instant time) {
    return invoices.stream()
        .filter(invoice -> !invoice.startsAnew() && BillingMonths.near(invoice.anchor(), time))
        .mapToLong(Invoice::netMinor)
        .sum();
  }

  /** Whether an invoice that is due at {@code time} is in the file if it was written at all. */
  boolean wouldShow(Instant time) {
    return rules.dataEnd().isAfter(time.plus(Duration.ofDays(rules.renewalGraceDays())));
  }
}
