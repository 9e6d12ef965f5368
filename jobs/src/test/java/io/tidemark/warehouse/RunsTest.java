package io.tidemark.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.errors.UserError;
import io.tidemark.query.AnswerRun;
import io.tidemark.util.Checksums;
import io.tidemark.util.Json;
import io.tidemark.warehouse.Manifest.TableState;
import io.tidemark.warehouse.PublishedRuns.Published;
import io.tidemark.warehouse.Runs.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsTest {
  private static final Instant NINE = Instant.parse("2025-03-01T09:00:00Z");
  private static final String IDENTITY = AnswerRun.IDENTITY;

  @TempDir private Path folder;
  private Path warehouse;

  @BeforeEach
  void anEmptyWarehouse() {
    warehouse = folder.resolve("warehouse");
  }

  @Test
  void aRunIsNamedByItsStartAndIdentity() {
    try (Runs runs = Runs.lock(warehouse)) {
      Run run = runs.start(NINE, IDENTITY);

      assertThat(run.id()).isEqualTo("20250301T090000Z-" + IDENTITY.substring(0, 8));
      assertThat(run.folder()).isEqualTo(warehouse.resolve("runs").resolve(run.id()));
    }
  }

  @Test
  void twoRunsInOneSecondDoNotShareAFolder() {
    try (Runs runs = Runs.lock(warehouse)) {
      runs.start(NINE, IDENTITY);

      assertThat(runs.start(NINE, IDENTITY).id()).startsWith("20250301T090001Z-");
    }
  }

  @Test
  void theIdentityChangesWithAnyOfItsParts() {
    TreeMap<String, String> implied = new TreeMap<>(Map.of("history", "implied"));
    TreeMap<String, String> invoiced = new TreeMap<>(Map.of("history", "invoiced"));

    assertThat(Runs.identity(List.of("bb", "aa"), implied, "1.0")).isEqualTo(IDENTITY);
    assertThat(
            List.of(
                Runs.identity(List.of("aa"), implied, "1.0"),
                Runs.identity(List.of("aabb"), implied, "1.0"),
                Runs.identity(List.of("aa", "bb"), invoiced, "1.0"),
                Runs.identity(List.of("aa", "bb"), implied, "1.1"),
                IDENTITY))
        .doesNotHaveDuplicates();
  }

  @Test
  void publishingMakesARunCurrent() throws IOException {
    Published published = publish(NINE, "mrr 100");

    PublishedRuns seen = PublishedRuns.of(warehouse);
    assertThat(seen.current()).contains(published);
    assertThat(warehouse.resolve("latest/answer.txt")).hasContent("mrr 100");
    assertThat(Files.readSymbolicLink(warehouse.resolve("latest")))
        .isEqualTo(Path.of("runs", published.runId()));
    assertThat(seen.manifest(published).files()).containsOnlyKeys("answer.txt", "deep/er.txt");
    assertThat(seen.manifest(published).files().get("answer.txt").sha256())
        .isEqualTo(Checksums.sha256("mrr 100".getBytes()));
    assertThat(Files.getPosixFilePermissions(warehouse.resolve("CURRENT")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(Files.getPosixFilePermissions(warehouse))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void aManifestSaysTheSameReadBack() {
    Published published = publish(NINE, "mrr 100");

    Manifest manifest = PublishedRuns.of(warehouse).manifest(published);

    assertThat(manifest.asOf()).isEqualTo(LocalDate.parse("2025-02-28"));
    assertThat(manifest.publishedAt()).isEqualTo(NINE.plusSeconds(5));
    assertThat(manifest.tables()).containsEntry("invoices", new TableState(12, 3L, Map.of()));
    assertThat(Json.write(manifest))
        .contains("\"as_of\" : \"2025-02-28\"")
        .contains("\"delta_version\" : null");
  }

  @Test
  void whatWasNotPublishedIsSweptByTheNextWriter() throws IOException {
    Published published = publish(NINE, "mrr 100");
    Path unpublished;
    try (Runs runs = Runs.lock(warehouse)) {
      unpublished = runs.start(NINE.plusSeconds(60), IDENTITY).folder();
      Files.writeString(Files.createDirectory(unpublished.resolve("exports")).resolve("a"), "a");
    }
    Path foreign = Files.createDirectories(warehouse.resolve("runs/of the user"));
    assertThat(unpublished).exists();

    Runs.lock(warehouse).close();

    assertThat(unpublished).doesNotExist();
    assertThat(foreign).exists();
    assertThat(warehouse.resolve("runs").resolve(published.runId())).exists();
  }

  @Test
  void losingCurrentLosesNoPublishedRun() throws IOException {
    Published published = publish(NINE, "mrr 100");
    Files.delete(warehouse.resolve("CURRENT"));

    Runs.lock(warehouse).close();

    assertThat(warehouse.resolve("runs").resolve(published.runId())).exists();
  }

  @Test
  void anEarlierRunCanBeMadeCurrentAgain() {
    Published first = publish(NINE, "mrr 100");
    Published second = publish(NINE.plusSeconds(60), "mrr 200");

    try (Runs runs = Runs.lock(warehouse)) {
      runs.rollBack(PublishedRuns.of(warehouse).find("20250301T090000Z"));
    }

    assertThat(PublishedRuns.of(warehouse).current()).contains(first);
    assertThat(PublishedRuns.of(warehouse).newestFirst()).containsExactly(second, first);
    assertThat(warehouse.resolve("latest/answer.txt")).hasContent("mrr 100");
  }

  @Test
  void aRunIsFoundByTheBeginningOfItsIdIfOnlyOneBeginsSo() {
    publish(NINE, "mrr 100");
    publish(NINE.plusSeconds(60), "mrr 200");

    assertThatThrownBy(() -> PublishedRuns.of(warehouse).find("20250301"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("2 published runs have an id that starts with this");
    assertThatThrownBy(() -> PublishedRuns.of(warehouse).find("2024"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("RUN_UNKNOWN: no such run: 2024");
  }

  @Test
  void onlyOneWriterHoldsAWarehouse() {
    try (Runs runs = Runs.lock(warehouse)) {
      assertThatThrownBy(() -> Runs.lock(warehouse))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("WAREHOUSE_BUSY");
      runs.start(NINE, IDENTITY);
    }
    Runs.lock(warehouse).close();
  }

  @Test
  void damageIsNoticed() throws IOException {
    Published published = publish(NINE, "mrr 100");
    Path manifest = warehouse.resolve("runs").resolve(published.runId()).resolve("manifest.json");
    Files.writeString(manifest, Files.readString(manifest).replace("12", "13"));

    assertThatThrownBy(() -> PublishedRuns.of(warehouse).manifest(published))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("Its checksum differs from the published checksum.");

    Files.writeString(warehouse.resolve("CURRENT"), "");
    assertThatThrownBy(() -> Runs.lock(warehouse))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("WAREHOUSE_DAMAGED");
    assertThat(manifest).exists();
  }

  /** It was current when the reader looked, and its folder is gone when the reader gets there. */
  @Test
  void aRunThatRetiresUnderAReaderIsNoDamage() throws IOException {
    publish(NINE, "mrr 100");
    List<String> asked = new ArrayList<>();

    Manifest manifest =
        PublishedRuns.ask(
            warehouse,
            runs -> {
              Published current = runs.current().orElseThrow();
              asked.add(current.runId());
              if (asked.size() == 1) {
                AnswerRun.publish(warehouse, NINE.plusSeconds(60), "mrr 200", 1);
              }
              return runs.manifest(current);
            });

    assertThat(asked).hasSize(2);
    assertThat(manifest.runId()).isEqualTo(asked.get(1)).isNotEqualTo(asked.get(0));
    Files.delete(warehouse.resolve("latest/manifest.json"));
    assertThatThrownBy(
            () -> PublishedRuns.ask(warehouse, runs -> runs.manifest(runs.current().orElseThrow())))
        .hasMessageContaining("WAREHOUSE_DAMAGED");
  }

  @Test
  void aWarehouseThatCannotBeMadeIsTheUsersError() throws IOException {
    Files.writeString(warehouse, "a file");

    assertThatThrownBy(() -> Runs.lock(warehouse))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("PATH_UNWRITABLE: cannot write " + warehouse);
  }

  private Published publish(Instant start, String answer) {
    return AnswerRun.publish(warehouse, start, answer, 0);
  }
}
