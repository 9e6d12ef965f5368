package io.tidemark;

import static java.util.Comparator.naturalOrder;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.tidemark.cli.QuietConsole;
import io.tidemark.config.Policy;
import io.tidemark.run.PreviousRun;
import io.tidemark.run.RunJob;
import io.tidemark.run.RunRequest;
import io.tidemark.tables.MrrTables;
import io.tidemark.testing.Export;
import io.tidemark.testing.TestRequest;
import io.tidemark.testing.TestSpark;
import io.tidemark.testing.WithoutSpark;
import io.tidemark.testing.WithoutSpark.Answer;
import io.tidemark.warehouse.Manifest;
import io.tidemark.warehouse.PublishedRuns;
import io.tidemark.warehouse.PublishedRuns.Published;
import io.tidemark.warehouse.Runs.Run;
import io.tidemark.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second export taken into a warehouse is as if both had been taken in at once. */
class IncrementalRunTest {
  private static Path folder;
  private static Run first;
  private static Run second;
  private static Run again;
  private static Run atOnce;
  private static Run elsewhere;

  @BeforeAll
  static void run(@TempDir Path temporary) {
    folder = temporary;
    String march =
        Export.write(
            folder,
            "march.csv",
            Export.MINIMAL_HEADER,
            "in_a1,cus_a,sub_a,paid,EUR,100.00,,,100.00,2025-01-01 0:00,2025-01-01 0:00,2025-02-01"
                + " 0:00",
            "in_a2,cus_a,sub_a,paid,EUR,100.00,,,100.00,2025-02-01 0:00,2025-02-01 0:00,2025-03-01"
                + " 0:00",
            "in_b1,cus_b,sub_b,paid,EUR,480.00,,,480.00,2025-01-01 0:00,2025-01-01 0:00,2026-01-01"
                + " 0:00",
            "in_c1,cus_c,sub_c,open,EUR,60.00,,,60.00,2025-02-10 0:00,2025-02-10 0:00,2025-03-10"
                + " 0:00",
            "in_d1,cus_d,sub_d,paid,USD,30.00,,,30.00,2025-02-20 0:00,2025-02-20 0:00,2025-03-20"
                + " 0:00",
            "in_e1,cus_e,,paid,EUR,1.00,,,1.00,2025-03-02 12:00,,");
    String april =
        Export.write(
            folder,
            "april.csv",
            Export.MINIMAL_HEADER,
            "in_a2,cus_a,sub_a,paid,EUR,120.00,,,120.00,2025-02-01 0:00,2025-02-01 0:00,2025-03-01"
                + " 0:00",
            "in_a3,cus_a,sub_a,paid,EUR,120.00,,,120.00,2025-03-01 0:00,2025-03-01 0:00,2025-04-01"
                + " 0:00",
            "in_c1,cus_c,sub_c,void,EUR,60.00,,,60.00,2025-02-10 0:00,2025-02-10 0:00,2025-03-10"
                + " 0:00",
            "in_d1,cus_d,sub_d,paid,USD,30.00,,,30.00,2025-02-20 0:00,2025-02-20 0:00,2025-03-20"
                + " 0:00",
            "in_d2,cus_d,sub_d,paid,USD,30.00,,,30.00,2025-03-20 0:00,2025-03-20 0:00,2025-04-20"
                + " 0:00",
            "in_f1,cus_f,sub_f,paid,EUR,50.00,,,50.00,2025-02-15 0:00,2025-02-15 0:00,2025-03-15"
                + " 0:00",
            "in_e2,cus_e,,paid,EUR,1.00,,,1.00,2025-04-02 12:00,,");
    String customers =
        Export.write(folder, "customers.csv", "id,Created (UTC)", "cus_a,2025-01-01 0:00");
    first = run("warehouse", List.of(march), List.of(customers));
    second = run("warehouse", List.of(april), List.of(customers));
    again = run("warehouse", List.of(april), List.of(customers));
    atOnce = run("at once", List.of(march, april), List.of(customers));
    Policy inNewYork = Policy.of(Map.of("business_time_zone", "America/New_York"));
    elsewhere = run("at once", List.of(march, april), List.of(customers), inNewYork);
  }

