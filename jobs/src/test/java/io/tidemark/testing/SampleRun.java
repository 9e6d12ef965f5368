package io.tidemark.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.testing.Launcher.Outcome;
import io.tidemark.testing.Launcher.Running;
import io.tidemark.warehouse.PublishedRuns;
import io.tidemark.warehouse.PublishedRuns.Published;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * One run of the sample by the real script for all tests that need one, watched; meanwhile another
 * is started on the same warehouse.
 *
 * @param folder the warehouse lies in {@code warehouse}, and goes on
 * @param afterwards a copy of it as it was after the run
 * @param second how the other one ended
 * @param seconds what the run took
 * @param listeners the addresses it listened at
 */
public record SampleRun(
    Path folder,
    Launcher launcher,
    Path afterwards,
    Outcome outcome,
    Outcome second,
    Published published,
    double seconds,
    Set<String> listeners) {
  /** Of the database, though none is used; it must not stand anywhere. */
  public static final String PASSWORD = "correct-horse-battery";

  private static SampleRun made;

  /** The run, made when first asked for, below the build's own folder. */
  public static synchronized SampleRun get() throws IOException, InterruptedException {
    if (made == null) {
      made = make(Files.createTempDirectory(Path.of("target"), "sample").toAbsolutePath());
    }
    return made;
  }

  public Path warehouse() {
    return folder.resolve("warehouse");
  }

  private static SampleRun make(Path folder) throws IOException, InterruptedException {
    Launcher launcher = new Launcher(folder, Map.of("TIDEMARK_DB_PASSWORD", PASSWORD));
    Path warehouse = folder.resolve("warehouse");
    Set<String> listeners = new TreeSet<>();
    long start = System.nanoTime();
    Running running = launcher.start("run", "--warehouse", "warehouse", "--debug");
    Running other = null;
    while (!running.process().waitFor(100, TimeUnit.MILLISECONDS)) {
      listeners.addAll(Listeners.of(running.process()));
      if (other == null && Files.exists(warehouse.resolve(".lock"))) {
        other = launcher.start("run", "--warehouse", "warehouse");
      }
    }
    Outcome outcome = running.outcome();
    double seconds = (System.nanoTime() - start) / 1e9;
    assertThat(outcome.exitCode()).as(outcome.talk()).isZero();
    return new SampleRun(
        folder,
        launcher,
        Damage.copy(warehouse, folder.resolve("afterwards")),
        outcome,
        other.outcome(),
        PublishedRuns.of(warehouse).current().orElseThrow(),
        seconds,
        listeners);
  }
}
