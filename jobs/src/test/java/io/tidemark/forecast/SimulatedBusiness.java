package io.tidemark.forecast;

import io.tidemark.config.Policy;
import io.tidemark.mrr.engine.Invoice;
import io.tidemark.mrr.engine.PlainLayers;
import io.tidemark.simulate.Rates;
import io.tidemark.simulate.TrueMrr;
import io.tidemark.simulate.World;
import io.tidemark.simulate.WorldOptions;
import io.tidemark.testing.Worlds;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A simulated business in euros seen through a window, and what became of it afterwards.
 *
 * @param from the first day of the window
 * @param origin its last whole day
 */
record SimulatedBusiness(
    List<ForecastLayer> strands, LocalDate from, LocalDate origin, World world) {
  private static final LocalDate ORIGIN = LocalDate.parse("2024-09-01");
  private static final int HORIZON = 90;

  /** One of a kind: size, price changes, losses and intervals all depend on the seed. */
  static SimulatedBusiness of(int seed, Period window) {
    return of(seed, window, 300 + 70 * (seed % 11));
  }

  /** The same of so many subscriptions. */
  static SimulatedBusiness of(int seed, Period window, int subscriptions) {
    LocalDate from = ORIGIN.minus(window).plusDays(1);
    Instant begin =
        ORIGIN.minusYears(window.getYears() + 2).atStartOfDay().toInstant(ZoneOffset.UTC);
    Instant end = ORIGIN.plusDays(1).atTime(12, 0).toInstant(ZoneOffset.UTC);
    World world =
        World.simulate(
            WorldOptions.of(
                    seed,
                    subscriptions,
                    begin,
                    ORIGIN.plusDays(HORIZON + 1).atStartOfDay().toInstant(ZoneOffset.UTC))
                .withWindow(from.atStartOfDay().toInstant(ZoneOffset.UTC), end)
                .withRates(rates(seed)));
    List<Invoice> invoices = Worlds.invoices(world);
    Map<String, Instant> creations = Worlds.creations(world);
    List<ForecastLayer> strands =
        PlainLayers.of(invoices, creations, Policy.defaults()).stream()
            .map(
                layer ->
                    ForecastLayer.of(
                        layer, creations.get(layer.invoice().customerId()), ZoneOffset.UTC))
            .toList();
    return new SimulatedBusiness(strands, from, ORIGIN, world);
  }

  private static Rates rates(int seed) {
    double busy = 0.5 + 0.5 * (seed % 3);
    return new Rates(
        new Rates.Changes(0.03 * busy, 0.02, 0.03 * busy, 0.10, 0.01),
        new Rates.Endings(0.02 * busy, 0.01 * busy, 0.002, 0.30),
        new Rates.Payments(0.05, 0.01 * busy, 0.005, 0.005, 0.05),
        new Rates.Mix(
            0.05 * (seed % 5), 0, 0.03, 0, 0, 0.02, 0.05, 0.10, 0.40, 0, 0.04, 0.06, 0.005, 0));
  }

  /** What the window shows. */
  Snapshot snapshot() {
    return PlainSnapshots.of(strands, from, origin);
  }

  /**
   * What MRR truly was on a day: of the customers the window shows, and of those who came since.
   */
  double truth(LocalDate date) {
    Set<String> known = new HashSet<>();
    strands.forEach(strand -> known.add(strand.customerId()));
    Set<String> older = new HashSet<>();
    world.truth().stream()
        .filter(part -> part.validFrom().isBefore(from))
        .forEach(part -> older.add(part.customerId()));
    return world.truth().stream()
        .filter(part -> !part.validFrom().isAfter(date) && part.validTo().isAfter(date))
        .filter(part -> known.contains(part.customerId()) || !older.contains(part.customerId()))
        .mapToLong(TrueMrr::mrrMinor)
        .sum();
  }
}
