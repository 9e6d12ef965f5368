package io.tidemark.staging;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.Policy;
import io.tidemark.run.RecordTotals;
import io.tidemark.source.SourceData;
import io.tidemark.tables.StagingTables;
import io.tidemark.testing.Export;
import io.tidemark.testing.Figures;
import io.tidemark.testing.TestRecords;
import io.tidemark.testing.TestSources;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small export from its files to the staging tables. */
class StagingTest {
  private static List<Row> invoices;
  private static List<Row> customers;
  private static List<Row> subscriptions;
  private static List<Row> rejects;
  private static List<Row> files;

  @BeforeAll
  static void stage(@TempDir Path folder) {
    String month =
        "in_month,cus_a,sub_a,paid,eur,\"39,00\",\"3,90\",\"7,02\",\"42,12\","
            + "2025-01-05 9:07,2025-01-05 9:07,2025-02-05 9:07";
    String invoiceFile =
        Export.write(
            folder,
            "invoices.csv",
            Export.MINIMAL_HEADER,
            month,
            "in_yen,cus_a,sub_b,open,JPY,5000,,,5000,2025-01-06 10:00:30,2025-01-06"
                + " 10:00,2026-01-06 10:00",
            "in_credit,cus_b,,paid,usd,\"-10,50\",,,\"-10,50\",2025-01-07T10:00:00+02:00,,",
            "in_symbol,cus_b,sub_a,paid,eur,\"1,00\",,,€ 1,2025-01-07 9:00,,",
            "in_short,cus_b,sub_a",
            month);
    String customerFile =
        Export.write(
            folder,
            "customers.csv",
            "id;Created (UTC);Total Spend;Payment Count;Favourite colour",
            "cus_a;2024-12-01 8:00;1.23,50;3;red",
            "cus_b;2024-12-02 8:00;12,50;1;");
    SourceData source =
        TestSources.read(
            List.of(invoiceFile),
            List.of(customerFile),
            TestSources.stripe(),
            LocalDate.of(2025, 3, 1));
    RecordRows records = TestRecords.of(source);
    Figures figures = Figures.of(records, Policy.defaults(), Optional.empty());
    invoices = figures.table(StagingTables.INVOICES).orderBy("source_line").collectAsList();
    customers = figures.table(StagingTables.CUSTOMERS).orderBy("customer_id").collectAsList();
    subscriptions =
        figures.table(StagingTables.SUBSCRIPTIONS).orderBy("subscription_id").collectAsList();
    rejects =
        Rejects.of(records, source.fileRows())
            .orderBy("source_file", "source_line")
            .collectAsList();
    RecordTotals scan = RecordTotals.of(records, Optional.empty(), Optional.empty());
    files = SourceFiles.of(scan.records(), source.ingestLog().files());
  }

  @Test
  void amountsAreMinorUnitsOfTheirCurrency() {
    assertThat(texts(invoices, "invoice_id", "currency", "total_minor", "tax_minor", "net_minor"))
        .containsExactly(
            "in_month | EUR | 4212 | 702 | 3510",
            "in_yen | JPY | 5000 | 0 | 5000",
            "in_credit | USD | -1050 | 0 | -1050");
  }

  @Test
  void timesAreInUtc() {
    assertThat(texts(invoices, "created_at"))
        .containsExactly("2025-01-05T09:07:00Z", "2025-01-06T10:00:30Z", "2025-01-07T08:00:00Z");
  }

  @Test
  void aSubscriptionWithAServicePeriodIsRecurring() {
    assertThat(texts(invoices, "invoice_id", "is_recurring"))
        .containsExactly("in_month | true", "in_yen | true", "in_credit | false");
  }

  @Test
  void everyRejectedValueHasItsReason() {
    assertThat(texts(rejects, "source_line", "column", "value", "reason"))
        .containsExactly(
            "2 | Total Spend | 1.23,50 | AMOUNT_FORMAT",
            "5 | Total | € 1 | AMOUNT_FORMAT",
            "6 |  | null | ROW_FIELD_COUNT");
    assertThat(texts(rejects, "raw_record").get(2)).isEqualTo("in_short,cus_b,sub_a");
  }

  @Test
  void aCustomerOnlyAnInvoiceNamesIsAPlaceholder() {
    assertThat(texts(customers, "customer_id", "is_placeholder"))
        .containsExactly("cus_a | true", "cus_b | false");
  }

  @Test
  void theBillingIntervalIsThatOfTheLatestWholePeriod() {
    assertThat(texts(subscriptions, "subscription_id", "customer_id", "billing_interval"))
        .containsExactly("sub_a | cus_a | month", "sub_b | cus_a | year");
  }

  @Test
  void everyRowIsAccountedFor() {
    assertThat(
            texts(
                files,
                "currency",
                "file_rows",
                "scanned_rows",
                "accepted_rows",
                "rejected_rows",
                "duplicate_rows",
                "scanned_minor"))
        .containsExactly(
            "null | 6 | 1 | 0 | 1 | 0 | 0",
            "EUR | 6 | 3 | 1 | 1 | 1 | 8424",
            "JPY | 6 | 1 | 1 | 0 | 0 | 5000",
            "USD | 6 | 1 | 1 | 0 | 0 | -1050",
            "null | 2 | 2 | 1 | 1 | 0 | 0");
  }

  private static List<String> texts(List<Row> rows, String... names) {
    return rows.stream()
        .map(
            row ->
                Stream.of(names)
                    .map(name -> text(row.getAs(name)))
                    .collect(Collectors.joining(" | ")))
        .toList();
  }

  private static String text(Object value) {
    return value instanceof Timestamp time ? time.toInstant().toString() : String.valueOf(value);
  }
}