  @Test
  void everyTableIsAsIfBothHadBeenTakenInAtOnce() throws IOException {
    Map<String, String> expected = tables(atOnce);
    Map<String, String> tables = tables(second);
    expected.remove("restatements");
    tables.remove("restatements");

    assertThat(tables.keySet()).isEqualTo(expected.keySet()).hasSizeGreaterThan(30);
    expected.forEach((name, rows) -> assertThat(tables.get(name)).as(name).isEqualTo(rows));
  }

  /** A day's file onto many is as much to go over as all of them. */
  @Test
  void theSizeOfAllFilesIsKnownBeforeTheNextRunStarts() throws IOException {
    long size = 0;
    for (String name : List.of("march.csv", "april.csv", "customers.csv")) {
      size += Files.size(folder.resolve(name));
    }

    assertThat(PreviousRun.bytes(folder.resolve("warehouse"))).isEqualTo(size);
    assertThat(PreviousRun.bytes(folder.resolve("none yet"))).isZero();
  }

  /** cus_a paid more than was published, cus_c's invoice is void, cus_f's came late. */
  @Test
  void everyPublishedDayThatChangedIsToldByCause() throws IOException {
    List<String> days = List.of("2025-02-09", "2025-02-10", "2025-02-15", "2025-03-01");
    assertThat(
            restatements(second)
                .filter(row -> days.contains(row.getField("date")))
                .map(row -> text(row, "date cause previous_mrr mrr difference change customers")))
        .containsExactly(
            "2025-02-09 | correction | 140.0000 | 160.0000 | 20.0000 | 20.0000 | 1",
            "2025-02-10 | correction | 200.0000 | 160.0000 | -40.0000 | 20.0000 | 1",
            "2025-02-10 | status_change | 200.0000 | 160.0000 | -40.0000 | -60.0000 | 1",
            "2025-02-15 | correction | 200.0000 | 210.0000 | 10.0000 | 20.0000 | 1",
            "2025-02-15 | late_invoice | 200.0000 | 210.0000 | 10.0000 | 50.0000 | 1",
            "2025-02-15 | status_change | 200.0000 | 210.0000 | 10.0000 | -60.0000 | 1",
            "2025-03-01 | correction | 100.0000 | 210.0000 | 110.0000 | 120.0000 | 1",
            "2025-03-01 | late_invoice | 100.0000 | 210.0000 | 110.0000 | 50.0000 | 1",
            "2025-03-01 | status_change | 100.0000 | 210.0000 | 110.0000 | -60.0000 | 1");
    assertThat(restatements(second).map(row -> row.getField("date")).min(naturalOrder()))
        .contains("2025-02-01");
    assertThat(restatements(first)).isEmpty();
  }

  /** cus_a's invoice of midnight is of the evening before there. */
  @Test
  void whatAnotherPolicyChangesIsToldAsThat() throws IOException {
    assertThat(restatements(elsewhere).map(row -> row.getField("cause"))).containsOnly("policy");
    assertThat(
            restatements(elsewhere)
                .filter(row -> row.getField("date").equals("2025-01-31"))
                .map(row -> text(row, "currency previous_mrr mrr change customers")))
        .containsExactly("EUR | 140.0000 | 160.0000 | 20.0000 | 1");
  }

  @Test
  void everyFileIsAccountedFor() throws IOException {
    assertThat(
            rows(second, "source_files")
                .map(
                    row ->
                        text(
                            row,
                            "kind currency scanned_rows accepted_rows rejected_rows duplicate_rows"
                                + " superseded_rows superseded")))
        .containsExactlyInAnyOrder(
            "invoices | EUR | 5 | 3 | 0 | 0 | 2 | 160.0000",
            "invoices | USD | 1 | 0 | 0 | 1 | 0 | 0.0000",
            "invoices | EUR | 5 | 5 | 0 | 0 | 0 | 0.0000",
            "invoices | USD | 2 | 2 | 0 | 0 | 0 | 0.0000",
            "customers |  | 1 | 1 | 0 | 0 | 0 | 0.0000");
  }

