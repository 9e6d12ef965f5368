package io.tidemark.mrr;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.tables.MrrTables;
import io.tidemark.testing.LiteralTable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** From when on a file of January and February shows all that is billed. */
class WarmUpTest {
  private static final DataWindow WINDOW =
      new DataWindow(
          Instant.parse("2024-01-01T00:00:00Z"),
          Instant.parse("2024-02-29T00:00:00Z"),
          LocalDate.parse("2024-02-28"),
          ZoneOffset.UTC);

  /** A year that shows only by an upgrade of it is a year; a correction by hand is nothing. */
  @Test
  void theLongestIntervalThatIsBilledDecides() {
    String layers =
        """
        currency | kind             | basis    | months   | cycle_months_exact
        EUR      | cycle            | invoiced | 1        | 1/1
        EUR      | orphan_proration | invoiced | 0.4      | 12/1
        USD      | cycle            | invoiced | 0.986301 | 72/73
        USD      | cycle            | implied  | 3        | 3/1
        USD      | adjustment       | adjusted | 36       | 36/1
        """;

    assertThat(
            WarmUp.of(LiteralTable.of(MrrTables.MRR_LAYERS, layers), "EUR", WINDOW)
                .orderBy("is_converted", "currency")
                .collectAsList())
        .extracting(row -> row.mkString(" "))
        .containsExactly("EUR false 2025-01-01", "USD false 2024-02-01", "EUR true 2025-01-01");
  }
}
