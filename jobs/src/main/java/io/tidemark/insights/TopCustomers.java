package io.tidemark.insights;

import io.tidemark.mrr.AccountKey;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/** Keeps the customers with most MRR of each account, and adds up the MRR of all. */
final class TopCustomers implements Mergeable<TopCustomers> {
  private static final long serialVersionUID = 1L;
  private static final int KEPT = 100;

  private final HashMap<AccountKey, Top> tops = new HashMap<>();

  /** A place in the order: most MRR first, then by customer id. */
  record Rank(long mrrMinor, String customerId) implements Comparable<Rank>, Serializable {
    @Override
    public int compareTo(Rank other) {
      int most = Long.compare(other.mrrMinor, mrrMinor);
      return most != 0 ? most : Utf8Order.compare(customerId, other.customerId);
    }
  }

  /**
   * Details of a customer that are shown with its MRR.
   *
   * @param since first day with MRR
   * @param isSinceEarlier it began before what the files show
   * @param changeMinor in 30 days, minor units; null before the opening day
   * @param nextRenewal first day after what is invoiced; null if nothing is
   * @param billedMinor net of what counts, minor units; null if nothing does, or where converted
   */
  record Details(
      LocalDate since,
      boolean isSinceEarlier,
      Long changeMinor,
      LocalDate nextRenewal,
      Long billedMinor)
      implements Serializable {}

  /** The first customers of an account, and the MRR of all. */
  static final class Top implements Serializable {
    private static final long serialVersionUID = 1L;

    private final TreeMap<Rank, Details> kept = new TreeMap<>();
    private long totalMinor;

    /** Returns MRR of all customers, minor units. */
    long totalMinor() {
      return totalMinor;
    }

    /** Returns up to 100 customers in the order of their ranks. */
    NavigableMap<Rank, Details> kept() {
      return kept;
    }

    /** Adds MRR to that of all customers, minor units. */
    void addToTotal(long mrrMinor) {
      totalMinor = Math.addExact(totalMinor, mrrMinor);
    }

    /** Returns whether a customer is among the first so far: only then are its details needed. */
    boolean hasRoomFor(Rank rank) {
      return kept.size() < KEPT || rank.compareTo(kept.lastKey()) < 0;
    }

    /** Adds a customer without its MRR to the first, if it is one of them. */
    void keep(Rank rank, Details details) {
      kept.put(rank, details);
      if (kept.size() > KEPT) {
        kept.pollLastEntry();
      }
    }
  }

  /** Returns the first customers of an account, to which a caller may add. */
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
