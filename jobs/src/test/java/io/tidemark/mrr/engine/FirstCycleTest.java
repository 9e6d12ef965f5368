package io.tidemark.mrr.engine;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** First cycles that later invoices confirm or contradict; amounts in cents. */
class FirstCycleTest {
  private static final String THROUGH = "2024-08-20";

  @ParameterizedTest(name = "billed {0} with July: June {1}")
  @DisplayName("June is low if one change of a lower price explains the renewal: a fee of 100.00")
  @CsvSource({
    "9500,  15000 low", // 8000 + (8000 - 5000) / 2
    "4000,  15000", // 8000 + (8000 - 16000) / 2: no fee makes June dearer
    "4500,  15000" // 8000 + (8000 - 15000) / 2: one change
  })
  void renewalWithChange(long renewal, String june) {
    BillingCase billing =
        BillingCase.of(
            THROUGH,
            "15000 2024-06-01..2024-07-01 first\n"
                + renewal
                + " 2024-06-16..2024-08-01 2024-06-01..2024-07-01\n"
                + "8000 2024-08-01..2024-09-01 2024-07-01..2024-08-01");

    billing.assertMrr("2024-06-01..2024-06-16 " + june);
  }

  @ParameterizedTest(name = "the next year costs {0}: {1} and {2}")
  @DisplayName("A year that is cheaper from its renewal on makes the credited first month low")
  @CsvSource({
    "48000, 10000 low, 4250 low", // 100.00 include 60.00: the year costs 460.00 + 20.00
    "51000, 10000,     4250", // the year costs 460.00 + 50.00
    "54000, 10000,     4250" // dearer: no fee explains it
  })
  void restart(long renewal, String month, String year) {
    BillingCase billing =
        BillingCase.of(
            "2025-07-01",
            """
            10000 2024-06-01..2024-07-01 first
            46000 2024-06-16..2025-06-16 first
            """
                + renewal
                + " 2025-06-16..2026-06-16 2024-06-16..2025-06-16");

    billing.assertMrr("2024-06-01..2024-06-16 " + month, "2024-06-16..2025-06-16 " + year);
  }

  @ParameterizedTest(name = "{0} for half of June: {1}, then {2}")
  @DisplayName("A last credit that leaves something may cancel all but a fee")
  @CsvSource({"-2000, 10000 low, 6000 low", "-5000, 10000, 0"})
  void lastCredit(long credit, String first, String rest) {
    BillingCase billing =
        BillingCase.of(
            THROUGH,
            "10000 2024-06-01..2024-07-01 first\n"
                + credit
                + " 2024-06-16..2024-07-01 2024-06-01..2024-06-16");

    billing.assertMrr("2024-06-01..2024-06-16 " + first, "2024-06-16..2024-07-01 " + rest);
  }

  /** June costs 20.00, and one change makes July 30.00: 35.00 = 30.00 + (30.00 - 20.00) / 2. */
  private static BillingCase cancelledOnJuly16(long credit) {
    return BillingCase.of(
        THROUGH,
        """
        2000 2024-05-01..2024-06-01 first
        2000 2024-06-01..2024-07-01 2024-05-01..2024-06-01
        3500 2024-06-16..2024-08-01 2024-06-01..2024-07-01
        """
            + credit
            + " 2024-07-16T12:00..2024-08-01 2024-07-01..2024-07-16T12:00");
  }

  @Test
  @DisplayName("A cancellation for half of July credits the price after one change and confirms it")
  void confirmedByCancellation() {
    cancelledOnJuly16(-1500)
        .assertMrr(
            "2024-05-01..2024-06-16 2000",
            "2024-06-16..2024-07-16 3000",
            "2024-07-16..2024-08-01 0");
  }

  @Test
  @DisplayName("A credit of 40.00 cannot reduce 30.00: there were two changes")
  void contradictedByCredit() {
    cancelledOnJuly16(-2000)
        .assertMrr(
            "2024-05-01..2024-06-16 2000",
            "2024-06-16..2024-06-29 571 low",
            "2024-06-29..2024-07-16 4000 low",
            "2024-07-16..2024-08-01 0 low");
  }

  @Test
  @DisplayName("A credit of 20.00 may reduce 30.00 to 10.00")
  void reduced() {
    cancelledOnJuly16(-1000)
        .assertMrr(
            "2024-05-01..2024-06-16 2000",
            "2024-06-16..2024-07-16 3000 low",
            "2024-07-16..2024-08-01 1000 low");
  }
}
