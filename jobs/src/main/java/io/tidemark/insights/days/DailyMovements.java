package io.tidemark.insights.days;

import io.tidemark.insights.Mergeable;
import io.tidemark.insights.RunningCycles;
import io.tidemark.insights.days.MovementDay.Change;
import io.tidemark.mrr.AccountKey;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The movements of each day by currency: their number, their sum, and the largest ones
 * individually. It also counts the cycles that run on the as-of date.
 */
final class DailyMovements implements Mergeable<DailyMovements> {
  private static final long serialVersionUID = 1L;

  /** The maximum number of movements of a day that are kept individually. */
  static final int MOST_LISTED = 200;

  private final HashMap<Key, Day> days = new HashMap<>();
  private final RunningCycles cycles = new RunningCycles();

  private record Key(AccountKey account, LocalDate date) implements Serializable {}

  private static final class Day implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The head is the smallest movement that is kept. */
    private final PriorityQueue<Change> listed = new PriorityQueue<>(Collections.reverseOrder());

    private int movements;
    private long changeMinor;

    private void add(Change change) {
      movements++;
      changeMinor = Math.addExact(changeMinor, change.changeMinor());
      list(change);
    }

    private void add(Day other) {
      movements = Math.addExact(movements, other.movements);
      changeMinor = Math.addExact(changeMinor, other.changeMinor);
      other.listed.forEach(this::list);
    }

    private void list(Change change) {
      if (listed.size() < MOST_LISTED) {
        listed.add(change);
      } else if (change.compareTo(listed.peek()) < 0) {
        listed.poll();
        listed.add(change);
      }
    }
  }

  /** Adds a movement. */
  void add(AccountKey account, LocalDate date, Change change) {
    days.computeIfAbsent(new Key(account, date), x -> new Day()).add(change);
  }

  RunningCycles cycles() {
    return cycles;
  }

  /**
   * Returns the movements of a day.
   *
   * @param mrrMinor MRR at the end of the day, minor units
   */
  MovementDay day(AccountKey account, LocalDate date, long mrrMinor) {
    Day day = days.getOrDefault(new Key(account, date), new Day());
    long listedMinor = 0;
    for (Change change : day.listed) {
      listedMinor = Math.addExact(listedMinor, change.changeMinor());
    }
    return new MovementDay(
        date,
        Math.subtractExact(mrrMinor, day.changeMinor),
        List.copyOf(day.listed),
        day.movements - day.listed.size(),
        Math.subtractExact(day.changeMinor, listedMinor));
  }

  @Override
  public void merge(DailyMovements other) {
    other.days.forEach((key, day) -> days.computeIfAbsent(key, x -> new Day()).add(day));
    cycles.merge(other.cycles);
  }
}
