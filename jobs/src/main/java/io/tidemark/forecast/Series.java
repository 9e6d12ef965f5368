package io.tidemark.forecast;

import io.tidemark.mrr.AccountKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * A series to forecast: the MRR of one currency, or of all currencies converted.
 *
 * @param byDay minor units of {@code currency} per minor unit of each currency, by first valid day
 * @param factors those of the forecast origin, which are held constant from then on
 * @param roundingMinor difference of the sum because the converted MRR of each customer is rounded
 */
record Series(
    String currency,
    boolean isConverted,
    SortedMap<String, NavigableMap<LocalDate, Double>> byDay,
    SortedMap<String, Double> factors,
    double roundingMinor) {
  private static final NavigableMap<LocalDate, Double> ALWAYS_ONE =
      Collections.unmodifiableNavigableMap(new TreeMap<>(Map.of(LocalDate.MIN, 1.0)));

  /**
   * Returns one series per currency, and one for all currencies converted if there are factors.
   *
   * @param conversion the reporting currency is ignored without factors
   * @param asOf the forecast origin
   */
  static List<Series> of(
      SortedSet<String> currencies, Forecast.Conversion conversion, LocalDate asOf) {
    List<Series> series = new ArrayList<>();
    for (String currency : currencies) {
      series.add(of(currency, false, new TreeMap<>(Map.of(currency, ALWAYS_ONE)), asOf));
    }
    if (!conversion.factors().isEmpty() && conversion.factors().keySet().containsAll(currencies)) {
      SortedMap<String, NavigableMap<LocalDate, Double>> used = new TreeMap<>(conversion.factors());
      used.keySet().retainAll(currencies);
      series.add(of(conversion.reporting(), true, used, asOf));
    }
    return series;
  }

  private static Series of(
      String currency,
      boolean isConverted,
      SortedMap<String, NavigableMap<LocalDate, Double>> byDay,
      LocalDate origin) {
    SortedMap<String, Double> factors = new TreeMap<>();
    byDay.forEach((each, rates) -> factors.put(each, rates.floorEntry(origin).getValue()));
    return new Series(currency, isConverted, byDay, factors, 0);
  }

  /** Returns this series at the rates of another day. */
  Series at(LocalDate origin) {
    return of(currency, isConverted, byDay, origin);
  }

  /**
   * Returns this series, starting at the published MRR. The converted MRR of each customer is
   * rounded, by at most half a minor unit. A larger difference is not rounding; it is left for the
   * audit to report.
   */
  Series startingAt(long publishedMinor, Snapshot snapshot) {
    List<LineGroup> groups = lines(snapshot.renewals());
    double difference = publishedMinor - groups.stream().mapToDouble(this::mrr).sum();
    int lines = groups.stream().mapToInt(LineGroup::lines).sum();
    boolean isRounding = isConverted && Math.abs(difference) <= lines / 2.0 + 1;
    return new Series(currency, isConverted, byDay, factors, isRounding ? difference : 0);
  }

  /** Returns the MRR of a day in every path, in the order of the paths. */
  double[] levels(Map<String, SimulatedPaths> futures, int scenario, int day) {
    double[] sums = null;
    for (Map.Entry<String, Double> part : factors.entrySet()) {
      double[] levels = futures.get(part.getKey()).levels(scenario, day);
      if (sums == null) {
        sums = new double[levels.length];
        Arrays.fill(sums, roundingMinor);
      }
      for (int path = 0; path < sums.length; path++) {
        sums[path] += part.getValue() * levels[path];
      }
    }
    return sums;
  }

  SimulatedPaths.Bridge bridge(Map<String, SimulatedPaths> futures, int scenario, int day) {
    SimulatedPaths.Bridge sum = new SimulatedPaths.Bridge(roundingMinor, 0, 0, 0, 0);
    for (Map.Entry<String, Double> part : factors.entrySet()) {
      sum = sum.plus(futures.get(part.getKey()).bridge(scenario, day), part.getValue());
    }
    return sum;
  }

  /** Returns the MRR of each day up to the snapshot's, at the rates of each day. */
  double[] history(Snapshot snapshot, LocalDate from) {
    double[] sums = null;
    for (Map.Entry<String, NavigableMap<LocalDate, Double>> part : byDay.entrySet()) {
      double[] levels = snapshot.history(part.getKey(), from);
      sums = sums == null ? new double[levels.length] : sums;
      for (int day = 0; day < sums.length; day++) {
        double factor = part.getValue().floorEntry(from.plusDays(day)).getValue();
        sums[day] += factor * levels[day];
      }
    }
    return sums;
  }

  /**
   * Returns the actual MRR a number of days after the snapshot, at the rates of that day; empty if
   * it is not known yet.
   */
  OptionalDouble actual(Snapshot snapshot, int horizon) {
    if (!snapshot.isKnown(horizon)) {
      return OptionalDouble.empty();
    }
    LocalDate date = snapshot.origin().plusDays(horizon);
    double sum = 0;
    for (Map.Entry<String, NavigableMap<LocalDate, Double>> part : byDay.entrySet()) {
      double factor = part.getValue().floorEntry(date).getValue();
      sum += factor * snapshot.actualMinor(part.getKey(), horizon);
    }
    return OptionalDouble.of(sum);
  }

  /** Returns the converted MRR of a group of lines. */
  double mrr(LineGroup group) {
    return mrr(group.currency(), group.mrrMinor());
  }

  /** Returns a converted amount; 0 if the series does not include its currency. */
  double mrr(String ofCurrency, long mrrMinor) {
    return factors.getOrDefault(ofCurrency, 0.0) * mrrMinor;
  }

  AccountKey account() {
    return new AccountKey(currency, isConverted);
  }

  /** Returns the lines that the series includes. */
  List<LineGroup> lines(Renewals renewals) {
    return renewals.lines().stream().filter(line -> factors.containsKey(line.currency())).toList();
  }
}
