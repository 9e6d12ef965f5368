package io.tidemark.insights;

import io.tidemark.mrr.AccountKey;
import java.io.Serializable;
import java.util.Comparator;

/**
 * A billing interval of an account, or all of its intervals.
 *
 * @param billingInterval {@link BillingIntervals#ALL} for all of them, which is the only value for
 *     converted MRR
 */
record ChurnKey(AccountKey account, String billingInterval)
    implements Comparable<ChurnKey>, Serializable {
  private static final Comparator<ChurnKey> ORDER =
      Comparator.comparing(ChurnKey::account).thenComparing(ChurnKey::billingInterval);

  static ChurnKey ofAll(AccountKey account) {
    return new ChurnKey(account, BillingIntervals.ALL);
  }

  static ChurnKey of(String currency, String billingInterval) {
    return new ChurnKey(new AccountKey(currency, false), billingInterval);
  }

  @Override
  public int compareTo(ChurnKey other) {
    return ORDER.compare(this, other);
  }
}
