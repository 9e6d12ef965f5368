package io.tidemark.forecast;

import io.tidemark.insights.KeyedSums;
import io.tidemark.insights.Mergeable;
import java.io.Serializable;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Aggregates of customers as they were known on one day, with the actual MRR since then. */
final class Snapshot implements Mergeable<Snapshot> {
  private static final long serialVersionUID = 1L;

  private final LocalDate from;
  private final LocalDate origin;
  private final LocalDate asOf;
  private final Renewals renewals;
  private final TreeMap<String, long[]> changes = new TreeMap<>();
  private final KeyedSums<Ahead> actuals = new KeyedSums<>(1);

  private record Ahead(int days, String currency) implements Comparable<Ahead>, Serializable {
    @Override
    public int compareTo(Ahead other) {
      int byDays = Integer.compare(days, other.days);
      return byDays != 0 ? byDays : currency.compareTo(other.currency);
    }
  }

  /**
   * @param from the first day of the window
   * @param origin the last known day
   * @param asOf the last day with known actual MRR
   * @param horizonDays number of days to simulate
   */
  Snapshot(LocalDate from, LocalDate origin, LocalDate asOf, int horizonDays) {
    this.from = from;
    this.origin = origin;
    this.asOf = asOf;
    this.renewals = new Renewals(origin, horizonDays);
  }

  LocalDate origin() {
    return origin;
  }

  Renewals renewals() {
    return renewals;
  }

  SortedSet<String> currencies() {
    return new TreeSet<>(changes.keySet());
  }

  /** Adds a layer: it changes MRR at its start and its end, if these are not after the origin. */
  void add(ForecastLayer strand) {
    long[] ofCurrency =
        changes.computeIfAbsent(strand.currency(), x -> new long[days(from, origin) + 2]);
    if (!strand.start().isAfter(origin)) {
      add(ofCurrency, strand.start(), strand.mrrMinor());
    }
    if (!strand.end().isAfter(origin)) {
      add(ofCurrency, strand.end(), -strand.mrrMinor());
    }
  }

  /** Adds a change. A change before the first day is assigned to the day before it. */
  private void add(long[] ofCurrency, LocalDate date, long changeMinor) {
    int day = date.isBefore(from) ? 0 : days(from, date) + 1;
    ofCurrency[day] = Math.addExact(ofCurrency[day], changeMinor);
  }

  /** Returns whether the actual MRR a number of days after the origin is known. */
  boolean isKnown(int daysAhead) {
    return !origin.plusDays(daysAhead).isAfter(asOf);
  }

  /** Adds actual MRR of customers that were known on the origin or came after it, minor units. */
  void addActual(String currency, int daysAhead, long mrrMinor) {
    actuals.add(new Ahead(daysAhead, currency), mrrMinor);
  }

  /**
   * Returns the actual MRR a number of days after the origin, minor units; 0 if it is not known.
   */
  long actualMinor(String currency, int daysAhead) {
    return actuals.get(new Ahead(daysAhead, currency))[0];
  }

  /**
   * Returns the largest of the given numbers of days ahead with known actual MRR; 1 if there is
   * none.
   */
  int farthest(List<Integer> daysAhead) {
    return daysAhead.stream().filter(this::isKnown).max(Integer::compare).orElse(1);
  }

  /** Returns the MRR of each day from a day of the window to the origin, minor units. */
  double[] history(String currency, LocalDate first) {
    double[] levels = new double[days(first, origin) + 1];
    long[] ofCurrency = changes.getOrDefault(currency, new long[days(from, origin) + 2]);
    long level = 0;
    for (int day = 0; day < ofCurrency.length; day++) {
      level += ofCurrency[day];
      int index = day - 1 - days(from, first);
      if (index >= 0) {
        levels[index] = level;
      }
    }
    return levels;
  }

  private static int days(LocalDate one, LocalDate other) {
    return Math.toIntExact(ChronoUnit.DAYS.between(one, other));
  }

  @Override
  public void merge(Snapshot other) {
    renewals.merge(other.renewals);
    actuals.merge(other.actuals);
    other.changes.forEach(
        (currency, added) -> {
          long[] ofCurrency = changes.computeIfAbsent(currency, x -> new long[added.length]);
          for (int day = 0; day < added.length; day++) {
            ofCurrency[day] = Math.addExact(ofCurrency[day], added[day]);
          }
        });
  }
}
