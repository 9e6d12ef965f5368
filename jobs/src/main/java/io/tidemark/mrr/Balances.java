package io.tidemark.mrr;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds up the amounts of a customer that begin and end on different days. */
final class Balances {
  private static final int AMOUNTS = 5;

  private final TreeMap<LocalDate, long[]> changes = new TreeMap<>();

  /** Adds an interval: from its first day on its amounts count, from its last one on no more. */
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
   * Returns the sums between any two days on which one of the intervals begins or ends. Zero and
   * negative sums are included.
   *
   * @param keepsEveryDay whether a day on which nothing changes still separates two intervals: a
   *     change of exchange rates can hide a change of MRR
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
