package io.tidemark.insights;

import java.io.Serializable;
import java.util.Comparator;

/**
 * A billing interval in a currency.
 *
 * @param currency ISO 4217
 */
record IntervalKey(String currency, String billingInterval)
    implements Comparable<IntervalKey>, Serializable {
  private static final Comparator<IntervalKey> ORDER =
      Comparator.comparing(IntervalKey::currency).thenComparing(IntervalKey::billingInterval);

  @Override
  public int compareTo(IntervalKey other) {
    return ORDER.compare(this, other);
  }
}
