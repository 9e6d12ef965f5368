package io.tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.AdjustedExport;
import io.tidemark.config.Policy;
import io.tidemark.run.CheckReport.CheckedFile;
import io.tidemark.run.CheckReport.Sum;
import io.tidemark.source.Sources;
import io.tidemark.tables.StagingTables;
import io.tidemark.tables.Table;
import io.tidemark.testing.Export;
import io.tidemark.testing.TestSources;
import io.tidemark.testing.TestSpark;
import io.tidemark.util.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code check} says of files, and that a run says the same. */
class CheckJobTest {
  private static final String PERIOD = ",2025-01-05 9:07,2025-01-05 9:07,2025-02-05 9:07";

  @TempDir private Path folder;

  /** As in real exports: comma amounts beside a percent with a point, due dates of 1970. */
  @Test
  void aReportIsForPeople() {
    String invoices =
        Export.write(
            folder,
            "invoices.csv",
            "id,Customer,Subscription,Status,Currency,Subtotal,Tax,Tax Percent,Total,Date (UTC),"
                + "Minimum Line Item Period Start (UTC),Maximum Line Item Period End (UTC),"
                + "Due Date (UTC),Exclusive Tax Amount,Forgiven",
            "in_a,cus_a,sub_a,paid,eur,\"100,00\",\"19,00\",19.5,\"119,00\""
                + PERIOD
                + ",1970-01-01 0:00,\"19,00\",FALSE",
            "in_b,cus_b,sub_b,paid,usd,\"39,00\",,,\"39,00\"" + PERIOD + ",,,FALSE",
            "in_b,cus_b,sub_b,paid,usd,\"39,00\",,,\"39,00\"" + PERIOD + ",,,FALSE",
            "in_c,cus_b,sub_b,payed,usd,\"10,00\",,,\"10,00\"" + PERIOD + ",,,FALSE",
            "in_d,cus_b,sub_b,paid,usd,\"1.00,00\",,,\"20,00\"" + PERIOD + ",,,FALSE",
            "in_e,cus_b,sub_b,\"pa\u001b[31m\nid\",usd,\"5,00\",,,\"5,00\"" + PERIOD + ",,,FALSE");
    String customers =
        Export.write(folder, "customers.csv", "id,Created (UTC)", "cus_a,2024-12-01 8:00");

    CheckReport report = check(Policy.defaults(), List.of(invoices), List.of(customers));

    assertThat(report.isAccepted()).isFalse();
    assertThat(Json.write(report))
        .contains("\"is_accepted\" : false", "\"code\" : \"REJECT_LIMIT\"")
        .contains("\"accepted_amount\" : 119.00", "\"check\" : \"DUE_DATE_IMPLAUSIBLE\"");
    assertThat(CheckText.of(report).lines())
        .containsExactly(
            invoices
                + ": invoices, 6 rows: 2 accepted, 3 rejected, 1 duplicates,"
                + " 0 superseded",
            "  1 accepted: 119.00 EUR; 0 rejected: 0.00 EUR",
            "  1 accepted: 39.00 USD; 3 rejected: 35.00 USD",
            "  unmapped columns (ignored): Forgiven",
            customers
                + ": customers, 1 rows: 1 accepted, 0 rejected, 0 duplicates,"
                + " 0 superseded",
            "Rejected, by reason",
            "  STATUS_UNKNOWN, 2: The status is not draft, open, paid, void or uncollectible",
            "    e.g. " + invoices + ", line 5, column Status: \"payed\"",
            "    In a copy of conf/sources/stripe.yaml (pass it with --source), add under"
                + " \"format:\" statuses: {\"pa\\u001b[31m\\n"
                + "id\": ..., payed: ...}. Replace each \"...\" with draft, open, paid, void or"
                + " uncollectible.",
            "  AMOUNT_FORMAT, 1: Not a valid amount: only digits, a leading minus, one decimal"
                + " separator and groups of three digits are allowed",
            "    e.g. " + invoices + ", line 6, column Subtotal: \"1.00,00\"",
            "    Export amounts without thousands separators.",
            "Check first: affects all figures",
            "  warning COLUMN_ABSENT, 2: Files without optional columns that MRR and its movements"
                + " depend on",
            "    e.g. " + customers + ": payment_count",
            "Found",
            "  warning CUSTOMER_UNKNOWN, 1 (50.0 %): Invoices of customers missing from the"
                + " customers file (kept, with placeholder customers)",
            "    e.g. cus_b",
            "  warning ROW_REJECTED, 3 (42.9 %): Rejected rows (see rejects for reasons)",
            "    e.g. " + invoices + ":5",
            "  note COLUMN_UNKNOWN, 1: Files with unmapped columns (ignored)",
            "    e.g. Forgiven",
            "  note DECIMAL_SIGNS, 1: Files with a decimal comma in some columns and a point in"
                + " others",
            "    e.g. comma in Subtotal, point in Tax Percent",
            "  note DUE_DATE_IMPLAUSIBLE, 1 (50.0 %): Implausible due dates, such as 1970"
                + " (ignored)",
            "    e.g. in_a: 1970-01-01 0:00",
            "  note ID_DUPLICATE, 1 (14.3 %): Duplicate rows (one is kept)",
            "    e.g. " + invoices + ":4",
            "REJECT_LIMIT: too many rejects: 35.00 USD of 113.00 USD of invoices. This is more than"
                + " reject_limit (0.01). The remaining rows may not represent your business.",
            "  Nothing was published. Correct the files or the source profile. To publish without"
                + " these rows, use --set reject_limit=1; the table rejects lists them.",
            "A run would refuse this input: REJECT_LIMIT. Nothing was written.");
  }

