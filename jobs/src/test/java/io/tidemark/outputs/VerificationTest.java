package io.tidemark.outputs;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.outputs.Manifest.TableState;
import io.tidemark.outputs.PublishedRuns.Published;
import io.tidemark.outputs.Runs.Run;
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
    Files.writeString(table.resolve("part 1.parquet"), "12 rows");
    Files.createDirectory(table.resolve("_delta_log"));
    Files.writeString(
        table.resolve("_delta_log/00000000000000000003.json"),
        """
        {"commitInfo":{"userMetadata":"run"}}
        {"add":{"path":"part%201.parquet","size":7}}
        """);
    try (Runs runs = Runs.lock(warehouse)) {
      Run run = runs.start(NINE, "0123456789");
      folder = run.folder();
      Files.writeString(folder.resolve("answer.csv"), "mrr,100");
      Files.writeString(folder.resolve("report.html"), "<p>100</p>");
      published = runs.publish(run, manifest(run), NINE);
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
            "answer.csv: another content", "report.html: missing", "stranger: not part of the run");
  }

  @Test
  void aTruncatedFileIsNamedWithItsSize() throws IOException {
    Files.writeString(folder.resolve("answer.csv"), "mrr");

    assertThat(problems()).containsExactly("answer.csv: 3 bytes instead of 7");
  }

  @Test
  void aTableWhoseCommitOrFileIsDamagedIsNamed() throws IOException {
    Files.writeString(table.resolve("part 1.parquet"), "");
    assertThat(problems()).containsExactly("delta/invoices/part 1.parquet: 0 bytes instead of 7");

    Files.writeString(table.resolve("_delta_log/00000000000000000003.json"), "");
    assertThat(problems())
        .containsExactly("delta/invoices/_delta_log/00000000000000000003.json: empty");
  }

  private List<String> problems() {
    return Verification.of(warehouse, published);
  }

  private static Manifest manifest(Run run) {
    return new Manifest(
        run.id(),
        run.identity(),
        NINE,
        NINE,
        LocalDate.parse("2025-02-28"),
        Map.of(),
        List.of(),
        Map.of(),
        Map.of("invoices", new TableState(12, 3L), "daily_mrr", new TableState(28, null)),
        List.of(),
        Map.of(),
        Map.of());
  }
}
