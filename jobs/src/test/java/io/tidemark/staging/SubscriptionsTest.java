package io.tidemark.staging;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.tables.Table;
import io.tidemark.testing.TestSpark;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class SubscriptionsTest {
  private static final StructType INVOICES =
      new StructType()
          .add("subscription_id", Table.STRING)
          .add("customer_id", Table.STRING)
          .add("currency", Table.STRING)
          .add("invoice_id", Table.STRING)
          .add("created_at", Table.TIMESTAMP)
          .add("service_start", Table.TIMESTAMP)
          .add("service_end", Table.TIMESTAMP);

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
  void aWholePeriodTellsTheInterval() {
    Map<String, String> intervals =
        Subscriptions.of(
                TestSpark.session()
                    .createDataFrame(
                        PERIODS.stream().map(SubscriptionsTest::invoice).toList(), INVOICES))
            .select("subscription_id", "billing_interval")
            .collectAsList()
            .stream()
            .collect(Collectors.toMap(row -> row.getString(0), row -> row.getString(1)));

    assertThat(intervals).hasSameSizeAs(PERIODS);
    for (String period : PERIODS) {
      assertThat(intervals.get(period)).as(period).isEqualTo(period.split(" {2}")[2]);
    }
  }

  /** Of a subscription of its own, called as the period. */
  private static Row invoice(String period) {
    String[] parts = period.split(" {2}");
    return RowFactory.create(
        period, "cus_a", "EUR", "in_" + period, time(parts[0]), time(parts[0]), time(parts[1]));
  }

  private static Timestamp time(String text) {
    return Timestamp.from(Instant.parse(text.replace(' ', 'T') + ":00Z"));
  }
}
