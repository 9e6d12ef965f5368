package io.tidemark.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.warehouse.Manifest.FileState;
import io.tidemark.warehouse.Manifest.TableState;
import io.tidemark.warehouse.PublishedRuns.Published;
import io.tidemark.warehouse.Runs.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerificationTest {
  private static final Instant NINE = Instant.parse("2025-03-01T09:00:00Z");

  @TempDir private Path warehouse;
  private Published published;
  private Path folder;
  private Path table;

  @BeforeEach
  void aPublishedRun() throws IOException {
    table = Files.createDirectories(warehouse.resolve("delta/invoices"));
    Files.writeString(table.resolve("part 0.parquet"), "9 rows");
    Files.writeString(table.resolve("part 1.parquet"), "12 rows");
    Files.writeString(table.resolve(".part 1.parquet.crc"), "sum");
    Files.createDirectory(table.resolve("_delta_log"));
    commit(0, "{'add':{'path':'part%200.parquet'}}");
    commit(1, "{'remove':{'path':'part%200.parquet'}}\n{'add':{'path':'part%201.parquet'}}");
    commit(2, "{'commitInfo':{'operation':'WRITE'}}");
    try (Runs runs = Runs.lock(warehouse)) {
      Run run = runs.start(NINE, "0123456789");
      folder = run.folder();
      Files.writeString(folder.resolve("answer.csv"), "mrr,100");
      Files.writeString(folder.resolve("report.html"), "<p>100</p>");
      published = runs.publish(run, manifest(run, new DeltaFolder(table).files(1)), NINE, 0);
    }
  }

  @Test
  void aRunAsItWasPublishedHasNoProblem() {
    assertThat(problems()).isEmpty();
  }

  @Test
  void everyFileThatIsNotAsPublishedIsNamed() throws IOException {
    Files.writeString(folder.resolve("answer.csv"), "mrr,900");
    Files.delete(folder.resolve("report.html"));
    Files.writeString(folder.resolve("stranger"), "");

    assertThat(problems())
        .containsExactly(
            "answer.csv: content differs",
            "report.html: missing",
            "stranger: not a file of the run");
  }

  @Test
  void aTruncatedFileIsNamedWithItsSize() throws IOException {
    Files.writeString(folder.resolve("answer.csv"), "mrr");

    assertThat(problems()).containsExactly("answer.csv: 3 bytes instead of 7");
  }

  @Test
  void everythingThatAPinnedVersionIsReadFromIsHeldToo() throws IOException {
    Files.writeString(table.resolve("part 0.parquet"), "no part of the version");
    Files.writeString(table.resolve("_delta_log/00000000000000000002.json"), "nor is this commit");
    assertThat(problems()).isEmpty();

    Files.writeString(table.resolve("part 1.parquet"), "13 rows");
    Files.delete(table.resolve(".part 1.parquet.crc"));
    Files.writeString(table.resolve("_delta_log/00000000000000000000.json"), "");
    assertThat(problems())
        .containsExactly(
            "delta/invoices/.part 1.parquet.crc: missing",
            "delta/invoices/_delta_log/00000000000000000000.json: 0 bytes instead of 36",
            "delta/invoices/part 1.parquet: content differs");
  }

  @Test
  void aTableIsWhereItsLastCommitOrRestorationPutIt() throws IOException {
    DeltaFolder folder = new DeltaFolder(table);
    assertThat(folder.isAt(2)).isTrue();
    assertThat(folder.isAt(1)).isFalse();

    commit(3, "{'commitInfo':{'operation':'RESTORE','operationParameters':{'version':'1'}}}");
    assertThat(folder.isAt(1)).isTrue();
    assertThat(folder.isAt(2)).isFalse();
    assertThat(new DeltaFolder(warehouse.resolve("delta/none")).isAt(0)).isFalse();
  }

  @Test
  void aVersionIsReadFromTheLastCheckpointBeforeIt() throws IOException {
    Files.writeString(table.resolve("_delta_log/00000000000000000001.checkpoint.parquet"), "all");

    assertThat(new DeltaFolder(table).files(2))
        .containsOnlyKeys(
            ".part 1.parquet.crc",
            "_delta_log/00000000000000000001.checkpoint.parquet",
            "_delta_log/00000000000000000001.json",
            "_delta_log/00000000000000000002.json",
            "part 1.parquet");
  }

  private void commit(int version, String actions) throws IOException {
    Path file = table.resolve("_delta_log/%020d.json".formatted(version));
    Files.writeString(file, actions.replace('\'', '"') + "\n");
  }

  private List<String> problems() {
    return Verification.of(warehouse, published);
  }

  private static Manifest manifest(Run run, Map<String, FileState> files) {
    return new Manifest(
        run.id(),
        run.identity(),
        NINE,
        NINE,
        LocalDate.parse("2025-02-28"),
        Map.of(),
        List.of(),
        Map.of(),
        Map.of(
            "invoices", new TableState(12, 1L, files),
            "daily_mrr", new TableState(28, null, Map.of())),
        List.of(),
        Map.of(),
        "h2",
        Map.of());
  }
}
