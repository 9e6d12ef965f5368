package io.tidemark.forecast;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * What is forecast: a currency, or all of them converted.
 *
 * @param factors minor units of {@code currency} for one minor unit of each currency in it
 */
record Series(String currency, boolean isConverted, SortedMap<String, Double> factors) {

  /**
   * Every currency, and all converted where there are factors.
   *
   * @param reporting the reporting currency; ignored without factors
   */
  static List<Series> of(
      SortedSet<String> currencies, String reporting, Map<String, Double> factors) {
    List<Series> series = new ArrayList<>();
    for (String currency : currencies) {
      series.add(new Series(currency, false, new TreeMap<>(Map.of(currency, 1.0))));
    }
    if (!factors.isEmpty() && factors.keySet().containsAll(currencies)) {
      SortedMap<String, Double> used = new TreeMap<>(factors);
      used.keySet().retainAll(currencies);
      series.add(new Series(reporting, true, used));
    }
    return series;
  }

  /** MRR of a day in every future, path by path. */
  double[] levels(Map<String, Futures> futures, int scenario, int day) {
    double[] sums = null;
    for (Map.Entry<String, Double> part : factors.entrySet()) {
      double[] levels = futures.get(part.getKey()).levels(scenario, day);
      sums = sums == null ? new double[levels.length] : sums;
      for (int path = 0; path < sums.length; path++) {
        sums[path] += part.getValue() * levels[path];
      }
    }
    return sums;
  }

  Futures.Bridge bridge(Map<String, Futures> futures, int scenario, int day) {
    Futures.Bridge sum = new Futures.Bridge(0, 0, 0, 0, 0);
    for (Map.Entry<String, Double> part : factors.entrySet()) {
      sum = sum.plus(futures.get(part.getKey()).bridge(scenario, day), part.getValue());
    }
    return sum;
  }

  /** MRR of each day up to the snapshot's. */
  double[] history(Snapshot snapshot, LocalDate from) {
    double[] sums = null;
    for (Map.Entry<String, Double> part : factors.entrySet()) {
      double[] levels = snapshot.history(part.getKey(), from);
      sums = sums == null ? new double[levels.length] : sums;
      for (int day = 0; day < sums.length; day++) {
        sums[day] += part.getValue() * levels[day];
      }
    }
    return sums;
  }

  /** What MRR became so many days after the snapshot; empty where that is not known yet. */
  OptionalDouble actual(Snapshot snapshot, int horizon) {
    boolean isKnown =
        snapshot.actuals().values().stream().anyMatch(known -> known.containsKey(horizon));
    return isKnown
        ? OptionalDouble.of(
            factors.entrySet().stream()
                .mapToDouble(part -> part.getValue() * actual(snapshot, part.getKey(), horizon))
                .sum())
        : OptionalDouble.empty();
  }

  private static long actual(Snapshot snapshot, String currency, int horizon) {
    return Optional.ofNullable(snapshot.actuals().get(currency))
        .map(known -> known.getOrDefault(horizon, 0L))
        .orElse(0L);
  }

  /** The lines in it, each with its MRR converted. */
  double mrr(Renewals.Line line) {
    return factors.getOrDefault(line.currency(), 0.0) * line.mrrMinor();
  }

  List<Renewals.Line> lines(Renewals renewals) {
    return renewals.lines().stream().filter(line -> factors.containsKey(line.currency())).toList();
  }
}
