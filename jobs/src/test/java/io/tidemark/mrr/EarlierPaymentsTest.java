package io.tidemark.mrr;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.tables.StagingTables;
import io.tidemark.testing.LiteralTable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Counts the payments a customer made before the files. */
class EarlierPaymentsTest {
  private static final DataWindow WINDOW =
      new DataWindow(
          Instant.parse("2024-01-01T08:00:00Z"),
          Instant.parse("2024-09-01T00:00:00Z"),
          LocalDate.parse("2024-08-31"),
          ZoneOffset.UTC);

  @Test
  @DisplayName(
      "An invoice shows a payment if something was paid; a paid one without the amount does")
  void paymentsShown() {
    String invoices =
        """
        invoice_id | customer_id | status        | total_minor | amount_paid_minor
        in_1       | amounts     | paid          | 3000        | 3000
        in_2       | amounts     | paid          | 3000        | 0
        in_3       | amounts     | open          | 3000        | 500
        in_4       | statuses    | paid          | 3000        |
        in_5       | statuses    | open          | 3000        |
        in_6       | statuses    | void          | 3000        |
        in_7       | statuses    | uncollectible | 3000        |
        in_8       | statuses    | paid          | 0           |
        in_9       | uncounted   | paid          | 3000        | 3000
        in_10      | overshown   | paid          | 3000        | 3000
        """;
    String customers =
        """
        customer_id | created_at          | payment_count
        amounts     | 2023-12-31 00:00:00 | 5
        statuses    | 2023-12-31 00:00:00 | 5
        uncounted   | 2023-12-31 00:00:00 |
        overshown   | 2023-12-31 00:00:00 | 0
        without     | 2023-12-31 00:00:00 | 7
        """;

    assertThat(earlier(customers, invoices))
        .isEqualTo("amounts 3, overshown 0, statuses 4, uncounted null");
  }

  @Test
  @DisplayName("A customer created on the first day of the data, or later, paid nothing before")
  void createdInTheWindow() {
    String invoices =
        """
        invoice_id | customer_id | status | total_minor | amount_paid_minor
        in_1       | day_before  | paid   | 3000        | 3000
        in_2       | first_day   | paid   | 3000        | 3000
        in_3       | later       | paid   | 3000        | 3000
        in_4       | unknown     | paid   | 3000        | 3000
        """;
    String customers =
        """
        customer_id | created_at          | payment_count
        day_before  | 2023-12-31 23:59:59 | 4
        first_day   | 2024-01-01 07:00:00 | 4
        later       | 2024-06-01 09:00:00 | 4
        unknown     |                     | 4
        """;

    assertThat(earlier(customers, invoices))
        .isEqualTo("day_before 3, first_day 0, later 0, unknown 3");
  }

  private static String earlier(String customers, String invoices) {
    Dataset<Row> rows =
        EarlierPayments.of(
            LiteralTable.of(StagingTables.CUSTOMERS, customers),
            LiteralTable.of(StagingTables.INVOICES, invoices),
            WINDOW);
    return rows.orderBy("customer_id").collectAsList().stream()
        .map(row -> row.getAs("customer_id") + " " + row.getAs("earlier_payments"))
        .collect(Collectors.joining(", "));
  }
}