  @Test
  void theSameAgainChangesNothing() {
    assertThat(again.id()).isEqualTo(second.id());
    assertThat(PublishedRuns.of(folder.resolve("warehouse")).newestFirst())
        .extracting(Published::runId)
        .containsExactly(second.id(), first.id());
  }

  @Test
  void whatWasPublishedBeforeStaysReadable() {
    PublishedRuns runs = PublishedRuns.of(folder.resolve("warehouse"));
    Manifest.TableState pinned =
        runs.manifest(runs.find(first.id())).tables().get(MrrTables.CUSTOMER_MRR.name());
    Dataset<Row> then =
        new Warehouse(TestSpark.session(), folder.resolve("warehouse"), "")
            .read(MrrTables.CUSTOMER_MRR, pinned);

    assertThat(then.count()).isEqualTo(pinned.rows());
    assertThat(
            then.where("customer_id = 'cus_a' and not is_converted")
                .select("mrr_minor")
                .distinct()
                .as(Encoders.LONG())
                .collectAsList())
        .containsExactly(10_000L);
  }

  @Test
  void theDifferenceOfTwoRunsIsAskedWithoutSpark() {
    Answer text = diff(first.id(), second.id());
    assertThat(text.exitCode()).as(text.talk()).isZero();
    assertThat(text.output())
        .contains(
            "From run " + first.id() + " to run " + second.id(),
            "  on 2025-03-01: +120.00 EUR correction",
            "  on 2025-03-01: +50.00 EUR late_invoice",
            "  on 2025-03-01: -60.00 EUR status_change",
            "  2025-02-01 to 2025-02-28  cus_a  100.00 -> 120.00 EUR  (+20.00)  correction",
            "  2025-02-10 to 2025-03-01  cus_c  60.00 -> 0.00 EUR  (-60.00)  status_change",
            "  2025-02-15 to 2025-03-01  cus_f  0.00 -> 50.00 EUR  (+50.00)  late_invoice")
        .doesNotContain("cus_b", "cus_d");
    assertThat(diff(first.id(), second.id(), "--json").output())
        .contains("\"customer_id\" : \"cus_f\"", "\"cause\" : \"late_invoice\"");
    assertThat(diff(first.id(), first.id()).output()).contains("the MRR of all customers is equal");
    Answer unknown = diff(first.id(), "20010101");
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.talk()).contains("RUN_UNKNOWN: no such run: 20010101");
  }

  private static Answer diff(String... words) {
    return WithoutSpark.run(folder, "diff", folder.resolve("warehouse"), words);
  }

  private static String text(NamedCsvRecord row, String names) {
    return Stream.of(names.split(" ")).map(row::getField).collect(Collectors.joining(" | "));
  }

  private static Stream<NamedCsvRecord> restatements(Run run) throws IOException {
    return rows(run, "restatements").filter(row -> row.getField("is_converted").equals("false"));
  }

  private static Stream<NamedCsvRecord> rows(Run run, String table) throws IOException {
    Path file = run.folder().resolve("exports/csv").resolve(table + ".csv");
    return CsvReader.builder().ofNamedCsvRecord(file).stream();
  }

  private static Run run(String warehouse, List<String> invoices, List<String> customers) {
    return run(warehouse, invoices, customers, Policy.defaults());
  }

  private static Run run(
      String warehouse, List<String> invoices, List<String> customers, Policy policy) {
    RunRequest options = TestRequest.of(invoices, customers, folder.resolve(warehouse), policy);
    return new RunJob(TestSpark.session(), options, QuietConsole.console()).run();
  }

  private static Map<String, String> tables(Run run) throws IOException {
    Map<String, String> tables = new TreeMap<>();
    try (Stream<Path> files = Files.list(run.folder().resolve("exports/csv"))) {
      for (Path file : files.toList()) {
        tables.put(file.getFileName().toString().replace(".csv", ""), Files.readString(file));
      }
    }
    return tables;
  }
}
