package io.tidemark.mrr.engine;

import static io.tidemark.mrr.engine.Invoices.paid;
import static io.tidemark.mrr.engine.Readings.layers;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** New cycles that credit the rest of the old one, and what follows them; amounts in cents. */
class CreditTest {
  private static final String HALF = "2025-06-16";
  private static final String LATER = "2025-06-21";
  private static final Invoice JUNE = paid("in_1", 1000, "2025-06-01", "2025-07-01");

  @ParameterizedTest(name = "next cycle {0}: {1}")
  @DisplayName("A monthly reset bills 1500 after a credit of 500: 2000, unless the next differs")
  @CsvSource({
    ", reset 2025-06-16 00:00 - 2025-07-16 00:00 2000 high",
    "2000, reset 2025-06-16 00:00 - 2025-07-16 00:00 2000 high",
    "2100, reset 2025-06-16 00:00 - 2025-07-16 00:00 2000 low"
  })
  void monthlyReset(Long next, String reset) {
    Invoice restart = paid("in_2", 1500, HALF, "2025-07-16", HALF, HALF);
    Invoice[] invoices =
        next == null
            ? new Invoice[] {JUNE, restart}
            : new Invoice[] {
              JUNE, restart, paid("in_3", next, "2025-07-16", "2025-08-16", HALF, "2025-07-16")
            };

    assertThat(layers(invoices)).contains(reset);
  }

  @Test
  @DisplayName("A reset that credits an unconfirmed change is as unsure as the change")
  void creditsLow() {
    assertThat(
            layers(
                paid("in_1", 10000, "2025-06-01", "2025-07-01"),
                paid("in_2", 7500, HALF, "2025-07-01"),
                paid("in_3", 290000, LATER, "2026-06-21", LATER, LATER)))
        .containsExactly(
            "cycle 2025-06-01 00:00 - 2025-06-21 00:00 10000 high",
            "proration 2025-06-16 00:00 - 2025-06-21 00:00 15000 low",
            "reset 2025-06-21 00:00 - 2026-06-21 00:00 24861 low");
  }

  @Test
  @DisplayName("The next cycle confirms the price that the credit for a year hides")
  void confirmedSwitchToMonths() {
    String switched = "2025-07-02";
    assertThat(
            layers(
                paid("in_1", 120000, "2025-01-01", "2026-01-01"),
                paid("in_2", -45164, switched, "2026-01-01", switched, switched),
                paid("in_3", 15000, "2025-08-02", "2025-09-02", switched, "2025-08-02")))
        .containsExactly(
            "cycle 2025-01-01 00:00 - 2025-07-02 00:00 10000 high",
            "restart_down 2025-07-02 00:00 - 2025-08-02 00:00 15000 high",
            "cycle 2025-08-02 00:00 - 2025-09-02 00:00 15000 high");
  }

  @ParameterizedTest(name = "a remainder of {0}: {1} layers")
  @DisplayName("A restart that leaves more than 50 cents runs on")
  @CsvSource({"-450, 1", "-449, 2"})
  void remainder(long net, int size) {
    assertThat(layers(JUNE, paid("in_2", net, HALF, "2025-07-01", HALF, HALF))).hasSize(size);
  }

  @Test
  @DisplayName("The credit of a cancellation shows the price after a change before it")
  void changeThenCancelled() {
    assertThat(
            layers(
                paid("in_1", 1001, "2025-06-01", "2025-07-01"),
                paid("in_2", 501, HALF, "2025-07-01"),
                paid("in_3", -668, LATER, "2025-07-01", LATER, LATER)))
        .containsExactly(
            "cycle 2025-06-01 00:00 - 2025-06-21 00:00 1001 high",
            "proration 2025-06-16 00:00 - 2025-06-21 00:00 1004 low");
  }

  @Test
  @DisplayName("A second change confirms the first by the next cycle's price")
  void twoChanges() {
    assertThat(
            layers(
                paid("in_1", 1001, "2025-06-01", "2025-07-01"),
                paid("in_2", 501, HALF, "2025-07-01"),
                paid("in_3", 333, LATER, "2025-07-01"),
                paid("in_4", 3003, "2025-07-01", "2025-08-01", "2025-06-01", "2025-07-01")))
        .contains(
            "proration 2025-06-16 00:00 - 2025-07-01 00:00 1004 low",
            "proration 2025-06-21 00:00 - 2025-07-01 00:00 998 high");
  }
}
