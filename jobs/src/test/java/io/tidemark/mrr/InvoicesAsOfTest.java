package io.tidemark.mrr;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.staging.PackedTime;
import io.tidemark.tables.StagingTables;
import io.tidemark.testing.LiteralTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the invoices said on 15 January, from what they say now. */
class InvoicesAsOfTest {
  private static final Instant THEN = Instant.parse("2025-01-15T00:00:00Z");

  @Test
  void everyStatusIsThatOfTheTime() {
    assertThat(invoices().stream().flatMap(row -> InvoicesAsOf.of(row, THEN).stream()))
        .extracting(InvoicesAsOfTest::text)
        .containsExactly(
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
  @DisplayName("Time stamps after the time are removed, earlier ones stay")
  void stamps() {
    Row row = InvoicesAsOf.of(invoices().get(2), THEN).orElseThrow();

    assertThat(PackedTime.of(row, "finalized_at")).isEqualTo("2025-01-10T01:00:00Z");
    assertThat(PackedTime.of(row, "paid_at")).isNull();
  }

  @Test
  @DisplayName("An invoice of the rules is as it is in a table")
  void invoicesOfTheRulesAgree() {
    List<String> plain = new ArrayList<>();
    List<String> staged = new ArrayList<>();
    for (Row row : invoices()) {
      InvoicesAsOf.of(InvoiceCodec.invoice(row, "cus"), InvoiceCodec.statusTimes(row), THEN)
          .ifPresent(invoice -> plain.add(invoice.toString()));
      InvoicesAsOf.of(row, THEN)
          .ifPresent(then -> staged.add(InvoiceCodec.invoice(then, "cus").toString()));
    }

    assertThat(plain).hasSize(11).isEqualTo(staged);
  }

  private static String text(Row row) {
    return row.getAs("invoice_id")
        + " "
        + row.getAs("status")
        + " "
        + row.getAs("is_closed")
        + " "
        + row.getAs("amount_paid_minor");
  }

  private static List<Row> invoices() {
    return LiteralTable.packed(
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
