package io.tidemark.mrr;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds up amounts of a customer that start and end on different days. */
final class Balances {
  private static final int AMOUNTS = 5;

  private final TreeMap<LocalDate, long[]> changes = new TreeMap<>();

  /** Adds an interval: its amounts count from its first day until the day before its end date. */
  void add(MrrInterval part) {
    change(part.validFrom(), part, 1);
    change(part.validTo(), part, -1);
  }

  private void change(LocalDate day, MrrInterval part, int sign) {
    long[] sums = changes.computeIfAbsent(day, x -> new long[AMOUNTS]);
    long[] amounts = {
      part.mrrMinor(),
      part.impliedMinor(),
      part.pendingMinor(),
      part.lowConfidenceMinor(),
      part.startsUnseen() ? 1 : 0
    };
    for (int index = 0; index < AMOUNTS; index++) {
      sums[index] = Math.addExact(sums[index], Math.multiplyExact(sign, amounts[index]));
    }
  }

  /**
   * Returns the sums between consecutive days on which an interval starts or ends, including zero
   * and negative sums.
   *
   * @param keepsEveryDay whether such a day separates two intervals even if the sum does not
   *     change: a change of exchange rates can hide a change of MRR
   */
  List<MrrInterval> intervals(boolean keepsEveryDay) {
    List<MrrInterval> intervals = new ArrayList<>();
    long[] running = new long[AMOUNTS];
    LocalDate from = null;
    for (Map.Entry<LocalDate, long[]> change : changes.entrySet()) {
      if (!keepsEveryDay && isZero(change.getValue())) {
        continue;
      }
      if (from != null) {
        intervals.add(interval(from, change.getKey(), running));
      }
      for (int index = 0; index < AMOUNTS; index++) {
        running[index] = Math.addExact(running[index], change.getValue()[index]);
      }
      from = change.getKey();
    }
    return intervals;
  }

  private static boolean isZero(long[] amounts) {
    for (long amount : amounts) {
      if (amount != 0) {
        return false;
      }
    }
    return true;
  }

  private static MrrInterval interval(LocalDate from, LocalDate to, long[] sums) {
    return new MrrInterval(from, to, sums[0], sums[1], sums[2], sums[3], sums[4] > 0);
  }
}
