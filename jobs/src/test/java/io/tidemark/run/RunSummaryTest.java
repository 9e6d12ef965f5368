package io.tidemark.run;

import static io.tidemark.tables.AuditTables.RECONCILIATION;
import static io.tidemark.tables.MrrTables.DAILY_MRR;
import static io.tidemark.tables.StagingTables.DATA_QUALITY;
import static io.tidemark.tables.StagingTables.REJECTS;
import static io.tidemark.tables.StagingTables.SOURCE_FILES;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.Policy;
import io.tidemark.tables.Table;
import io.tidemark.testing.LiteralTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunSummaryTest {
  private static final Map<Table, Dataset<Row>> TABLES =
      Map.of(
          DAILY_MRR, LiteralTable.of(DAILY_MRR, "date | currency\n2025-01-31 | EUR"),
          RECONCILIATION, LiteralTable.of(RECONCILIATION, "part\nincluded"),
          SOURCE_FILES,
              LiteralTable.of(
                  SOURCE_FILES,
                  "source_file | kind | scanned_rows\nju\u009b31mly.csv | invoices | 7"),
          REJECTS,
              LiteralTable.of(
                  REJECTS,
                  "source_file | source_line | column | value | reason\n"
                      + "ju\u009b31mly.csv | 3 | To\u202etal | 1\u00852 | AMOUNT_FORMAT"),
          DATA_QUALITY,
              LiteralTable.of(
                  DATA_QUALITY,
                  """
                  check | what                  | severity | is_file_wide | rows | example
                  ODD   | Odd rows              | warning  | false        | 2    | a\u202eb
                  GOOD  | Good to know          | note     | false        | 9    | c
                  ENDS  | Inclusive period ends | note     | true         | 3    |
                  CUT   | Files that may be cut | warning  | true         | 1    | d.csv
                  """));

  @Test
  @DisplayName("Findings that affect all figures follow the figures; other notes are not printed")
  void fileWideFindingsFollowTheFigures() {
    List<String> lines =
        RunDetails.of(TABLES, Policy.defaults(), LocalDate.parse("2025-01-31"), Path.of("run"));

    assertThat(lines)
        .containsSubsequence(
            "MRR on 2025-01-31",
            "Check first: affects all figures",
            "  warning CUT: 1. Files that may be cut, e.g. d.csv",
            "  note ENDS: 3. Inclusive period ends",
            "Read",
            "  warning ODD: 2. Odd rows, e.g. a\\u202eb")
        .noneMatch(line -> line.contains("GOOD"));
  }

  @Test
  void whatWasLeftOutIsNotSaidToBeWritten(@TempDir Path run) throws IOException {
    LocalDate asOf = LocalDate.parse("2025-01-31");

    assertThat(RunDetails.of(TABLES, Policy.defaults(), asOf, run))
        .endsWith("  report/index.html, exports/csv, exports/parquet, manifest.json");
    Files.createDirectory(run.resolve("relational"));
    assertThat(RunDetails.of(TABLES, Policy.defaults(), asOf, run))
        .endsWith("  report/index.html, exports/csv, exports/parquet, relational, manifest.json");
  }

  @Test
  void nothingThatAFileHoldsMovesTheCursorOrTurnsTheWritingRound() {
    List<String> lines =
        RunDetails.of(TABLES, Policy.defaults(), LocalDate.parse("2025-01-31"), Path.of("run"));

    assertThat(lines)
        .anyMatch(line -> line.endsWith("(ju\\u009b31mly.csv)"))
        .anyMatch(line -> line.contains("ju\\u009b31mly.csv line 3, To\\u202etal \"1\\u00852\""))
        .anyMatch(line -> line.endsWith("e.g. a\\u202eb"))
        .noneMatch(line -> line.matches(".*[\u009b\u0085\u202e].*"));
  }

  @Test
  @DisplayName("In brief, a summary counts what the details list")
  void briefSummary() {
    Map<Table, Dataset<Row>> tables = new HashMap<>(TABLES);
    tables.put(
        DAILY_MRR,
        LiteralTable.of(
            DAILY_MRR,
            """
            date       | currency | is_converted | mrr_minor | customers | implied_share | pending_share
            2025-01-30 | EUR      | false        | 100       | 1         | 0             | 0
            2025-01-31 | EUR      | false        | 2443889   | 89        | 0.0004        | 0
            2025-01-31 | USD      | false        | 2064596   | 54        | 0             | 0.123
            2025-01-31 | EUR      | true         | 4431178   | 143       | 0.0002        | 0.057
            """));
    tables.put(
        RECONCILIATION,
        LiteralTable.of(
            RECONCILIATION,
            """
            part     | line         | currency | invoices
            excluded | status_draft | EUR      | 6
            excluded | status_draft | USD      | 3
            excluded | one_off      | EUR      | 9
            excluded | status_void  | EUR      | 0
            included | layers       | EUR      | 99
            """));

    assertThat(
            RunSummary.of(tables, Policy.defaults(), LocalDate.parse("2025-01-31"), Path.of("run")))
        .containsExactly(
            "MRR on 2025-01-31 (total at exchange rates of 2024-12-31)",
            "       24,438.89 EUR        89 customers  < 0.1 % implied",
            "       20,645.96 USD        54 customers  12.3 % pending",
            "       44,311.78 EUR       143 customers  total  < 0.1 % implied  5.7 % pending",
            "Check first: affects all figures",
            "  warning CUT: 1. Files that may be cut, e.g. d.csv",
            "  note ENDS: 3. Inclusive period ends",
            "Read 7 invoices; 0 rows rejected, 0 duplicates",
            "Excluded from MRR: 18 invoices, for 2 reasons (see reconciliation)",
            "Warnings: ODD (2); see data_quality",
            "Report: run/report/index.html");
  }

  @Test
  @DisplayName("A summary has no heading without lines below it")
  void noEmptyHeadings() {
    Map<Table, Dataset<Row>> tables = new HashMap<>(TABLES);
    tables.put(DATA_QUALITY, LiteralTable.of(DATA_QUALITY, "check"));
    tables.put(REJECTS, LiteralTable.of(REJECTS, "reason"));
    LocalDate asOf = LocalDate.parse("2025-01-31");

    assertThat(RunDetails.of(tables, Policy.defaults(), asOf, Path.of("run")))
        .contains("MRR on 2025-01-31", "Read")
        .doesNotContain("Excluded from MRR, by reason", "Check first: affects all figures");
  }
}
