package io.tidemark.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.run.RecordTotals;
import io.tidemark.source.SourceData;
import io.tidemark.source.Sources;
import io.tidemark.source.profile.Profile;
import io.tidemark.testing.Export;
import io.tidemark.testing.TestSources;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of corrections by hand, read as strictly as any other. */
class AdjustmentsTest {
  private static final String HEADER = "customer,currency,from,to,mrr,reason,author";
  private static List<Row> adjustments;
  private static List<Row> rejects;
  private static List<Row> accounts;

  @TempDir private Path folder;

  @BeforeAll
  static void stage(@TempDir Path folder) {
    SourceData source =
        read(
            folder,
            HEADER,
            "cus_a,EUR,2025-01-15,2025-02-15,-30.00,\"Free seats, by letter\",Ada",
            "cus_a,jpy,2025-01-15,,500,=1+1,Ada",
            "cus_a,EUR,2025-01-15,2025-02-15,-30.00,\"Free seats, by letter\",Ada",
            "cus_a,EUR,2025-01-15,2025-02-15,-30.00,,Ada",
            "cus_a,EUR,2025-01-15,2025-02-15,-30.00,Letter,\" \"",
            "cus_a,EUR,2025-01-15 0:00,2025-02-15,-30.00,Letter,Ada",
            "cus_a,EUR,2025-02-30,,-30.00,Letter,Ada",
            "cus_a,EUR,1999-12-31,,-30.00,Letter,Ada",
            ",EUR,,,-30.00,Letter,Ada",
            "cus_a,EUR,2025-02-15,2025-01-15,-30.00,Letter,Ada",
            "cus_a,EUR,2025-02-15,2025-02-15,-30.00,Letter,Ada",
            "cus_a,EUR,2015-01-01,2025-02-15,-30.00,Letter,Ada",
            "cus_a,EUR,2025-01-15,,€ 30,Letter,Ada",
            "cus_a,EUR,2025-01-15,,30.005,Letter,Ada",
            "cus_a,XYZ,2025-01-15,,30.00,Letter,Ada",
            "cus_a,EUR,2025-01-15,,,Letter,Ada");
    Dataset<Row> rows = AdjustmentRecords.of(source.adjustments()).persist();
    RecordRows records =
        new RecordRows(
            InvoiceRecords.of(source.invoices()), CustomerRecords.of(source.customers()), rows);
    adjustments = Adjustments.of(rows).orderBy("source_line").collectAsList();
    rejects =
        Rejects.of(records, source.fileRows()).orderBy("source_line", "column").collectAsList();
    accounts =
        accounts(records, source).stream()
            .filter(row -> row.getAs("kind").equals("adjustments"))
            .toList();
  }

  @Test
  void whatIsSoundGoesOn() {
    assertThat(
            texts(
                adjustments,
                "customer_id",
                "currency",
                "valid_from",
                "valid_to",
                "mrr_minor",
                "reason",
                "author",
                "source_line"))
        .containsExactly(
            "cus_a | EUR | 2025-01-15 | 2025-02-15 | -3000 | Free seats, by letter | Ada | 2",
            "cus_a | JPY | 2025-01-15 | null | 500 | =1+1 | Ada | 3");
    assertThat(adjustments).extracting(row -> row.getString(0).length()).containsOnly(32);
  }

  @Test
  void whatIsNotHasItsReason() {
    assertThat(texts(rejects, "source_line", "column", "value", "reason"))
        .containsExactly(
            "5 | reason | null | VALUE_MISSING",
            "6 | author |   | VALUE_MISSING",
            "7 | from | 2025-01-15 0:00 | DATE_FORMAT",
            "8 | from | 2025-02-30 | DATE_FORMAT",
            "9 | from | 1999-12-31 | DATE_RANGE",
            "10 | customer | null | VALUE_MISSING",
            "10 | from | null | VALUE_MISSING",
            "11 | to | 2025-02-15T00:00:00Z to 2025-01-15T00:00:00Z | PERIOD_REVERSED",
            "12 | to | 2025-02-15T00:00:00Z to 2025-02-15T00:00:00Z | PERIOD_EMPTY",
            "13 | to | 2015-01-01T00:00:00Z to 2025-02-15T00:00:00Z | PERIOD_TOO_LONG",
            "14 | mrr | € 30 | AMOUNT_FORMAT",
            "15 | mrr | 30.005 | AMOUNT_SCALE",
            "16 | currency | XYZ | CURRENCY_UNKNOWN",
            "17 | mrr | null | VALUE_MISSING");
  }

  @Test
  void everyLineIsAccountedFor() {
    assertThat(
            texts(
                accounts,
                "currency",
                "file_rows",
                "scanned_rows",
                "accepted_rows",
                "rejected_rows",
                "duplicate_rows",
                "accepted_minor"))
        .containsExactly(
            "null | 16 | 1 | 0 | 1 | 0 | 0",
            "EUR | 16 | 14 | 1 | 12 | 1 | -3000",
            "JPY | 16 | 1 | 1 | 0 | 0 | 500");
  }

  @Test
  void aSpreadsheetMayWriteItItsOwnWay() {
    SourceData source =
        read(
            folder,
            "Author;Reason;MRR;To;From;Currency;Customer",
            "Ada;Letter;-30,50;;2025-01-15;EUR;cus_a");

    assertThat(
            texts(
                Adjustments.of(AdjustmentRecords.of(source.adjustments())).collectAsList(),
                "mrr_minor"))
        .containsExactly("-3050");
  }

  @Test
  void theEndMustBeSpokenOf() {
    assertThatThrownBy(() -> read(folder, HEADER.replace(",to", ""), "cus_a,EUR,2025-01-15,1,x,y"))
        .hasMessageContaining("HEADER_MISSING_COLUMN")
        .hasMessageContaining("Missing columns: to");
  }

  @Test
  void aBillingSystemsProfileHasNoAdjustments() {
    assertThatThrownBy(() -> Profile.parse(Profile.text("adjustments")))
        .hasMessageContaining("adjustments have a separate profile");
  }

  private static List<Row> accounts(RecordRows records, SourceData source) {
    RecordTotals scan = RecordTotals.of(records, Optional.empty(), Optional.empty());
    return SourceFiles.of(scan.records(), source.ingestLog().files());
  }

  private static SourceData read(Path folder, String... lines) {
    return TestSources.read(
        new Sources.Named(
            List.of(Export.write(folder, "invoices.csv", Export.MINIMAL_HEADER)),
            List.of(),
            List.of(Export.write(folder, "adjustments.csv", lines))),
        TestSources.stripe(),
        LocalDate.of(2025, 3, 1));
  }

  private static List<String> texts(List<Row> rows, String... names) {
    return rows.stream()
        .map(
            row ->
                Stream.of(names)
                    .map(name -> String.valueOf(row.<Object>getAs(name)))
                    .collect(Collectors.joining(" | ")))
        .toList();
  }
}
