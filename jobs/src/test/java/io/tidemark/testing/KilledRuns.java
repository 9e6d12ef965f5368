package io.tidemark.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.testing.Launcher.Outcome;
import io.tidemark.testing.Launcher.Running;
import io.tidemark.warehouse.PublishedRuns;
import io.tidemark.warehouse.PublishedRuns.Published;
import io.tidemark.warehouse.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs of the real script that are killed, {@code kill -9}, while a reader looks on. */
public final class KilledRuns {
  private final Launcher launcher;
  private final Path warehouse;
  private final double seconds;
  private final Random random;
  private final Map<String, Integer> lastSteps = new TreeMap<>();
  private int reads;

  /**
   * Kills at random times.
   *
   * @param seconds what a run takes that nobody kills
   */
  public KilledRuns(Launcher launcher, Path warehouse, double seconds, long seed) {
    this.launcher = launcher;
    this.warehouse = warehouse;
    this.seconds = seconds;
    this.random = new Random(seed);
  }

  /** Starts runs one after the other and kills each, the times spread evenly over a run. */
  public void kill(int times) throws IOException {
    for (int i = 0; i < times; i++) {
      double share = (i + random.nextDouble()) / times;
      Running running = start();
      long end = System.nanoTime() + (long) (share * seconds * 1e9);
      while (System.nanoTime() < end && !hasEndedAfterAMoment(running.process())) {
        read();
      }
      running.process().destroyForcibly();
      lastSteps.merge(lastStep(running.outcome()), 1, Integer::sum);
      read();
    }
    assertThat(reads).isGreaterThan(times);
  }

  /** How many runs had come how far: to the step they told of last. */
  public Map<String, Integer> lastSteps() {
    return new TreeMap<>(lastSteps);
  }

  /** How often somebody looked. */
  public int reads() {
    return reads;
  }

  private static String lastStep(Outcome outcome) {
    if (outcome.exitCode() == 0) {
      return "its end";
    }
    String last = outcome.talk().lines().reduce((one, next) -> next).orElse("its start");
    return last.strip().replaceFirst(" {2,}.*", "");
  }

  /** Runs to the end, and what is published is what another run published. */
  public void assertTheNextRunIsLike(Published other) throws IOException {
    Outcome outcome = start().outcome();
    assertThat(outcome.talk()).doesNotContain("UNEXPECTED");
    assertThat(outcome.exitCode()).isZero();
    read();
    PublishedRuns runs = PublishedRuns.of(warehouse);
    Path expected = runs.folder(other);
    Path actual = runs.folder(runs.current().orElseThrow());
    assertThat(contents(actual.resolve("exports/csv")))
        .hasSizeGreaterThan(10)
        .isEqualTo(contents(expected.resolve("exports/csv")));
    try (Stream<Path> left = Files.list(warehouse.resolve("runs"))) {
      assertThat(left).hasSameSizeAs(runs.newestFirst());
    }
  }

  /** All of it anew, though nothing has changed. */
  private Running start() {
    return launcher.start("run", "--warehouse", warehouse.toString(), "--full");
  }

  private void read() {
    read(warehouse);
    reads++;
  }

  /** What a reader sees: one run, whole. */
  public static Published read(Path warehouse) {
    PublishedRuns runs = PublishedRuns.of(warehouse);
    Published current = runs.current().orElseThrow();
    assertThat(Verification.of(warehouse, current)).isEmpty();
    return current;
  }

  private static boolean hasEndedAfterAMoment(Process process) {
    try {
      return process.waitFor(500, TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
  }

  private static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        contents.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return contents;
  }
}
