package io.tidemark.mrr;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.tables.StagingTables;
import io.tidemark.testing.LiteralTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the invoices said on 15 January, from what they say now. */
class InvoicesAsOfTest {
  private static final Instant THEN = Instant.parse("2025-01-15T00:00:00Z");

  @Test
  void everyStatusIsThatOfTheTime() {
    Dataset<Row> now = invoices();

    assertThat(
            InvoicesAsOf.of(now, THEN)
                .select("invoice_id", "status", "is_closed", "amount_paid_minor")
                .collectAsList())
        .extracting(row -> row.mkString(" "))
        .containsExactlyInAnyOrder(
            "in_paid paid true 100",
            "in_paid_later open false 0",
            "in_draft_then draft false 0",
            "in_void_later open false 0",
            "in_void void true 0",
            "in_void_always void true 0",
            "in_given_up uncollectible true 0",
            "in_not_yet open false 0",
            "in_paid_after uncollectible false 0",
            "in_open_closed open true 0",
            "in_draft draft false 0");
  }

  @Test
  @DisplayName("An invoice in plain Java is as it is in a table")
  void plainJavaAgrees() {
    Dataset<Row> now = invoices();
    List<String> plain = new ArrayList<>();
    for (Row row : rows(now)) {
      StatusTimes times = InvoiceCodec.statusTimes(row);
      InvoicesAsOf.of(InvoiceCodec.invoice(row, "cus"), times, THEN)
          .map(Object::toString)
          .ifPresent(plain::add);
    }

    assertThat(plain)
        .containsExactlyElementsOf(
            rows(InvoicesAsOf.of(now, THEN)).stream()
                .map(row -> InvoiceCodec.invoice(row, "cus").toString())
                .toList());
  }

  private static List<Row> rows(Dataset<Row> invoices) {
    return invoices
        .withColumn("subscription_interval", lit("month"))
        .orderBy("invoice_id")
        .select(InvoiceCodec.column().as("invoice"))
        .select("invoice.*")
        .collectAsList();
  }

  private static Dataset<Row> invoices() {
    return LiteralTable.of(
        StagingTables.INVOICES,
        """
        invoice_id     | status        | is_closed | created_at           | finalized_at         | paid_at              | voided_at            | uncollectible_at     | amount_paid_minor
        in_later       | paid          | true      | 2025-01-15T00:00:01Z | 2025-01-15T01:00:00Z | 2025-01-15T01:00:00Z |                      |                      | 100
        in_paid        | paid          | true      | 2025-01-10T00:00:00Z | 2025-01-10T01:00:00Z | 2025-01-14T00:00:00Z |                      |                      | 100
        in_paid_later  | paid          | true      | 2025-01-10T00:00:00Z | 2025-01-10T01:00:00Z | 2025-01-20T00:00:00Z |                      |                      | 100
        in_draft_then  | paid          | true      | 2025-01-14T23:30:00Z | 2025-01-15T00:30:00Z | 2025-01-15T00:30:00Z |                      |                      | 100
        in_void_later  | void          | true      | 2025-01-10T00:00:00Z | 2025-01-10T01:00:00Z |                      | 2025-01-16T00:00:00Z |                      | 0
        in_void        | void          | true      | 2025-01-10T00:00:00Z | 2025-01-10T01:00:00Z |                      | 2025-01-12T00:00:00Z |                      | 0
        in_void_always | void          | true      | 2025-01-10T00:00:00Z |                      |                      |                      |                      | 0
        in_given_up    | uncollectible | true      | 2025-01-10T00:00:00Z | 2025-01-10T01:00:00Z |                      |                      | 2025-01-14T00:00:00Z | 0
        in_not_yet     | uncollectible | true      | 2025-01-10T00:00:00Z | 2025-01-10T01:00:00Z |                      |                      | 2025-01-16T00:00:00Z | 0
        in_paid_after  | paid          | true      | 2025-01-10T00:00:00Z | 2025-01-10T01:00:00Z | 2025-01-20T00:00:00Z |                      | 2025-01-14T00:00:00Z | 100
        in_open_closed | open          | true      | 2025-01-10T00:00:00Z | 2025-01-10T01:00:00Z |                      |                      |                      | 0
        in_draft       | draft         | false     | 2025-01-10T00:00:00Z |                      |                      |                      |                      | 0
        """);
  }
}
