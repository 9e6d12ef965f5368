package io.tidemark.insights;

import io.tidemark.mrr.AccountKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts the customers with the same MRR at the end of a month, by account. Most customers pay the
 * same for many months, so only the changes between months are stored.
 */
final class ValueCounts implements Mergeable<ValueCounts> {
  private static final long serialVersionUID = 1L;

  /**
   * The change of the number of customers per MRR since the previous month, by account and month.
   */
  private final HashMap<AccountKey, ArrayList<HashMap<Long, Long>>> changes = new HashMap<>();

  private final int months;

  /** A consumer of the customers of each month. */
  interface Reader {
    /**
     * Reads one month.
     *
     * @param customers number of customers by MRR, minor units, the largest first; the map is
     *     reused after the call
     */
    void read(AccountKey account, int month, SortedMap<Long, Long> customers);
  }

  /**
   * @param months number of months
   */
  ValueCounts(int months) {
    this.months = months;
  }

  /**
   * Adds a customer.
   *
   * @param ends MRR at the end of each month, minor units; zero counts as no customer
   */
  void add(AccountKey account, long[] ends) {
    List<HashMap<Long, Long>> byMonth = changes(account);
    long before = 0;
    for (int month = 0; month < months; month++) {
      if (ends[month] != before) {
        add(byMonth.get(month), before, -1);
        add(byMonth.get(month), ends[month], 1);
        before = ends[month];
      }
    }
  }

  @Override
  public void merge(ValueCounts other) {
    other.changes.forEach(
        (account, byMonth) -> {
          List<HashMap<Long, Long>> own = changes(account);
          for (int month = 0; month < months; month++) {
            Map<Long, Long> sums = own.get(month);
            byMonth.get(month).forEach((value, change) -> add(sums, value, change));
          }
        });
  }

  /** Reads every month in the order of accounts and months, including months without customers. */
  void forEach(Reader reader) {
    new TreeMap<>(changes)
        .forEach(
            (account, byMonth) -> {
              SortedMap<Long, Long> customers = new TreeMap<>(Comparator.reverseOrder());
              for (int month = 0; month < months; month++) {
                byMonth.get(month).forEach((value, change) -> add(customers, value, change));
                reader.read(account, month, customers);
              }
            });
  }

  private List<HashMap<Long, Long>> changes(AccountKey account) {
    return changes.computeIfAbsent(
        account,
        x -> {
          ArrayList<HashMap<Long, Long>> byMonth = new ArrayList<>(months);
          for (int month = 0; month < months; month++) {
            byMonth.add(new HashMap<>());
          }
          return byMonth;
        });
  }

  private static void add(Map<Long, Long> counts, long value, long change) {
    if (value > 0) {
      counts.merge(value, change, (one, other) -> one + other == 0 ? null : one + other);
    }
  }
}
