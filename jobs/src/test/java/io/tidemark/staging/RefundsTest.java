package io.tidemark.staging;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found of the refunds that the customers file sums up. */
class RefundsTest {
  @TempDir private Path folder;

  @Test
  @DisplayName("Refunds of the customers file are a finding with their sum")
  void refundsAreFound() {
    List<Row> found =
        found(
            "id,Created (UTC),Refunded Volume",
            "cus_c,,\"1200,50\"",
            "cus_b,,\"34,00\"",
            "cus_a,,\"0,00\"",
            "cus_d,,");

    assertThat(found).hasSize(1);
    Row refunds = found.get(0);
    assertThat(refunds.<String>getAs("what"))
        .isEqualTo(
            "Customers with refunds, which do not lower MRR (1,234.50 in all, in the account's"
                + " currency)");
    assertThat(refunds.<Long>getAs("rows")).isEqualTo(2);
    assertThat(refunds.<Double>getAs("share")).isEqualTo(0.5);
    assertThat(refunds.<String>getAs("example")).isEqualTo("cus_b");
    assertThat(refunds.<Boolean>getAs("is_file_wide")).isTrue();
  }

  @Test
  @DisplayName("Without refunds, or without their column, there is no such finding")
  void noRefundsAreNotFound() {
    assertThat(found("id,Created (UTC),Refunded Volume", "cus_a,,\"0,00\"", "cus_b,,")).isEmpty();
    assertThat(found("id,Created (UTC)", "cus_a,")).isEmpty();
  }

  private List<Row> found(String... customers) {
    SourceData source =
        TestSources.read(
            List.of(Export.write(folder, "invoices.csv", Export.MINIMAL_HEADER)),
            List.of(Export.write(folder, "customers.csv", customers)),
            Profile.parse(Profile.text("stripe")),
            LocalDate.of(2025, 3, 1));
    RecordTotals scan =
        RecordTotals.of(TestRecords.of(source), source.detectsEndsIn(), Optional.empty());
    return DataQuality.of(scan.records(), source.ingestLog().files(), scan.periodEnds()).stream()
        .filter(row -> row.getAs("check").equals("REFUNDS"))
        .toList();
  }
}
