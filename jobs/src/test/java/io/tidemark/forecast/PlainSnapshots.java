package io.tidemark.forecast;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Snapshots of layers that are all known, for tests of what is made of them. */
final class PlainSnapshots {
  private static final int HORIZON = 90;

  private PlainSnapshots() {}

  /** Returns a snapshot of a day on which no later one is known. */
  static Snapshot empty(LocalDate from, LocalDate origin) {
    return new Snapshot(from, origin, origin, HORIZON);
  }

  /** Returns what layers add up to. */
  static Snapshot of(Collection<ForecastLayer> strands, LocalDate from, LocalDate origin) {
    Snapshot sums = empty(from, origin);
    strands.stream()
        .collect(
            Collectors.groupingBy(ForecastLayer::subscriptionId, TreeMap::new, Collectors.toList()))
        .values()
        .forEach(found -> add(found, from, origin, sums));
    return sums;
  }

  private static void add(
      List<ForecastLayer> strands, LocalDate from, LocalDate origin, Snapshot sums) {
    OneSubscription subscription = new OneSubscription(strands, from);
    subscription.line(origin).ifPresent(sums.renewals()::add);
    subscription.addTo(sums.renewals(), origin);
    strands.forEach(sums::add);
  }
}
