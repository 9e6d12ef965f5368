package io.tidemark.mrr.engine;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * The end of a new period that a credit for the old one hides. The next invoice shows it;
 * otherwise, one month is assumed.
 *
 * @param source how the end is inferred, in plain text
 */
record HiddenPeriod(Instant end, String source) {

  static HiddenPeriod of(Instant start, Optional<Invoice> next, BillingMonths months) {
    Optional<Invoice> successor =
        next.filter(
                invoice -> invoice.hasUsage() && BillingMonths.near(invoice.usageStart(), start))
            .filter(invoice -> invoice.serviceEnd().isAfter(start));
    if (successor.isEmpty()) {
      return new HiddenPeriod(
          BillingMonths.plusMonths(start, 1),
          "no later invoice shows its end, so one month is assumed");
    }
    Instant usageEnd = successor.get().usageEnd();
    boolean wholeMonths = usageEnd.isAfter(start) && months.isWhole(start, usageEnd);
    String by = "the new period ends with the %s period of " + successor.get().invoiceId();
    return wholeMonths
        ? new HiddenPeriod(usageEnd, String.format(Locale.ROOT, by, "usage"))
        : new HiddenPeriod(successor.get().serviceEnd(), String.format(Locale.ROOT, by, "service"));
  }
}
