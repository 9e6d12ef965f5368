package io.tidemark.forecast;

import io.tidemark.insights.Mergeable;
import io.tidemark.insights.RunningCycles;
import java.time.LocalDate;
import java.util.Collection;
import java.util.TreeMap;

/**
 * Sums over customers, as known on the as-of date and on each of several past days, with sums for
 * the risks.
 */
final class ForecastSums implements Mergeable<ForecastSums> {
  private static final long serialVersionUID = 1L;

  private final TreeMap<LocalDate, Snapshot> snapshots = new TreeMap<>();
  private final CustomerSums customers = new CustomerSums();
  private final RunningCycles cycles = new RunningCycles();

  ForecastSums(Collection<Snapshot> empty) {
    empty.forEach(snapshot -> snapshots.put(snapshot.origin(), snapshot));
  }

  Snapshot on(LocalDate origin) {
    return snapshots.get(origin);
  }

  Collection<Snapshot> snapshots() {
    return snapshots.values();
  }

  CustomerSums customers() {
    return customers;
  }

  /** Returns the cycles that run on the as-of date. */
  RunningCycles cycles() {
    return cycles;
  }

  @Override
  public void merge(ForecastSums other) {
    other.snapshots.forEach((origin, snapshot) -> on(origin).merge(snapshot));
    customers.merge(other.customers);
    cycles.merge(other.cycles);
  }
}
