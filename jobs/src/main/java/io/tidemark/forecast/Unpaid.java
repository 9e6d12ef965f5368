package io.tidemark.forecast;

import java.io.Serializable;
import java.util.Comparator;

/**
 * Open invoices that contribute to MRR, of one customer in one currency.
 *
 * @param owedMinor total net amount of the open invoices, minor units
 * @param largestMinor the largest net amount of one of them, minor units
 */
record Unpaid(String customerId, String currency, int invoices, long owedMinor, long largestMinor)
    implements Comparable<Unpaid>, Serializable {
  private static final Comparator<Unpaid> ORDER =
      Comparator.comparing(Unpaid::currency).thenComparing(Unpaid::customerId);

  Unpaid plus(Unpaid other) {
    return new Unpaid(
        customerId,
        currency,
        invoices + other.invoices,
        Math.addExact(owedMinor, other.owedMinor),
        Math.max(largestMinor, other.largestMinor));
  }

  @Override
  public int compareTo(Unpaid other) {
    return ORDER.compare(this, other);
  }
}
