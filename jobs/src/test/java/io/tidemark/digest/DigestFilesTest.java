package io.tidemark.digest;

import static io.tidemark.tables.MrrTables.DAILY_MRR;
import static io.tidemark.tables.MrrTables.MONTHLY_GROWTH;
import static io.tidemark.tables.RestatementTables.RESTATEMENTS;
import static io.tidemark.tables.StagingTables.DATA_QUALITY;
import static io.tidemark.tables.StatisticsTables.FORECAST_RISKS;
import static io.tidemark.tables.StatisticsTables.SIGNIFICANT_DAYS;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.export.Exports;
import io.tidemark.tables.Table;
import io.tidemark.testing.LiteralTable;
import io.tidemark.warehouse.ScratchSpace;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigestFilesTest {
  private static final LocalDate MAY = LocalDate.parse("2025-05-31");
  private static final LocalDate JUNE = LocalDate.parse("2025-06-30");

  @TempDir private static Path folder;
  private static Path before;
  private static Path run;

  @BeforeAll
  static void exports() {
    before = folder.resolve("before");
    write(
        before,
        DAILY_MRR,
        """
        date       | currency | is_converted | mrr_minor | customers
        2025-05-31 | EUR      | false        | 100000    | 10
        2025-05-31 | EUR      | true         | 150000    | 14
        """);
    write(
        before,
        FORECAST_RISKS,
        """
        risk            | currency | is_converted | severity
        few_customers   | EUR      | true         | low
        renewal_wall    | EUR      | true         | medium
        """);
    run = folder.resolve("run");
    write(
        run,
        DAILY_MRR,
        """
        date       | currency | is_converted | mrr_minor | customers
        2025-06-29 | EUR      | true         | 1         | 1
        2025-06-30 | EUR      | false        | 110000    | 11
        2025-06-30 | JPY      | false        | 8000      | 5
        2025-06-30 | EUR      | true         | 160050    | 16
        """);
    write(
        run,
        MONTHLY_GROWTH,
        """
        month      | currency | is_converted | start_mrr_minor | end_mrr_minor | growth_rate | is_partial
        2025-04-01 | EUR      | true         | 140000          | 144000        | 0.0286      | false
        2025-05-01 | EUR      | true         | 144000          | 151000        | 0.0486      | false
        2025-05-01 | EUR      | false        | 90000           | 99000         | 0.1         | false
        2025-06-01 | EUR      | true         | 151000          | 160050        | 0.0599      | true
        """);
    write(
        run,
        SIGNIFICANT_DAYS,
        """
        date       | currency | is_converted | change_minor | verdict     | scope
        2025-05-31 | EUR      | true         | 50000        | significant | broad
        2025-06-02 | EUR      | true         | -30000       | significant | single_customer
        2025-06-03 | EUR      | false        | -30000       | significant | single_customer
        2025-06-04 | EUR      | true         | 40000        | ordinary    |
        """);
    write(
        run,
        FORECAST_RISKS,
        """
        risk            | currency | is_converted | severity | what                       | mrr_minor
        few_customers   | EUR      | true         | low      | Few customers              | 100
        renewal_wall    | EUR      | true         | high     | Contracts due in one month | 25000
        unpaid_invoices | EUR      | true         | medium   | Open invoices stay unpaid  |
        unpaid_invoices | JPY      | false        | high     | Open invoices stay unpaid  |
        """);
    write(
        run,
        RESTATEMENTS,
        """
        date       | currency | is_converted | cause         | difference_minor
        2025-05-30 | EUR      | true         | correction    | -2000
        2025-05-31 | EUR      | true         | correction    | 1000
        2025-05-31 | EUR      | true         | status_change | 1000
        2025-05-31 | EUR      | false        | correction    | 9000
        """);
    write(
        run,
        DATA_QUALITY,
        """
        check        | what                 | severity | is_file_wide | rows
        ROW_REJECTED | Rejected rows        | warning  | false        | 3
        TAX_UNKNOWN  | Files without tax    | warning  | true         | 1
        ID_DUPLICATE | Duplicate rows       | note     | false        | 9
        """);
  }

  @Test
  @DisplayName(
      "The text has the headline, what changed since the previous run, and what to look at")
  void textWithAPreviousRun() throws IOException {
    DigestFiles.write(run, "ab12", JUNE, "EUR", Optional.of(new DigestFiles.Previous(before, MAY)));

    assertThat(Files.readString(run.resolve("digest.md")))
        .isEqualTo(
            """
            # MRR on 2025-06-30: 1,600.50 EUR

            - ARR 19,206.00 EUR, 16 customers; +4.9 % in May 2025
            - By currency: 1,100.00 EUR (11 customers), 8,000 JPY (5 customers)
            - Since 2025-05-31 (previous run): +100.50 EUR, +2 customers, of which +10.00 EUR restates that day

            ## Significant days

            - 2025-06-02: -300.00 EUR (single customer)

            ## New risks

            - Contracts due in one month (high, 250.00 EUR)
            - Open invoices stay unpaid (medium)

            ## Restatements

            - 2 days from 2025-05-30 to 2025-05-31, by at most -20.00 EUR (correction, status_change)

            ## Warnings

            - Affects all figures: Files without tax: 1
            - Rejected rows: 3
            """);
  }

  @Test
  @DisplayName("JSON has the same content and is read back as it was written")
  void jsonIsReadBack() {
    DigestFiles.write(run, "ab12", JUNE, "EUR", Optional.of(new DigestFiles.Previous(before, MAY)));

    Digest digest = DigestFiles.read(run);

    assertThat(digest.mrr()).isEqualTo("1600.50");
    assertThat(digest.arr()).isEqualTo("19206.00");
    assertThat(digest.since().restated()).isEqualTo(new BigDecimal("10.00"));
    assertThat(digest.restatements().causes()).containsExactly("correction", "status_change");
    assertThat(Finding.WARNING.in(digest)).contains("warnings: TAX_UNKNOWN, ROW_REJECTED");
    assertThat(Finding.RESTATEMENT.in(digest))
        .contains("restated days: 2, from 2025-05-30 to 2025-05-31");
    assertThat(Finding.SIGNIFICANT_DAY.in(digest)).contains("significant days: 2025-06-02");
  }

  @Test
  @DisplayName("The first run is compared with nothing, and all of its risks are new")
  void theFirstRun() throws IOException {
    DigestFiles.write(run, "ab12", JUNE, "EUR", Optional.empty());

    assertThat(DigestFiles.read(run).since()).isNull();
    assertThat(DigestFiles.read(run).newRisks())
        .extracting(Digest.NewRisk::risk)
        .containsExactly("renewal_wall", "unpaid_invoices", "few_customers");
    assertThat(Files.readString(run.resolve("digest.md")))
        .doesNotContain("previous run")
        .contains("2025-06-02: -300.00 EUR");
  }

  @Test
  @DisplayName("Without MRR, the digest is zero and finds nothing")
  void withoutMrr() throws IOException {
    Path empty = folder.resolve("empty");
    for (Table table :
        new Table[] {
          DAILY_MRR, MONTHLY_GROWTH, SIGNIFICANT_DAYS, FORECAST_RISKS, RESTATEMENTS, DATA_QUALITY
        }) {
      write(empty, table, table.columns().get(0).name());
    }

    DigestFiles.write(empty, "ab12", JUNE, "JPY", Optional.empty());

    assertThat(Files.readString(empty.resolve("digest.md")))
        .isEqualTo("# MRR on 2025-06-30: 0 JPY\n\n- ARR 0 JPY, 0 customers\n");
    for (Finding finding : Finding.values()) {
      assertThat(finding.in(DigestFiles.read(empty))).isEmpty();
    }
  }

  private static void write(Path folder, Table table, String rows) {
    Exports.write(table, LiteralTable.of(table, rows), folder, ScratchSpace.onOneDisk());
  }
}
