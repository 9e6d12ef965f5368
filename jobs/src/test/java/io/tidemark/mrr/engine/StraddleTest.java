package io.tidemark.mrr.engine;

import static io.tidemark.mrr.engine.Invoices.paid;
import static io.tidemark.mrr.engine.Readings.layers;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Renewals that also bill what changed before, case by case; amounts in cents. */
class StraddleTest {
  @Test
  void aRenewalThatAlsoBillsAChangeIsTakenApart() {
    assertThat(
            layers(
                paid("in_1", 1000, "2025-06-01", "2025-07-01", "2025-06-01", "2025-06-01"),
                paid("in_2", 2500, "2025-06-16", "2025-08-01", "2025-06-01", "2025-07-01"),
                paid("in_3", 2000, "2025-08-01", "2025-09-01", "2025-07-01", "2025-08-01")))
        .containsExactly(
            "cycle 2025-06-01 00:00 - 2025-07-01 00:00 1000 high",
            "true_up 2025-06-16 00:00 - 2025-07-01 00:00 1000 high",
            "straddle 2025-07-01 00:00 - 2025-08-01 00:00 2000 high",
            "cycle 2025-08-01 00:00 - 2025-09-01 00:00 2000 high");
  }

  @Test
  void twoChangesBilledTogetherArePutHalfWay() {
    assertThat(
            layers(
                paid("in_1", 1000, "2025-06-01", "2025-07-01", "2025-06-01", "2025-06-01"),
                paid("in_2", 3500, "2025-06-16", "2025-08-01", "2025-06-01", "2025-07-01"),
                paid("in_3", 2000, "2025-08-01", "2025-09-01", "2025-07-01", "2025-08-01")))
        .contains(
            "true_up 2025-06-16 00:00 - 2025-06-23 12:00 5000 low",
            "true_up 2025-06-23 12:00 - 2025-07-01 00:00 1000 low",
            "straddle 2025-07-01 00:00 - 2025-08-01 00:00 2000 low");
  }

  @Test
  void aChangeAfterwardsConfirmsThePriceBeforeIt() {
    assertThat(layers(julyChanges(3000)))
        .containsExactly(
            "cycle 2025-06-01 00:00 - 2025-07-01 00:00 1000 high",
            "true_up 2025-06-16 00:00 - 2025-07-01 00:00 1000 high",
            "straddle 2025-07-01 00:00 - 2025-08-01 00:00 2000 high",
            "proration 2025-07-16 12:00 - 2025-08-01 00:00 1000 high",
            "cycle 2025-08-01 00:00 - 2025-09-01 00:00 3000 high");
  }

  @Test
  void aChangeAfterwardsTellsThePriceBeforeItWhereThereWasMoreThanOneChange() {
    assertThat(layers(julyChanges(3200)))
        .containsExactly(
            "cycle 2025-06-01 00:00 - 2025-07-01 00:00 1000 high",
            "true_up 2025-06-16 00:00 - 2025-06-25 13:05 257 low",
            "true_up 2025-06-25 13:05 - 2025-07-01 00:00 1200 low",
            "straddle 2025-07-01 00:00 - 2025-08-01 00:00 2200 low",
            "proration 2025-07-16 12:00 - 2025-08-01 00:00 1000 high",
            "cycle 2025-08-01 00:00 - 2025-09-01 00:00 3200 high");
  }

  private static Invoice[] julyChanges(long august) {
    String midJuly = "2025-07-16 12:00";
    return new Invoice[] {
      paid("in_1", 1000, "2025-06-01", "2025-07-01", "2025-06-01", "2025-06-01"),
      paid("in_2", 2500, "2025-06-16", "2025-08-01", "2025-06-01", "2025-07-01"),
      paid("in_3", 500, midJuly, "2025-08-01", "2025-07-01", midJuly),
      paid("in_4", august, "2025-08-01", "2025-09-01", "2025-07-01", "2025-08-01")
    };
  }
}
