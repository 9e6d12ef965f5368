package io.tidemark.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.run.RecordTotals;
import io.tidemark.source.SourceData;
import io.tidemark.source.profile.Profile;
import io.tidemark.testing.Export;
import io.tidemark.testing.TestRecords;
import io.tidemark.testing.TestSources;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Name, e-mail, country and metadata of a customers file: labels that decide nothing. */
class CustomerLabelsTest {
  private static final String EMAIL = "jo@example.com";
  private static List<Row> customers;
  private static List<Row> rejects;
  private static List<Row> findings;

  @TempDir private Path folder;

  @BeforeAll
  static void stage(@TempDir Path folder) {
    String invoices = Export.write(folder, "invoices.csv", Export.MINIMAL_HEADER);
    String file =
        Export.write(
            folder,
            "customers.csv",
            "id,Email,Name,Created (UTC),Card Address Country,plan (metadata),tag (metadata),Phone",
            "cus_a," + EMAIL + ",\"Jo's \"\"Bakery\"\"\",2024-12-01 8:00,DE,gold,\"a \"\"b\"\"\",1",
            "cus_b,,,2024-12-02 8:00,,,,",
            "cus_c," + EMAIL + ",Jo,yesterday,DE,,,",
            "cus_d,jo at example,Jo,tomorrow,DE,,,",
            "cus_e," + EMAIL + ",Jo,2024-12-02 8:00,DE,,,,one too many",
            "cus_f,Jo," + EMAIL + "," + EMAIL + ",DE,,,");
    SourceData source =
        TestSources.read(
            List.of(invoices), List.of(file), TestSources.stripe(), LocalDate.of(2025, 3, 1));
    RecordRows records = TestRecords.of(source);
    customers =
        records.acceptedCustomers().orderBy("customer_id").select("customer.*").collectAsList();
    rejects = Rejects.of(records, source.fileRows()).orderBy("source_line").collectAsList();
    RecordTotals scan = RecordTotals.of(records, Optional.empty(), Optional.empty());
    findings = DataQuality.of(scan.records(), source.ingestLog().files(), scan.periodEnds());
  }

  @Test
  void labelsAreReadAsTheyStand() {
    assertThat(customers.stream().map(row -> text(row, "name", "email", "country", "metadata")))
        .containsExactly(
            "Jo's \"Bakery\" | jo@example.com | DE | {\"plan\":\"gold\",\"tag\":\"a \\\"b\\\"\"}",
            "null | null | null | null");
  }

  @Test
  void aFileWithoutThemIsRead() {
    SourceData source =
        TestSources.read(
            List.of(Export.write(folder, "invoices.csv", Export.MINIMAL_HEADER)),
            List.of(Export.write(folder, "customers.csv", "id,Created (UTC)", "cus_a,")),
            TestSources.stripe(),
            LocalDate.of(2025, 3, 1));

    assertThat(source.customers().select("name", "metadata").first().anyNull()).isTrue();
  }

  @Test
  void onlyOtherColumnsAreUnknown() {
    assertThat(findings)
        .filteredOn(row -> row.getAs("check").equals("COLUMN_UNKNOWN"))
        .extracting(row -> row.getAs("example"))
        .containsExactly("Phone");
  }

  @Test
  void noRejectShowsAnEmailAddress() {
    assertThat(rejects.stream().map(row -> text(row, "value", "reason", "raw_record")))
        .containsExactly(
            "yesterday | DATE_FORMAT | cus_c,[e-mail],Jo,yesterday,DE,,,",
            "tomorrow | DATE_FORMAT | cus_d,[e-mail],Jo,tomorrow,DE,,,",
            "null | ROW_FIELD_COUNT | cus_e,[e-mail],Jo,2024-12-02 8:00,DE,,,,one too many",
            "[e-mail] | DATE_FORMAT | cus_f,[e-mail],[e-mail],[e-mail],DE,,,");
  }

  @Test
  void neitherDoesAnError() {
    String headless = Export.write(folder, "headless.csv", "cus_a," + EMAIL + ",Jo");

    assertThatThrownBy(
            () ->
                TestSources.read(
                    List.of(headless),
                    List.of(headless),
                    TestSources.stripe(),
                    LocalDate.of(2025, 3, 1)))
        .hasMessageContaining("cus_a | [e-mail] | Jo")
        .hasMessageNotContaining("@");
  }

  @Test
  void aPatternHasOnePlaceForTheName() {
    String yaml = Profile.text("stripe").replace("\"* (metadata)\"", "Metadata");

    assertThatThrownBy(() -> Profile.parse(yaml))
        .hasMessageContaining("customers.metadata: \"Metadata\" must have one *");
  }

  private static String text(Row row, String... columns) {
    return String.join(
        " | ",
        IntStream.range(0, columns.length)
            .mapToObj(index -> String.valueOf(row.<Object>getAs(columns[index])))
            .toList());
  }
}
