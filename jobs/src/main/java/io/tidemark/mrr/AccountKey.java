package io.tidemark.mrr;

import java.io.Serializable;
import java.util.Comparator;

/**
 * Identifies the MRR of a customer in one currency, or all of its MRR converted to the reporting
 * currency.
 *
 * @param currency ISO 4217; the reporting currency if converted
 */
public record AccountKey(String currency, boolean isConverted)
    implements Comparable<AccountKey>, Serializable {
  private static final Comparator<AccountKey> ORDER =
      Comparator.comparing(AccountKey::currency).thenComparing(AccountKey::isConverted);

  @Override
  public int compareTo(AccountKey other) {
    return ORDER.compare(this, other);
  }
}
