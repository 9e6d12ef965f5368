package io.tidemark.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.errors.ErrorCode;
import io.tidemark.errors.UserError;
import io.tidemark.testing.FailingDisk;
import io.tidemark.warehouse.Manifest.TableState;
import io.tidemark.warehouse.PublishedRuns.Published;
import io.tidemark.warehouse.Runs.Run;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A disk that fails at its n-th change, for every n: readers see the old run or the new one, whole,
 * and the next run gives what it would have given anyway.
 */
class PublishingCrashTest {
  private static final Instant NINE = Instant.parse("2025-03-01T09:00:00Z");
  private static final int KEPT_RUNS = 2;

  @TempDir private Path folder;

  private interface Action {
    void on(Path warehouse) throws IOException;
  }

  @ParameterizedTest
  @CsvSource({"first, false", "next, false", "next, true", "rollback, true"})
  void everyChangeMayBeTheLast(String what, boolean losesPower) throws IOException {
    Path before = folder.resolve("before");
    Files.createDirectory(before);
    if (!what.equals("first")) {
      publish(before, 0, "mrr 100");
      publish(before, 1, "mrr 200");
    }
    Action action =
        what.equals("rollback")
            ? PublishingCrashTest::rollBack
            : warehouse -> publish(warehouse, 2, "mrr 300");
    String old = answer(before);
    Path whole = copy(before, folder.resolve("whole"));
    action.on(whole);
    String expected = answer(whole);
    publish(whole, 3, "mrr 400");
    SortedMap<String, String> clean = contents(whole);

    int n = 1;
    for (boolean isOver = false; !isOver; n++) {
      Path warehouse = copy(before, folder.resolve("broken at " + n));
      FailingDisk disk = new FailingDisk(n, "No space left on device");
      Optional<ErrorCode> refused = refused(action, disk.path(warehouse));
      if (losesPower && disk.hasFailed()) {
        disk.losePower();
      }

      assertThat(refused.orElse(ErrorCode.PATH_UNWRITABLE)).isEqualTo(ErrorCode.PATH_UNWRITABLE);
      assertThat(answer(warehouse)).as("after " + n).isEqualTo(refused.isEmpty() ? expected : old);
      publish(warehouse, 3, "mrr 400");
      if (refused.isEmpty()) {
        assertThat(contents(warehouse)).as("the next run after " + n).isEqualTo(clean);
      } else {
        assertThat(answer(warehouse)).isEqualTo("mrr 400");
        assertThat(contents(warehouse).keySet())
            .as("the next run after " + n)
            .noneMatch(name -> name.contains(".new") || name.contains(".tidemark"));
      }
      isOver = !disk.hasFailed();
      delete(warehouse);
    }
    assertPublished(what, losesPower, n - 2);
  }

  /** Else a power failure leaves a published table that no folder names. */
  @Test
  void everyFolderOnTheWayToATableIsOnTheDisk() throws IOException {
    FailingDisk disk = new FailingDisk(Integer.MAX_VALUE, "");
    Path warehouse = folder.resolve("warehouse");

    publish(disk.path(warehouse), 0, "mrr 100");

    Path tables = warehouse.resolve("delta");
    assertThat(disk.forced())
        .contains(tables, tables.resolve("plans"), tables.resolve("plans/_delta_log"));
  }

  /** What {@code docs/RELIABILITY.md} says; the last disk of a case was whole. */
  private static void assertPublished(String what, boolean losesPower, int points)
      throws IOException {
    String row =
        "| %s%s | %d | 0 |".formatted(what, losesPower ? ", and the power lost" : "", points);
    assertThat(Files.readString(Path.of("docs", "RELIABILITY.md"))).contains(row);
  }

  /** What readers see, held against its manifest. */
  private static String answer(Path warehouse) throws IOException {
    PublishedRuns runs = PublishedRuns.of(warehouse);
    for (Published run : runs.newestFirst()) {
      assertThat(Verification.of(warehouse, run)).as(run.runId()).isEmpty();
    }
    Optional<Published> current = runs.current();
    return current.isEmpty()
        ? "nothing yet"
        : Files.readString(runs.folder(current.get()).resolve("deep/answer.txt"));
  }

  private static Optional<ErrorCode> refused(Action action, Path warehouse) throws IOException {
    try {
      action.on(warehouse);
      return Optional.empty();
    } catch (UserError refused) {
      return Optional.of(refused.code());
    } catch (IOException failedBeforePublishing) {
      return Optional.of(ErrorCode.PATH_UNWRITABLE);
    }
  }

  /** As a run does: what it computes is written without waiting for the disk. */
  private static void publish(Path warehouse, int minutes, String answer) throws IOException {
    Instant at = NINE.plusSeconds(60L * minutes);
    try (Runs runs = Runs.lock(warehouse)) {
      Run run = runs.start(at, "0123456789");
      Path table = warehouse.resolve("delta/plans");
      if (!Files.exists(table)) {
        PrivateFiles.createDeletable(table);
      }
      Files.createDirectories(table.resolve("_delta_log"));
      DeltaFolder delta = new DeltaFolder(table);
      long version = delta.latest().orElse(-1) + 1;
      Files.writeString(table.resolve(version + ".parquet"), answer);
      String commit = "{\"add\":{\"path\":\"%d.parquet\"}}\n".formatted(version);
      Files.writeString(table.resolve(DeltaFolder.commit(version)), commit);
      Files.createDirectory(run.folder().resolve("deep"));
      Files.writeString(run.folder().resolve("deep/answer.txt"), answer);
      runs.publish(run, manifest(run, version, delta), at, KEPT_RUNS);
    }
  }

  private static void rollBack(Path warehouse) {
    try (Runs runs = Runs.lock(warehouse)) {
      runs.rollBack(PublishedRuns.of(warehouse).find("20250301T090000Z"));
    }
  }

  private static Manifest manifest(Run run, long version, DeltaFolder table) throws IOException {
    return new Manifest(
        run.id(),
        run.identity(),
        run.startedAt(),
        run.startedAt(),
        LocalDate.parse("2025-02-28"),
        Map.of(),
        List.of(),
        Map.of(),
        Map.of("plans", new TableState(1, version, table.files(version))),
        List.of(),
        Map.of(),
        "h2",
        Map.of());
  }

  /** Every file with its content, and where links point. */
  private static SortedMap<String, String> contents(Path warehouse) throws IOException {
    SortedMap<String, String> contents = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(warehouse)) {
      for (Path file : walk.toList()) {
        String name = warehouse.relativize(file).toString();
        if (Files.isSymbolicLink(file)) {
          contents.put(name, Files.readSymbolicLink(file).toString());
        } else {
          contents.put(name, Files.isDirectory(file) ? "" : Files.readString(file));
        }
      }
    }
    return contents;
  }

  private static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> walk = Files.walk(from)) {
      for (Path file : walk.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()), LinkOption.NOFOLLOW_LINKS);
      }
    }
    return to;
  }

  private static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException failure)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
