package io.tidemark.mrr.engine;

import static io.tidemark.mrr.engine.Invoices.paid;
import static io.tidemark.mrr.engine.Invoices.with;
import static io.tidemark.mrr.engine.Readings.layers;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.tables.InvoiceStatus;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What runs when an invoice begins: something, nothing more, or what was never seen; in cents. */
class TimelineTest {
  private static final String JUNE = "2025-06-01";
  private static final String HALF = "2025-06-16";
  private static final String JULY = "2025-07-01";
  private static final Invoice MONTH = paid("in_1", 1000, JUNE, JULY, JUNE, JUNE);
  private static final Invoice GIVEN_UP =
      with(MONTH, InvoiceStatus.UNCOLLECTIBLE, true, "2025-06-10");
  private static final Invoice ORPHAN = paid("in_1", 500, "2025-06-11", JULY, JUNE, "2025-06-11");

  @Test
  @DisplayName("A second change of a month that was never seen is not compared with the next one")
  void secondChangeOfAnUnseenMonth() {
    assertThat(
            layers(
                ORPHAN,
                paid("in_2", 250, HALF, JULY, JUNE, HALF),
                paid("in_3", 1252, JULY, "2025-08-01", JUNE, JULY)))
        .contains("proration 2025-06-16 00:00 - 2025-07-01 00:00 500 low");
  }

  @Test
  @DisplayName("A renewal with a change of a month that was never seen is all its own price")
  void straddleOfAnUnseenMonth() {
    assertThat(layers(ORPHAN, paid("in_2", 2500, HALF, "2025-08-01", JUNE, JULY)))
        .contains("straddle 2025-07-01 00:00 - 2025-08-01 00:00 2500 low");
  }

  @Test
  @DisplayName("After a cancellation, a renewal with a change began from nothing")
  void straddleAfterACancellation() {
    Invoice credit = paid("in_2", -500, HALF, JULY, HALF, HALF);
    Invoice straddle = paid("in_3", 1500, JULY, "2025-08-16", HALF, "2025-07-16");

    assertThat(layers(MONTH, credit, straddle))
        .containsExactly(
            "cycle 2025-06-01 00:00 - 2025-06-16 00:00 1000 high",
            "true_up 2025-07-01 00:00 - 2025-07-16 00:00 1000 low",
            "straddle 2025-07-16 00:00 - 2025-08-16 00:00 1000 low");
  }

  @Test
  @DisplayName("The rest of a month that was given up is a cycle of its own and no change")
  void restOfAMonthGivenUp() {
    assertThat(layers(GIVEN_UP, paid("in_2", 500, HALF, JULY, JUNE, HALF)))
        .containsExactly(
            "cycle 2025-06-01 00:00 - 2025-06-10 00:00 1000 high",
            "cycle 2025-06-16 00:00 - 2025-07-01 00:00 1000 high");
  }

  @Test
  @DisplayName("A restart after a month was given up credits nothing of it")
  void restartAfterAMonthGivenUp() {
    assertThat(layers(GIVEN_UP, paid("in_2", 12_000, HALF, "2026-06-16", HALF, HALF)))
        .containsExactly(
            "cycle 2025-06-01 00:00 - 2025-06-10 00:00 1000 high",
            "cycle 2025-06-16 00:00 - 2026-06-16 00:00 1000 high");
  }
}
