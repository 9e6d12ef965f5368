package io.tidemark.insights;

import io.tidemark.mrr.AccountKey;
import io.tidemark.util.Utf8Order;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/** The customers with the highest MRR of each account, and the total MRR of all customers. */
final class TopCustomers implements Mergeable<TopCustomers> {
  private static final long serialVersionUID = 1L;
  private static final int KEPT = 200;

  private final HashMap<AccountKey, Top> tops = new HashMap<>();

  /** The order of customers: highest MRR first, then by customer id. */
  record Rank(long mrrMinor, String customerId) implements Comparable<Rank>, Serializable {
    @Override
    public int compareTo(Rank other) {
      int most = Long.compare(other.mrrMinor, mrrMinor);
      return most != 0 ? most : Utf8Order.compare(customerId, other.customerId);
    }
  }

  /**
   * The details that are shown with a customer's MRR.
   *
   * @param since first day with MRR
   * @param isSinceEarlier whether MRR began before the files
   * @param changeMinor change over 30 days, minor units; null before the opening day
   * @param nextRenewal first day after the invoiced or implied period; null if there is none
   * @param hasPaid null if unknown
   * @param billedMinor net amount of the invoices that count, minor units; null if there are none,
   *     or if converted
   */
  record Details(
      LocalDate since,
      boolean isSinceEarlier,
      Long changeMinor,
      LocalDate nextRenewal,
      Boolean hasPaid,
      Long billedMinor)
      implements Serializable {}

  /** The top customers of an account, and the MRR of all customers. */
  static final class Top implements Serializable {
    private static final long serialVersionUID = 1L;

    private final TreeMap<Rank, Details> kept = new TreeMap<>();
    private long totalMinor;

    /** Returns the MRR of all customers, minor units. */
    long totalMinor() {
      return totalMinor;
    }

    /** Returns up to 200 customers in the order of their ranks. */
    NavigableMap<Rank, Details> kept() {
      return kept;
    }

    /** Adds an MRR to the total of all customers, minor units. */
    void addToTotal(long mrrMinor) {
      totalMinor = Math.addExact(totalMinor, mrrMinor);
    }

    /**
     * Returns whether a customer would be among the top customers so far. Details are needed only
     * then.
     */
    boolean hasRoomFor(Rank rank) {
      return kept.size() < KEPT || rank.compareTo(kept.lastKey()) < 0;
    }

    /** Adds a customer to the top customers if it is one of them. The total does not change. */
    void keep(Rank rank, Details details) {
      kept.put(rank, details);
      if (kept.size() > KEPT) {
        kept.pollLastEntry();
      }
    }
  }

  /** Returns the top customers of an account. Callers may add to them. */
  Top of(AccountKey account) {
    return tops.computeIfAbsent(account, x -> new Top());
  }

  /** Returns all accounts in the order of their keys. */
  SortedMap<AccountKey, Top> byAccount() {
    return new TreeMap<>(tops);
  }

  @Override
  public void merge(TopCustomers other) {
    other.tops.forEach(
        (account, top) -> {
          Top own = of(account);
          own.addToTotal(top.totalMinor);
          top.kept.forEach(own::keep);
        });
  }
}
