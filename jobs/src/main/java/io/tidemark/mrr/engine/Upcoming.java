package io.tidemark.mrr.engine;

import io.tidemark.tables.BillingTolerances;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The counting invoices of a subscription after a given one, in all streams.
 *
 * @param invoices sorted by service start, creation and id
 */
record Upcoming(List<Invoice> invoices, LayerPolicy rules) {

  /** Returns these invoices with the one before them first. */
  Upcoming from(Invoice invoice) {
    List<Invoice> all = new ArrayList<>(List.of(invoice));
    all.addAll(invoices);
    return new Upcoming(all, rules);
  }

  /**
   * Returns the invoice that continues a stream at the end of its running cycle with equal length.
   */
  Optional<Invoice> continuing(BillingStream stream) {
    return continuing(stream.end(), stream.start(), stream.end());
  }

  /**
   * Returns the first invoice that opens a cycle at {@code time} as long as {@code [start, end)}.
   */
  Optional<Invoice> continuing(Instant time, Instant start, Instant end) {
    return invoices.stream()
        .filter(invoice -> !invoice.startsAnew() && BillingMonths.near(invoice.anchor(), time))
        .filter(invoice -> BillingMonths.areEquallyLong(time, invoice.serviceEnd(), start, end))
        .findFirst();
  }

  /**
   * Returns the first invoice that opens the cycle after the one that begins at {@code time}, both
   * as long as {@code [start, end)}.
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

  /** Returns the invoices that bill a part of a cycle up to its end, but not the whole cycle. */
  List<Invoice> changesIn(Instant start, Instant end) {
    return invoices.stream()
        .filter(invoice -> BillingMonths.near(invoice.serviceEnd(), end) && !invoice.straddles())
        .filter(invoice -> invoice.serviceStart().isAfter(start.plus(BillingTolerances.SAME_TIME)))
        .filter(invoice -> invoice.serviceStart().isBefore(end))
        .toList();
  }

  /**
   * Returns the amount that the renewal of a longer stream at {@code time} bills for a shorter one.
   * It is zero if the shorter stream has a separate invoice at that time, or if neither a later
   * invoice nor one that ends at that time shows its price.
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

  /**
   * Returns the first invoice that bills a cycle up to {@code time} as long as {@code [start,
   * end)}.
   */
  Optional<Invoice> endingAt(Instant time, Instant start, Instant end) {
    return invoices.stream()
        .filter(invoice -> BillingMonths.near(invoice.serviceEnd(), time))
        .filter(invoice -> BillingMonths.areEquallyLong(invoice.anchor(), time, start, end))
        .findFirst();
  }

  /** Returns the first invoice whose usage period begins at {@code time}. */
  Optional<Invoice> billingUsageFrom(Instant time) {
    return invoices.stream()
        .filter(invoice -> invoice.hasUsage() && BillingMonths.near(invoice.usageStart(), time))
        .findFirst();
  }

  /** Returns the total amount billed for new cycles at {@code time}, in minor units. */
  long billedAt(Instant time) {
    return invoices.stream()
        .filter(invoice -> !invoice.startsAnew() && BillingMonths.near(invoice.anchor(), time))
        .mapToLong(Invoice::netMinor)
        .sum();
  }

  /**
   * Returns whether the data covers an invoice that is due at {@code time}, including the grace
   * days.
   */
  boolean wouldShow(Instant time) {
    return rules.dataEnd().isAfter(time.plus(Duration.ofDays(rules.renewalGraceDays())));
  }
}
