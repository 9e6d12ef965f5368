package io.tidemark.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.errors.UserError;
import io.tidemark.run.RecordTotals;
import io.tidemark.source.SourceData;
import io.tidemark.source.profile.Profile;
import io.tidemark.testing.Export;
import io.tidemark.testing.TestRecords;
import io.tidemark.testing.TestSources;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Copies of an id, in one file and in two; and what is found worth saying. */
class RecordStatusTest {
  private static final String OPEN = ",cus_a,,open,eur,10.00,0.00,2.00,12.00,2025-01-05 9:07,,";
  private static final String PAID = ",cus_a,,paid,eur,10.00,0.00,2.00,12.00,2025-01-05 9:07,,";
  private static final String WRONG = ",cus_a,,lost,eur,10.00,0.00,2.00,12.00,2025-01-05 9:07,,";
  private static final String ODD = ",cus_b,,paid,eur,10.00,0.00,2.00,13.00,2025-01-05 9:07,,";

  private static final List<Case> CASES =
      List.of(
          new Case("once", List.of(OPEN), List.of(), "accepted"),
          new Case("twice, identical", List.of(OPEN, OPEN), List.of(), "accepted duplicate"),
          new Case("twice, different", List.of(OPEN, PAID), List.of(), "rejected rejected"),
          new Case("one of two unfit", List.of(OPEN, WRONG), List.of(), "rejected rejected"),
          new Case("paid later", List.of(OPEN), List.of(PAID), "superseded accepted"),
          new Case("the same later", List.of(OPEN), List.of(OPEN), "duplicate accepted"),
          new Case(
              "settled later", List.of(OPEN, PAID), List.of(PAID), "superseded duplicate accepted"),
          new Case("unfit later", List.of(OPEN), List.of(WRONG), "rejected rejected"),
          new Case("fit later", List.of(WRONG), List.of(OPEN), "rejected accepted"),
          new Case(
              "disputed later", List.of(OPEN), List.of(OPEN, PAID), "rejected rejected rejected"),
          new Case("an odd total", List.of(ODD), List.of(), "accepted"));

  private static final Map<String, String> decisions = new TreeMap<>();
  private static List<Row> findings;
  private static List<Row> accounts;

  private record Case(String name, List<String> first, List<String> second, String decisions) {}

  @BeforeAll
  static void decide(@TempDir Path folder) {
    SourceData source =
        TestSources.read(
            List.of(file(folder, "first.csv", false), file(folder, "second.csv", true)),
            List.of(
                Export.write(folder, "customers.csv", "id,Created (UTC)", "cus_a,2025-01-01 0:00")),
            Profile.parse(Profile.text("stripe")),
            LocalDate.of(2025, 3, 1));
    RecordRows records = TestRecords.of(source);
    records
        .invoices()
        .orderBy("file_order", "source_line")
        .select("invoice_id", "decision")
        .collectAsList()
        .forEach(row -> decisions.merge(row.getString(0), row.getString(1), (a, b) -> a + " " + b));
    RecordTotals scan = RecordTotals.of(records, Optional.empty(), Optional.empty());
    findings =
        Stream.concat(
                DataQuality.of(scan.records(), source.ingestLog().files(), scan.periodEnds())
                    .stream(),
                UnknownCustomers.of(records).stream())
            .toList();
    accounts = SourceFiles.of(scan.records(), source.ingestLog().files());
  }

  @TestFactory
  Stream<DynamicTest> copies() {
    return CASES.stream()
        .map(
            one ->
                DynamicTest.dynamicTest(
                    one.name(),
                    () -> assertThat(decisions.get(id(one))).isEqualTo(one.decisions())));
  }

  @Test
  void everyRowIsAccountedForInRowsAndAmounts() {
    assertThat(accounts)
        .hasSize(3)
        .allSatisfy(
            row -> {
              for (String unit : List.of("rows", "minor")) {
                assertThat(row.<Long>getAs("scanned_" + unit))
                    .isEqualTo(
                        row.<Long>getAs("accepted_" + unit)
                            + row.<Long>getAs("rejected_" + unit)
                            + row.<Long>getAs("duplicate_" + unit)
                            + row.<Long>getAs("superseded_" + unit));
              }
              assertThat(row.<Long>getAs("file_rows")).isEqualTo(row.<Long>getAs("scanned_rows"));
            });
  }

  @Test
  void whatIsWorthSayingIsFound() {
    assertThat(findings)
        .extracting(
            row -> row.getAs("check") + " " + row.getAs("rows") + " " + row.getAs("example"))
        .contains("CUSTOMER_UNKNOWN 1 cus_b", "TOTAL_IDENTITY 1 in_an_odd_total")
        .anyMatch(text -> text.startsWith("ROW_REJECTED 10 "))
        .anyMatch(text -> text.startsWith("ID_DUPLICATE 3 "))
        .anyMatch(text -> text.startsWith("ID_SUPERSEDED 2 "));
  }

  @Test
  void tooManyRejectsRefuseTheRun() {
    assertThatThrownBy(
            () -> RejectLimit.check(accounts, new BigDecimal("0.01"), () -> List.of("  why")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("REJECT_LIMIT: too many rejects")
        .hasMessageContaining("may not represent your business.\n  why\nNothing was published.");
    RejectLimit.check(accounts, BigDecimal.ONE, List::of);
  }

  private static String file(Path folder, String name, boolean isSecond) {
    List<String> lines = new ArrayList<>(List.of(Export.MINIMAL_HEADER));
    for (Case one : CASES) {
      (isSecond ? one.second() : one.first()).forEach(row -> lines.add(id(one) + row));
    }
    return Export.write(folder, name, lines.toArray(String[]::new));
  }

  private static String id(Case one) {
    return "in_" + one.name().replace(",", "").replace(' ', '_');
  }
}
