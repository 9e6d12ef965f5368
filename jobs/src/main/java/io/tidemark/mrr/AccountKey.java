package io.tidemark.mrr;

import java.io.Serializable;
import java.util.Comparator;

/**
 * The MRR of one currency, or all MRR converted to the reporting currency.
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
