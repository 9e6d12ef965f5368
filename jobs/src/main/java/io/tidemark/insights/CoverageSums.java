package io.tidemark.insights;

import java.util.HashMap;
import java.util.Map;

/** Sums by currency and billing interval, and the longest cycle of each. */
final class CoverageSums implements Mergeable<CoverageSums> {
  private static final long serialVersionUID = 1L;

  /** The amounts that are summed. */
  enum Amount {
    SUBSCRIPTIONS,
    MRR,
    IMPLIED_DAYS,
    ALL_DAYS,
    DUE,
    RENEWED
  }

  private final KeyedSums<IntervalKey> sums = new KeyedSums<>(Amount.values().length);
  private final HashMap<IntervalKey, Long> longestDays = new HashMap<>();

  /** Adds a value to an amount of an interval. */
  void add(IntervalKey key, Amount amount, long value) {
    long[] row = sums.row(key);
    row[amount.ordinal()] = Math.addExact(row[amount.ordinal()], value);
  }

  /** Updates the longest cycle of an interval. */
  void addCycle(IntervalKey key, long days) {
    longestDays.merge(key, days, Math::max);
  }

  /** Returns the longest cycle in days of every interval with a layer. */
  Map<IntervalKey, Long> longestDays() {
    return longestDays;
  }

  long get(IntervalKey key, Amount amount) {
    return sums.get(key)[amount.ordinal()];
  }

  @Override
  public void merge(CoverageSums other) {
    sums.merge(other.sums);
    other.longestDays.forEach(this::addCycle);
  }
}
