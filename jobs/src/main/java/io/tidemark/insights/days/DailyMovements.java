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

    private int gains;
    private int losses;
    private long gainedMinor;
    private long lostMinor;

    private void add(Change change) {
      if (change.changeMinor() > 0) {
        gains++;
        gainedMinor = Math.addExact(gainedMinor, change.changeMinor());
      } else {
        losses++;
        lostMinor = Math.addExact(lostMinor, change.changeMinor());
      }
      list(change);
    }

    private void add(Day other) {
      gains = Math.addExact(gains, other.gains);
      losses = Math.addExact(losses, other.losses);
      gainedMinor = Math.addExact(gainedMinor, other.gainedMinor);
      lostMinor = Math.addExact(lostMinor, other.lostMinor);
      other.listed.forEach(this::list);
    }

    /** Returns the sums without the movements that are listed. */
    private MovementDay.Rest rest() {
      int unlistedGains = gains;
      int unlistedLosses = losses;
      long unlistedGained = gainedMinor;
      long unlistedLost = lostMinor;
      for (Change change : listed) {
        if (change.changeMinor() > 0) {
          unlistedGains--;
          unlistedGained -= change.changeMinor();
        } else {
          unlistedLosses--;
          unlistedLost -= change.changeMinor();
        }
      }
      return new MovementDay.Rest(unlistedGains, unlistedGained, unlistedLosses, unlistedLost);
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
    long changeMinor = Math.addExact(day.gainedMinor, day.lostMinor);
    return new MovementDay(
        date, Math.subtractExact(mrrMinor, changeMinor), List.copyOf(day.listed), day.rest());
  }

  @Override
  public void merge(DailyMovements other) {
    other.days.forEach((key, day) -> days.computeIfAbsent(key, x -> new Day()).add(day));
    cycles.merge(other.cycles);
  }
}