  @Test
  void everyRefusedFileIsNamedAndTheOthersAreReported() throws IOException {
    Path cut = folder.resolve("cut.csv");
    Files.writeString(cut, Export.MINIMAL_HEADER + "\nin_a,cus_a");
    Path empty = Files.createFile(folder.resolve("empty.csv"));
    String good =
        Export.write(
            folder,
            "good.csv",
            Export.MINIMAL_HEADER,
            "in_a,cus_a,sub_a,paid,eur,39.00,,7.00,46.00" + PERIOD);

    CheckReport report =
        check(
            Policy.defaults(),
            List.of(cut.toString(), good, folder.resolve("good*.csv").toString()),
            List.of(empty.toString()));

    assertThat(report.refusals().stream().map(refusal -> refusal.code() + ": " + refusal.text()))
        .containsExactly(
            "FILE_TRUNCATED: refused "
                + cut
                + ", line 2. The last record has 2 of 12 fields and no line end: the file is"
                + " truncated.",
            "FILE_EMPTY: refused " + empty + ". The file is empty.",
            "INPUT_DUPLICATE: refused " + good + ". The file is listed twice.");
    assertThat(report.files()).extracting(CheckedFile::file).containsExactly(good);
    assertThat(report.findings()).extracting("check").containsExactly("COLUMN_ABSENT");
  }

  @Test
  void checkAndRunAgreeOnAPollutedExport() throws IOException {
    AdjustedExport export = AdjustedExport.get();
    List<Path> before = everythingIn(export.folder());
    CheckReport report =
        new CheckJob(TestSpark.session(), "stripe", TestSources.stripe(), AdjustedExport.LENIENT)
            .check(export.files());
    assertThat(everythingIn(export.folder())).as("nothing was written").isEqualTo(before);

    assertThat(report.rejects().stream().map(CheckReport.Reject::reason))
        .contains("CURRENCY_UNKNOWN", "ROW_FIELD_COUNT", "ID_CONFLICT", "STATUS_UNKNOWN");
    assertThat(
            report.files().stream()
                .flatMap(file -> file.sums().stream().map(sum -> account(file.file(), sum))))
        .containsExactlyInAnyOrderElementsOf(
            table(export, StagingTables.SOURCE_FILES).collectAsList().stream()
                .map(CheckJobTest::account)
                .toList());
    assertThat(report.rejects().stream().map(reject -> reject.reason() + " " + reject.values()))
        .containsExactlyInAnyOrderElementsOf(
            table(export, StagingTables.REJECTS).groupBy("reason").count().collectAsList().stream()
                .map(row -> row.getString(0) + " " + row.getLong(1))
                .toList());
    assertThat(report.findings())
        .containsExactlyInAnyOrderElementsOf(
            table(export, StagingTables.DATA_QUALITY)
                .where("check <> 'MRR_NEGATIVE'")
                .collectAsList()
                .stream()
                .map(CheckJobTest::finding)
                .toList());
    assertThat(report.isAccepted()).isTrue();
  }

  private static Dataset<Row> table(AdjustedExport export, Table table) {
    Path exported = export.run().folder().resolve("exports/parquet").resolve(table.name());
    return TestSpark.session().read().parquet(exported.toString());
  }

  private static String account(String file, Sum sum) {
    return String.join(
        " | ",
        file,
        String.valueOf(sum.currency()),
        String.valueOf(sum.accepted()),
        String.valueOf(sum.rejected()),
        String.valueOf(sum.identicalCopies()),
        sum.currency() == null ? "" : sum.acceptedAmount().setScale(4).toPlainString(),
        sum.currency() == null ? "" : sum.rejectedAmount().setScale(4).toPlainString());
  }

  private static String account(Row row) {
    boolean hasCurrency = row.getAs("currency") != null;
    return String.join(
        " | ",
        row.getAs("source_file"),
        String.valueOf(row.<String>getAs("currency")),
        String.valueOf(row.<Long>getAs("accepted_rows")),
        String.valueOf(row.<Long>getAs("rejected_rows")),
        String.valueOf(row.<Long>getAs("duplicate_rows")),
        hasCurrency ? String.valueOf(row.<Object>getAs("accepted")) : "",
        hasCurrency ? String.valueOf(row.<Object>getAs("rejected")) : "");
  }

  private static CheckReport.Finding finding(Row row) {
    return new CheckReport.Finding(
        row.getAs("check"),
        row.getAs("severity"),
        row.getAs("is_file_wide"),
        row.getAs("what"),
        row.getAs("rows"),
        row.getAs("share"),
        row.getAs("example"));
  }

  private static CheckReport check(Policy policy, List<String> invoices, List<String> customers) {
    return new CheckJob(TestSpark.session(), "stripe", TestSources.stripe(), policy)
        .check(new Sources.Named(invoices, customers, List.of()));
  }

  private static List<Path> everythingIn(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.sorted().toList();
    }
  }
}
