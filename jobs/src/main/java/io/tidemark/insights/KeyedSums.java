package io.tidemark.insights;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A row of integer sums per key. A sum that does not fit into 64 bits is an error.
 *
 * @param <K> a record or string, serializable and with an order
 */
public final class KeyedSums<K extends Comparable<? super K>> implements Mergeable<KeyedSums<K>> {
  private static final long serialVersionUID = 1L;

  private final HashMap<K, long[]> sums = new HashMap<>();
  private final int columns;

  /**
   * @param columns number of sums per key
   */
  public KeyedSums(int columns) {
    this.columns = columns;
  }

  /** Adds amounts to the first columns of a key. */
  public void add(K key, long... amounts) {
    addTo(sums.computeIfAbsent(key, x -> new long[columns]), amounts);
  }

  /**
   * Returns the row of a key, to which callers may add. Use it if one key receives many numbers.
   */
  public long[] row(K key) {
    return sums.computeIfAbsent(key, x -> new long[columns]);
  }

  /** Returns the row of a key, or zeros if there is none. */
  public long[] get(K key) {
    return sums.getOrDefault(key, new long[columns]);
  }

  /** Returns all rows in the order of their keys. */
  public SortedMap<K, long[]> rows() {
    return new TreeMap<>(sums);
  }

  @Override
  public void merge(KeyedSums<K> other) {
    for (Map.Entry<K, long[]> entry : other.sums.entrySet()) {
      add(entry.getKey(), entry.getValue());
    }
  }

  private static void addTo(long[] row, long[] amounts) {
    for (int index = 0; index < amounts.length; index++) {
      row[index] = Math.addExact(row[index], amounts[index]);
    }
  }
}
