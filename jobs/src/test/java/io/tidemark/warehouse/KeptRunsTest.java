package io.tidemark.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.errors.UserError;
import io.tidemark.query.AnswerRun;
import io.tidemark.warehouse.PublishedRuns.Published;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a warehouse keeps, and what it never touches. */
class KeptRunsTest {
  private static final Instant NINE = Instant.parse("2025-03-01T09:00:00Z");

  @TempDir private Path folder;
  private Path warehouse;

  @BeforeEach
  void anEmptyWarehouse() {
    warehouse = folder.resolve("warehouse");
  }

  @Test
  void onlyTheLastRunsAreKept() {
    Published first = publish(NINE, "mrr 100");
    Published second = publish(NINE.plusSeconds(60), "mrr 200");
    Published third = AnswerRun.publish(warehouse, NINE.plusSeconds(120), "mrr 300", 2);

    PublishedRuns seen = PublishedRuns.of(warehouse);
    assertThat(seen.newestFirst()).containsExactly(third, second);
    assertThat(seen.folder(first)).doesNotExist();
    assertThat(Verification.of(warehouse, second)).isEmpty();
    assertThat(Verification.of(warehouse, third)).isEmpty();
  }

  @Test
  void whatALinkPointsAtIsNeverRemovedWithAnOldRun() throws IOException {
    Published first = publish(NINE, "mrr 100");
    Path foreign = Files.createDirectory(folder.resolve("of the user"));
    Files.writeString(foreign.resolve("thesis.txt"), "years of work");
    Path run = PublishedRuns.of(warehouse).folder(first);
    Files.createSymbolicLink(run.resolve("link"), foreign);

    AnswerRun.publish(warehouse, NINE.plusSeconds(60), "mrr 200", 1);

    assertThat(run).doesNotExist();
    assertThat(foreign.resolve("thesis.txt")).hasContent("years of work");
  }

  @Test
  void aCurrentThatWasChangedIsNoticed() throws IOException {
    publish(NINE, "mrr 100");
    publish(NINE.plusSeconds(60), "mrr 200");
    Path current = warehouse.resolve("CURRENT");
    String published = Files.readString(current);

    for (String changed :
        List.of(
            published.replaceFirst("20250301T090000Z", "20250301T090001Z"),
            published.replaceFirst("sha256\" : \".", "sha256\" : \"x"),
            published.replace("20250301T090000Z", "../../elsewhere"),
            "{}",
            published.substring(1))) {
      Files.writeString(current, changed);
      assertThatThrownBy(() -> PublishedRuns.of(warehouse))
          .as(changed)
          .isInstanceOf(UserError.class)
          .hasMessageContaining("WAREHOUSE_DAMAGED");
    }
  }

  @Test
  void whatLooksLikeAnUnpublishedRunButIsALinkStays() throws IOException {
    publish(NINE, "mrr 100");
    Path foreign = folder.resolve("of the user");
    PrivateFiles.createDeletable(foreign);
    Files.writeString(foreign.resolve("thesis.txt"), "years of work");
    Files.createSymbolicLink(warehouse.resolve("runs/20250301T091500Z-01234567"), foreign);
    Files.createSymbolicLink(warehouse.resolve("delta/plans"), foreign);

    Runs.lock(warehouse).close();

    assertThat(foreign.resolve("thesis.txt")).hasContent("years of work");
  }

  @Test
  void aFolderWithoutOurMarkerStays() throws IOException {
    publish(NINE, "mrr 100");
    Path table = Files.createDirectories(warehouse.resolve("delta/of the user/_delta_log"));
    Path run = Files.createDirectories(warehouse.resolve("runs/20250301T091500Z-01234567"));

    AnswerRun.publish(warehouse, NINE.plusSeconds(60), "mrr 200", 1);

    assertThat(table).exists();
    assertThat(run).exists();
  }

  private Published publish(Instant start, String answer) {
    return AnswerRun.publish(warehouse, start, answer, 0);
  }
}
