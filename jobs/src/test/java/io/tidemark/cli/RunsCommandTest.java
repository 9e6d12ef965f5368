package io.tidemark.cli;

import static io.tidemark.tables.MrrTables.DAILY_MRR;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.export.Exports;
import io.tidemark.query.AnswerRun;
import io.tidemark.testing.LiteralTable;
import io.tidemark.testing.WithoutSpark;
import io.tidemark.warehouse.ScratchSpace;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsCommandTest {
  @TempDir private static Path folder;
  private static Path warehouse;

  @BeforeAll
  static void publish() {
    warehouse = folder.resolve("warehouse");
    AnswerRun.publish(warehouse, Instant.parse("2025-03-01T09:00:00Z"), "mrr", 0);
    AnswerRun.publish(
        warehouse,
        Instant.parse("2025-03-02T09:00:00Z"),
        "mrr",
        0,
        run ->
            Exports.write(
                DAILY_MRR,
                LiteralTable.of(
                    DAILY_MRR,
                    """
                    date       | currency | is_converted | mrr_minor | customers
                    2025-02-27 | EUR      | true         | 1         | 1
                    2025-02-28 | EUR      | false        | 2443889   | 89
                    2025-02-28 | USD      | false        | 2064596   | 54
                    2025-02-28 | EUR      | true         | 4431178   | 1143
                    """),
                run.folder(),
                ScratchSpace.onOneDisk()));
  }

  @Test
  @DisplayName("Each run has its MRR and customers; a run without readable exports has dashes")
  void listsMrr() {
    String identity = AnswerRun.IDENTITY.substring(0, 8);

    assertThat(WithoutSpark.run(folder, "runs", warehouse).output())
        .isEqualTo(
            """
              run                        as of                        MRR  customers
            * 20250302T090000Z-%1$s  2025-02-28         44,311.78 EUR      1,143
              20250301T090000Z-%1$s  2025-02-28                     -          -
            """
                .formatted(identity));
  }

  @Test
  @DisplayName("JSON has the amount as a number, and null where it cannot be read")
  void listsMrrAsJson() {
    assertThat(WithoutSpark.run(folder, "runs", warehouse, "--json").output())
        .contains(
            "\"currency\" : \"EUR\",\n  \"current\" : true,\n  \"customers\" : 1143,",
            "\"mrr\" : 44311.78,",
            "\"mrr\" : null,");
  }
}
