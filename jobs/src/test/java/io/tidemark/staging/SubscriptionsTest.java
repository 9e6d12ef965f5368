package io.tidemark.staging;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.tables.RowBuilder;
import io.tidemark.tables.StagingTables;
import io.tidemark.testing.LiteralTable;
import io.tidemark.testing.TestSpark;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SubscriptionsTest {
  /** Shortest and longest periods of each interval, and what is none: from, to, interval. */
  private static final List<String> PERIODS =
      """
      2024-01-01 00:00  2024-01-08 00:00  week
      2024-03-28 12:00  2024-04-04 11:00  week
      2024-01-01 00:00  2024-01-15 00:00  two_weeks
      2024-01-01 00:00  2024-01-29 00:00  four_weeks
      2023-02-01 00:00  2023-03-01 00:00  month
      2024-01-31 00:00  2024-02-29 00:00  month
      2023-02-28 00:00  2023-03-31 00:00  month
      2024-07-01 00:00  2024-08-01 01:00  month
      2023-01-31 00:00  2023-03-31 00:00  two_months
      2024-07-01 00:00  2024-09-01 00:00  two_months
      2023-02-01 00:00  2023-05-01 00:00  quarter
      2023-02-01 00:00  2023-06-01 00:00  four_months
      2023-02-28 00:00  2023-08-31 00:00  half_year
      2023-02-28 00:00  2024-02-29 00:00  year
      2024-02-29 00:00  2025-02-28 00:00  year
      2023-01-01 00:00  2025-01-01 00:00  two_years
      2023-01-01 00:00  2026-01-01 00:00  three_years
      2024-01-01 00:00  2024-01-06 00:00  other
      2024-07-01 00:00  2024-08-01 01:01  other
      2024-01-01 00:00  2024-02-15 00:00  other
      """
          .lines()
          .toList();

  @Test
  @DisplayName("The billing interval is that of a period that is a whole interval")
  void wholePeriods() {
    Subscriptions found =
        Subscriptions.of("cus_a", PERIODS.stream().map(SubscriptionsTest::invoice).toList());

    for (String period : PERIODS) {
      assertThat(found.interval(period)).as(period).isEqualTo(period.split(" {2}")[2]);
    }
  }

  @Test
  @DisplayName("The latest whole period decides, and the latest invoice names the customer")
  void latest() {
    Dataset<Row> rows =
        TestSpark.session()
            .createDataFrame(
                List.of(
                    row(
                        "cus_old",
                        """
                        invoice_id | subscription_id | currency | created_at           | service_start        | service_end
                        in_1       | sub             | EUR      | 2024-01-01T00:00:00Z | 2024-01-01T00:00:00Z | 2024-02-01T00:00:00Z
                        in_2       | sub             | EUR      | 2024-02-01T00:00:00Z | 2024-02-01T00:00:00Z | 2025-02-01T00:00:00Z
                        in_3       | sub             | USD      | 2024-03-01T00:00:00Z | 2024-03-01T00:00:00Z | 2024-03-10T00:00:00Z
                        in_4       | sub_other       | USD      | 2024-03-01T00:00:00Z |                      |
                        in_5       |                 | USD      | 2024-03-01T00:00:00Z |                      |
                        """),
                    row(
                        "cus_new",
                        """
                        invoice_id | subscription_id | currency | created_at           | service_start        | service_end
                        in_6       | sub             | GBP      | 2024-03-02T00:00:00Z | 2024-01-15T00:00:00Z | 2024-02-15T00:00:00Z
                        """)),
                new StructType().add("subscriptions", Subscriptions.TYPE));

    assertThat(
            Subscriptions.table(rows, "subscriptions").orderBy("subscription_id").collectAsList())
        .extracting(row -> row.mkString(" "))
        .containsExactly(
            "sub cus_new GBP 2024-01-01 00:00:00.0 year",
            "sub_other cus_old USD 2024-03-01 00:00:00.0 other");
  }

  private static Row row(String customerId, String invoices) {
    List<Row> rows = LiteralTable.packed(StagingTables.INVOICES, invoices);
    Object[] subscriptions = Subscriptions.of(customerId, rows).rows().toArray();
    return RowFactory.create((Object) subscriptions);
  }

  /** Of a subscription of its own, called as the period. */
  private static Row invoice(String period) {
    String[] parts = period.split(" {2}");
    return RowBuilder.packed(StagingTables.INVOICES)
        .set("subscription_id", period)
        .set("invoice_id", "in_" + period)
        .set("customer_id", "cus_a")
        .set("currency", "EUR")
        .set("status", "paid")
        .set("created_at", time(parts[0]))
        .set("service_start", time(parts[0]))
        .set("service_end", time(parts[1]))
        .set("tax_minor", 0L)
        .set("total_minor", 0L)
        .set("net_minor", 0L)
        .set("is_recurring", true)
        .set("source_file", "invoices.csv")
        .set("source_line", 1L)
        .build();
  }

  private static Instant time(String text) {
    return Instant.parse(text.replace(' ', 'T') + ":00Z");
  }
}
