package io.tidemark.mrr;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.staging.PeriodEnds;
import io.tidemark.tables.StagingTables;
import io.tidemark.testing.LiteralTable;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The time span and the currencies of invoices, summed in two parts. */
class InvoiceSumsTest {
  private static final String HEADER =
      "invoice_id | subscription_id | currency | status | created_at | service_start | service_end\n";

  @Test
  @DisplayName("The span is that of plausible creation dates, or of all if none is plausible")
  void span() {
    String usual =
        """
        in_1 | sub | EUR | paid | 2025-01-01T00:00:00Z | 2025-01-01T00:00:00Z | 2025-02-01T00:00:00Z
        in_2 | sub | EUR | paid | 2025-05-04T00:00:00Z | 2025-01-01T00:00:00Z | 2025-02-01T00:00:00Z
        in_3 |     | EUR | void | 2024-12-24T00:00:00Z |                      |
        """;
    String odd =
        """
        in_4 | sub | EUR | paid | 2025-05-05T00:00:00Z | 2025-01-01T00:00:00Z | 2025-02-01T00:00:00Z
        in_5 | sub | EUR | paid | 2024-09-30T00:00:00Z | 2025-01-01T00:00:00Z | 2025-02-01T00:00:00Z
        """;

    assertThat(sums(null, usual, odd).created())
        .isEqualTo(span("2024-12-24T00:00:00Z", "2025-05-04T00:00:00Z"));
    assertThat(sums(null, odd).created())
        .isEqualTo(span("2024-09-30T00:00:00Z", "2025-05-05T00:00:00Z"));
    assertThat(sums(null).created()).isNull();
  }

  @Test
  @DisplayName("Invoices created after the time at which records are known do not count")
  void knownAt() {
    String invoices =
        """
        in_1 | sub | EUR | paid | 2025-01-01T00:00:00Z | 2025-01-01T00:00:00Z | 2025-02-01T00:00:00Z
        in_2 | sub | USD | paid | 2025-02-01T00:00:00Z | 2025-02-01T00:00:00Z | 2025-03-01T00:00:00Z
        """;
    InvoiceSums sums = sums(Instant.parse("2025-01-31T00:00:00Z"), invoices);

    assertThat(sums.created()).isEqualTo(span("2025-01-01T00:00:00Z", "2025-01-01T00:00:00Z"));
    assertThat(sums.recurring(PeriodEnds.EXCLUSIVE)).containsExactly("EUR");
  }

  @Test
  @DisplayName("A period of one day counts if its end is inclusive; drafts and voids never count")
  void currencies() {
    InvoiceSums sums =
        sums(
            null,
            """
            in_1 | sub | EUR | paid  | 2025-01-01T00:00:00Z | 2025-01-01T00:00:00Z | 2025-02-01T00:00:00Z
            in_2 | sub | USD | open  | 2025-01-01T00:00:00Z | 2025-01-01T00:00:00Z | 2025-01-01T00:00:00Z
            in_3 | sub | GBP | draft | 2025-01-01T00:00:00Z | 2025-01-01T00:00:00Z | 2025-02-01T00:00:00Z
            """,
            """
            in_4 | sub | CHF | paid  | 2025-01-01T00:00:00Z |                      |
            in_5 |     | JPY | paid  | 2025-01-01T00:00:00Z | 2025-01-01T00:00:00Z | 2025-02-01T00:00:00Z
            in_6 |     | SEK | void  | 2025-01-01T00:00:00Z | 2025-01-01T00:00:00Z | 2025-02-01T00:00:00Z
            """);
    sums.addAdjustment("NOK");

    assertThat(sums.recurring(PeriodEnds.EXCLUSIVE)).containsExactly("EUR", "NOK");
    assertThat(sums.recurring(new PeriodEnds(PeriodEnds.Unit.DAY, ZoneOffset.UTC)))
        .containsExactly("EUR", "NOK", "USD");
    assertThat(sums.oneOff(PeriodEnds.EXCLUSIVE)).containsExactly("JPY");
  }

  private static InvoiceSums sums(Instant knownAt, String... parts) {
    InvoiceSums all = new InvoiceSums(knownAt);
    for (String part : parts) {
      InvoiceSums one = new InvoiceSums(knownAt);
      List<Row> rows = LiteralTable.packed(StagingTables.INVOICES, HEADER + part);
      rows.forEach(one::addInvoice);
      all.merge(one);
    }
    return all;
  }

  private static InvoiceSums.Span span(String first, String last) {
    return new InvoiceSums.Span(Instant.parse(first), Instant.parse(last));
  }
}
