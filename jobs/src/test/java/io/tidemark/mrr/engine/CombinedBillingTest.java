package io.tidemark.mrr.engine;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Invoices that bill several intervals of a subscription, amounts in cents. */
class CombinedBillingTest {
  @Test
  @DisplayName("A year, a quarter and a month on combined invoices keep their prices")
  void threeIntervals() {
    BillingCase billing =
        BillingCase.of(
            "2025-06-20",
            """
            65200 2024-02-06..2025-02-06 first
            700 every 1 months 1-2 from 2024-02-06
            5200 2024-05-06..2024-08-06 2024-04-06..2024-05-06
            700 every 1 months 4-5 from 2024-02-06
            5200 2024-08-06..2024-11-06 2024-07-06..2024-08-06
            700 every 1 months 7-8 from 2024-02-06
            5200 2024-11-06..2025-02-06 2024-10-06..2024-11-06
            700 every 1 months 10-11 from 2024-02-06
            65200 2025-02-06..2026-02-06 2025-01-06..2025-02-06
            700 every 1 months 13-14 from 2024-02-06
            5200 2025-05-06..2025-08-06 2025-04-06..2025-05-06
            700 every 1 months 16-16 from 2024-02-06
            """);

    billing.assertMrr("2024-02-06..2025-06-20 7200");
  }

  @Test
  @DisplayName(
      "A quarter and a month begun together inside a year keep their prices at the renewal")
  void threeIntervalsBegunApart() {
    BillingCase billing =
        BillingCase.of(
            "2024-06-10",
            """
            36000 2023-01-15..2024-01-15 first
            2900 2023-04-15..2023-07-15 2023-03-15..2023-04-15
            500 2023-05-15..2023-06-15 2023-04-15..2023-05-15
            500 2023-06-15..2023-07-15 2023-05-15..2023-06-15
            2900 2023-07-15..2023-10-15 2023-06-15..2023-07-15
            500 2023-08-15..2023-09-15 2023-07-15..2023-08-15
            500 2023-09-15..2023-10-15 2023-08-15..2023-09-15
            2900 2023-10-15..2024-01-15 2023-09-15..2023-10-15
            500 2023-11-15..2023-12-15 2023-10-15..2023-11-15
            500 2023-12-15..2024-01-15 2023-11-15..2023-12-15
            38900 2024-01-15..2025-01-15 2023-12-15..2024-01-15
            500 2024-02-15..2024-03-15 2024-01-15..2024-02-15
            500 2024-03-15..2024-04-15 2024-02-15..2024-03-15
            2900 2024-04-15..2024-07-15 2024-03-15..2024-04-15
            500 2024-05-15..2024-06-15 2024-04-15..2024-05-15
            """);

    billing.assertMrr("2023-01-15..2023-04-15 3000", "2023-04-15..2024-06-10 4300");
  }

  @Test
  @DisplayName("A straddling year after a lapsed quarter is read")
  void aStraddleAfterALapse() {
    BillingCase billing =
        BillingCase.of(
            "2025-09-01",
            """
            7200 2024-08-11..2024-11-11
            24000 2025-02-11..2026-02-11 2025-02-11..2025-03-11
            """);

    billing.assertMrr(
        "2024-08-11..2024-11-11 2400",
        "2024-11-11..2025-03-11 0",
        "2025-03-11..2025-09-01 2182 low");
  }

  @Test
  @DisplayName("A prorated first period of eight whole months counts at the yearly price")
  void aFirstPeriodOfWholeMonths() {
    BillingCase billing =
        BillingCase.of(
            "2026-06-01",
            """
            245000 2024-05-01..2025-01-01 first
            366000 2025-01-01..2026-01-01 2024-05-01..2025-01-01
            366000 2026-01-01..2027-01-01 2025-01-01..2026-01-01
            """);

    billing.assertMrr("2024-05-01..2026-06-01 30500");
  }

  @Test
  @DisplayName("A prorated combined first period counts at the yearly and the monthly price")
  void aFirstPeriodOfWholeMonthsWithAnAddOn() {
    BillingCase billing =
        BillingCase.of(
            "2025-03-20",
            """
            81828 2024-05-01..2025-01-01 first
            1500 every 1 months 1-7 from 2024-05-01
            121500 2025-01-01..2026-01-01 2024-12-01..2025-01-01
            1500 every 1 months 9-10 from 2024-05-01
            """);

    billing.assertMrr("2024-05-01..2025-03-20 11500");
  }

  @Test
  @DisplayName("An add-on billed once more with the renewal ends after that period")
  void anAddOnEndedAfterTheCombinedRenewal() {
    BillingCase billing =
        BillingCase.of(
            "2024-04-01",
            """
            51600 2022-05-23..2023-05-23 first
            3600 every 3 months 1-3 from 2022-05-23
            51600 2023-05-23..2024-05-23 2023-02-23..2023-05-23
            """);

    billing.assertMrr(
        "2022-05-23..2023-05-23 5200",
        "2023-05-23..2023-08-23 5200 low",
        "2023-08-23..2024-04-01 4000 low");
  }

  @Test
  @DisplayName(
      "An add-on begun after one month and ended before the renewal leaves the yearly price")
  void anAddOnThatBeganLaterAndEnded() {
    BillingCase billing =
        BillingCase.of(
            "2026-05-02",
            """
            9180 2024-08-17..2025-08-17 first
            945 every 1 months 1-3 from 2024-08-17
            9180 2025-08-17..2026-08-17 2024-08-17..2025-08-17
            """);

    billing.assertMrr(
        "2024-08-17..2024-09-17 765", "2024-09-17..2024-12-17 1710", "2024-12-17..2026-05-02 765");
  }

  @Test
  @DisplayName("A weekly add-on beside a plan of two weeks is a stream")
  void aWeekBesideTwoWeeks() {
    BillingCase billing =
        BillingCase.of(
            "2024-04-14",
            """
            2500 2024-03-04..2024-03-18 first
            500 2024-03-11..2024-03-18 2024-03-04..2024-03-11
            2500 2024-03-18..2024-04-01 2024-03-11..2024-03-18
            500 2024-03-25..2024-04-01 2024-03-18..2024-03-25
            2500 2024-04-01..2024-04-15 2024-03-25..2024-04-01
            500 2024-04-08..2024-04-15 2024-04-01..2024-04-08
            """);

    billing.assertMrr("2024-03-04..2024-04-14 6500");
  }

  @Test
  @DisplayName(
      "A one-off quarter billed with a monthly renewal leaves the monthly part in the books")
  void aOneOffQuarterOnACombinedInvoice() {
    BillingCase.of(
            "2024-03-10",
            """
            134000 2023-05-16..2024-05-16 first
            2000 every 1 months 1-5 from 2023-05-16
            11000 2023-11-16..2024-02-16 2023-10-16..2023-11-16
            2000 every 1 months 7-9 from 2023-05-16
            """)
        .assertBalanced();
  }
}
