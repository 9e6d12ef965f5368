package io.tidemark.insights;

import io.tidemark.mrr.AccountKey;
import io.tidemark.tables.Movement;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The changes of each day by currency, and the longest billing cycle of each currency. A row of an
 * account has {@link #COLUMNS} numbers per day: changes of MRR, of customers, of implied MRR and of
 * pending MRR, then the movements by type.
 */
final class DailySums implements Mergeable<DailySums> {
  private static final long serialVersionUID = 1L;

  static final int MRR = 0;
  static final int CUSTOMERS = 1;
  static final int IMPLIED = 2;
  static final int PENDING = 3;

  /** The column of the first movement. The others follow in the order of their types. */
  static final int MOVEMENTS = 4;

  static final int COLUMNS = MOVEMENTS + Movement.values().length;

  private final KeyedSums<AccountKey> changes;
  private final TreeMap<String, Integer> longestMonths = new TreeMap<>();

  /**
   * @param days number of days from the opening day to the as-of date
   */
  DailySums(int days) {
    changes = new KeyedSums<>(days * COLUMNS);
  }

  /** Returns the changes of an account. Callers may add to them. */
  long[] changes(AccountKey account) {
    return changes.row(account);
  }

  /** Adds a billing cycle of a currency. */
  void addCycle(String currency, int months) {
    longestMonths.merge(currency, months, Math::max);
  }

  @Override
  public void merge(DailySums other) {
    changes.merge(other.changes);
    other.longestMonths.forEach(this::addCycle);
  }

  /**
   * Returns the rows of all accounts in the order of their keys. The columns before the movements
   * are converted from changes to totals at the end of the day.
   */
  SortedMap<AccountKey, long[]> totals() {
    SortedMap<AccountKey, long[]> totals = new TreeMap<>();
    changes.rows().forEach((account, row) -> totals.put(account, totals(row)));
    return totals;
  }

  private static long[] totals(long[] changes) {
    long[] totals = changes.clone();
    for (int day = COLUMNS; day < totals.length; day += COLUMNS) {
      for (int column = day; column < day + MOVEMENTS; column++) {
        totals[column] = Math.addExact(totals[column], totals[column - COLUMNS]);
      }
    }
    return totals;
  }

  /** Returns the length of the longest cycle by currency in months, rounded up. */
  Map<String, Integer> longestMonths() {
    return Map.copyOf(longestMonths);
  }
}
