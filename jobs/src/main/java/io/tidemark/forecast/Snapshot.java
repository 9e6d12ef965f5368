package io.tidemark.forecast;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What was known on a day.
 *
 * @param steps by how much MRR changed, by currency and day, up to the origin, minor units
 * @param actuals what MRR became, by currency and days ahead, of the customers that were known and
 *     of those who came since; empty where that is not known yet
 */
record Snapshot(
    LocalDate origin,
    Renewals renewals,
    Map<String, TreeMap<LocalDate, Long>> steps,
    Map<String, TreeMap<Integer, Long>> actuals) {

  static Snapshot empty(LocalDate origin) {
    return new Snapshot(origin, Renewals.none(), new TreeMap<>(), new TreeMap<>());
  }

  SortedSet<String> currencies() {
    return new TreeSet<>(steps.keySet());
  }

  void addStep(String currency, LocalDate date, long changeMinor) {
    steps.computeIfAbsent(currency, key -> new TreeMap<>()).merge(date, changeMinor, Long::sum);
  }

  /** MRR of each day from one on until the origin, minor units. */
  double[] history(String currency, LocalDate from) {
    SortedMap<LocalDate, Long> changes = steps.getOrDefault(currency, new TreeMap<>());
    double level = changes.headMap(from).values().stream().mapToLong(Long::longValue).sum();
    List<Double> levels = new ArrayList<>();
    for (LocalDate day = from; !day.isAfter(origin); day = day.plusDays(1)) {
      level += changes.getOrDefault(day, 0L);
      levels.add(level);
    }
    return levels.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
