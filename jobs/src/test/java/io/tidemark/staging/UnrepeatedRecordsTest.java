package io.tidemark.staging;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.source.SourceData;
import io.tidemark.source.profile.FileKind;
import io.tidemark.source.profile.Profile;
import io.tidemark.testing.Export;
import io.tidemark.testing.TestSources;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that have an id of their own are decided alike, looked at one by one or all together. */
class UnrepeatedRecordsTest {
  private static final String PAID = ",cus_a,,paid,eur,10.00,0.00,2.00,12.00,2025-01-05 9:07,,";
  private static final String WRONG = ",cus_a,,lost,eur,10.00,0.00,2.00,12.00,2025-01-05 9:07,,";
  private static final String SHORT = ",cus_a,,paid";

  @TempDir private Path folder;

  @Test
  void everyRowIsDecidedAsAmongCopies() {
    List<String> fit = List.of("in_1" + PAID, "in_2" + PAID);
    List<String> unfit = List.of("in_3" + WRONG, PAID, PAID, "in_1" + SHORT, "in_4" + SHORT);
    SourceData source = read(Stream.concat(fit.stream(), unfit.stream()).toList(), List.of());

    assertThat(source.unrepeated())
        .containsExactlyInAnyOrder(FileKind.INVOICES, FileKind.CUSTOMERS);
    assertThat(decisions(InvoiceRecords.of(source.invoices(), true)))
        .containsExactly(
            "in_1 accepted",
            "in_2 accepted",
            "in_3 rejected",
            "null rejected",
            "null rejected",
            "null rejected",
            "null rejected");
    assertThat(rows(InvoiceRecords.of(source.invoices(), true)))
        .isEqualTo(rows(InvoiceRecords.of(source.invoices())));
    assertThat(rows(CustomerRecords.of(source.customers(), true)))
        .isEqualTo(rows(CustomerRecords.of(source.customers())));
  }

  @Test
  void aCopyIsSeenWhereverItStands() {
    String one = "in_1" + PAID;
    String two = "in_2" + PAID;

    assertThat(read(List.of(one, two, one), List.of()).unrepeated())
        .containsOnly(FileKind.CUSTOMERS);
    assertThat(read(List.of(one, two), List.of("in_2" + WRONG)).unrepeated())
        .containsOnly(FileKind.CUSTOMERS);
    assertThat(read(List.of(one), List.of(two)).unrepeated())
        .containsOnly(FileKind.INVOICES, FileKind.CUSTOMERS);
  }

  private SourceData read(List<String> first, List<String> second) {
    List<String> invoices =
        second.isEmpty()
            ? List.of(file("first.csv", first))
            : List.of(file("first.csv", first), file("second.csv", second));
    String customers =
        Export.write(
            folder, "customers.csv", "id,Created (UTC)", "cus_a,2025-01-01 0:00", "cus_b,never");
    return TestSources.read(
        invoices,
        List.of(customers),
        Profile.parse(Profile.text("stripe")),
        LocalDate.of(2025, 3, 1));
  }

  private String file(String name, List<String> lines) {
    return Export.write(
        folder,
        name,
        Stream.concat(Stream.of(Export.MINIMAL_HEADER), lines.stream()).toArray(String[]::new));
  }

  private static List<String> decisions(Dataset<Row> rows) {
    return rows.orderBy("source_line").select("invoice_id", "decision").collectAsList().stream()
        .map(row -> row.getString(0) + " " + row.getString(1))
        .toList();
  }

  private static List<String> rows(Dataset<Row> rows) {
    return rows.orderBy("source_file", "source_line").toJSON().collectAsList();
  }
}
