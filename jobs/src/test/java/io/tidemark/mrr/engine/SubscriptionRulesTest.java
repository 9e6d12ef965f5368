package io.tidemark.mrr.engine;

import static io.tidemark.mrr.engine.Invoices.paid;
import static io.tidemark.mrr.engine.Readings.layers;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rule makes the layers of an invoice, and what the books show of it; in cents. */
class SubscriptionRulesTest {
  private static final String JUNE = "2025-06-01";
  private static final String HALF = "2025-06-16";
  private static final String JULY = "2025-07-01";
  private static final Invoice MONTH = paid("in_1", 1000, JUNE, JULY, JUNE, JUNE);

  @Test
  @DisplayName("A year that cuts more than a month of another without a credit makes both low")
  void displacedYear() {
    assertThat(
            layers(
                paid("in_1", 120_000, "2024-01-01", "2025-01-01", "2024-01-01", "2024-01-01"),
                paid("in_2", 150_000, "2024-05-10", "2025-05-10")))
        .containsExactly(
            "cycle 2024-01-01 00:00 - 2024-05-10 00:00 10000 low",
            "cycle 2024-05-10 00:00 - 2025-05-10 00:00 12500 low");
  }

  @Test
  @DisplayName("A month that overlaps the last days of a quarter makes both low")
  void overlappedQuarter() {
    assertThat(
            layers(
                paid("in_1", 3000, "2024-01-01", "2024-04-01", "2024-01-01", "2024-01-01"),
                paid("in_2", 1000, "2024-03-15", "2024-04-15")))
        .containsExactly(
            "cycle 2024-01-01 00:00 - 2024-03-15 00:00 1000 low",
            "cycle 2024-03-15 00:00 - 2024-04-15 00:00 1000 low");
  }

  @Test
  @DisplayName("A restart of the year ends the add-on, too, and credits the year alone")
  void restartEndsTheAddOn() {
    BillingCase.of(
            "2024-05-01",
            """
            120000 2024-01-01..2025-01-01 first
            1000 2024-02-10..2024-03-10 first
            1000 2024-03-10..2024-04-10 2024-02-10..2024-03-10
            150000 2024-03-20..2025-03-20 first
            """)
        .assertMrr(
            "2024-01-01..2024-02-10 10000",
            "2024-02-10..2024-03-10 11000",
            "2024-03-10..2024-03-20 11000 low",
            "2024-03-20..2024-05-01 20342 low");
  }

  @Test
  @DisplayName("One invoice for a coming and an elapsed quarter is a renewal with a change")
  void usageOnce() {
    BillingCase.of(
            "2024-09-01",
            """
            9000 2024-01-15..2024-04-15 first
            12000 2024-01-15..2024-07-15 2024-01-15..2024-04-15
            10500 2024-07-15..2024-10-15 2024-04-15..2024-07-15
            """)
        .assertMrr("2024-01-15..2024-09-01 3500");
  }

  @Test
  @DisplayName("Two such invoices that are half a year apart are not in a row")
  void usageApart() {
    BillingCase.of(
            "2025-03-01",
            """
            9000 2024-01-15..2024-04-15 first
            12000 2024-01-15..2024-07-15 2024-01-15..2024-04-15
            9000 2024-10-15..2025-04-15 2024-10-15..2025-01-15
            """)
        .assertMrr(
            "2024-01-15..2024-07-15 3500 low",
            "2024-07-15..2025-01-15 0",
            "2025-01-15..2025-03-01 3000 low");
  }

  @Test
  @DisplayName("Two such invoices in a row are as billed, even if nothing is seen before them")
  void usageTwice() {
    BillingCase.of(
            "2024-09-01",
            """
            36001 2024-01-15..2024-07-15 2024-01-15..2024-04-15
            33000 2024-04-15..2024-10-15 2024-04-15..2024-07-15
            """)
        .assertMrr("2024-01-15..2024-07-15 12000 low", "2024-07-15..2024-09-01 11000 low");
  }

  @Test
  @DisplayName("The only paid cycle after a trial is measured in days")
  void onlyPaidCycle() {
    BillingCase.of(
            "2024-07-01",
            """
            0 2024-06-01..2024-06-15 first
            2000 2024-06-15..2024-07-05 2024-06-01..2024-06-15
            """)
        .assertMrr("2024-06-01..2024-06-15 0", "2024-06-15..2024-07-01 3042");
  }

  @Test
  @DisplayName("A restart of zero up to the end of a month is a change by nothing")
  void restartOfZero() {
    assertThat(layers(MONTH, paid("in_2", 0, HALF, JULY, HALF, HALF)))
        .containsExactly(
            "cycle 2025-06-01 00:00 - 2025-07-01 00:00 1000 high",
            "proration 2025-06-16 00:00 - 2025-07-01 00:00 0 low");
  }

  @Test
  @DisplayName("A restart that leaves nothing running counts, without a layer")
  void remainder() {
    SubscriptionResult reading = Readings.read(MONTH, paid("in_2", -490, HALF, JULY, HALF, HALF));

    assertThat(reading.layers()).hasSize(1);
    assertThat(reading.remainders())
        .singleElement()
        .satisfies(found -> assertThat(found.invoice().invoiceId()).isEqualTo("in_2"));
  }

  @Test
  @DisplayName("The broken first period of an add-on is no change of a cycle before the file")
  void brokenFirstPeriodInside() {
    BillingCase.of(
            "2024-02-01",
            """
            24000 2023-02-10..2024-02-10 first
            600 2023-07-21..2023-08-10 2023-07-10..2023-07-21
            930 every 1 months 6-11 from 2023-02-10
            """)
        .assertMrr("2023-02-10..2023-07-21 2000", "2023-07-21..2024-02-01 2930");
  }

  @ParameterizedTest(name = "then {0}: {1}")
  @DisplayName("The month behind the credit for a year is low unless the next one confirms it")
  @CsvSource({"15000, '2025-07-02..2025-08-20 15000'", "16000, 2025-07-02..2025-08-02 15000 low"})
  void restartDown(long next, String month) {
    BillingCase billing =
        BillingCase.of(
            "2025-08-20",
            """
            120000 2025-01-01..2026-01-01 first
            -45164 2025-07-02..2026-01-01 first
            """
                + next
                + " 2025-08-02..2025-09-02 2025-07-02..2025-08-02\n");

    if (next == 15_000) {
      billing.assertMrr("2025-01-01..2025-07-02 10000", month);
    } else {
      billing.assertMrr("2025-01-01..2025-07-02 10000", month, "2025-08-02..2025-08-20 16000");
    }
  }
}
