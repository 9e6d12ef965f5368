package io.tidemark.simulate;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/** The options of a simulated world in tests: a whole world, and ways to vary it. */
public record WorldOptions(SimulationOptions options) {

  /** Returns options for a whole world on whole minutes, at the default rates. */
  public static WorldOptions of(long seed, int subscriptions, Instant from, Instant to) {
    return new WorldOptions(
        new SimulationOptions(seed, subscriptions, from, to, from, to, false, Rates.defaults()));
  }

  public WorldOptions withWindow(Instant start, Instant end) {
    return new WorldOptions(
        new SimulationOptions(
            options.seed(),
            options.subscriptions(),
            options.from(),
            options.to(),
            start,
            end,
            options.hasSeconds(),
            options.rates()));
  }

  public WorldOptions withSeconds() {
    return with(true, options.rates());
  }

  public WorldOptions withRates(Rates rates) {
    return with(options.hasSeconds(), rates);
  }

  private WorldOptions with(boolean hasSeconds, Rates rates) {
    return new WorldOptions(
        new SimulationOptions(
            options.seed(),
            options.subscriptions(),
            options.from(),
            options.to(),
            options.windowFrom(),
            options.windowTo(),
            hasSeconds,
            rates));
  }

  /** Writes the export and the truth of the world to a folder. */
  public void export(Path folder) throws IOException {
    Export.write(options, folder);
  }
}
