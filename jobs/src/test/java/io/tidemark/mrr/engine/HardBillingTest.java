package io.tidemark.mrr.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Parallel billing intervals of one subscription, amounts in cents. */
class HardBillingTest {
  @Test
  @DisplayName(
      "A combined first invoice and renewal are split into the yearly and the monthly price")
  void aYearWithAMonthlyAddOn() {
    BillingCase billing =
        BillingCase.of(
            "2024-10-01",
            """
            98350 2023-03-17T09:30..2024-03-17T09:30 first
            2350 every 1 months 1-11 from 2023-03-17T09:30
            98350 2024-03-17T09:30..2025-03-17T09:30 2024-02-17T09:30..2024-03-17T09:30
            2350 every 1 months 13-18 from 2023-03-17T09:30
            """);

    billing.assertMrr("2023-03-17..2024-10-01 10350");
  }

  @Test
  @DisplayName("A combined renewal is split as well if its usage period is the year")
  void aCombinedRenewalMayNameTheYearAsUsage() {
    BillingCase billing =
        BillingCase.of(
            "2024-10-01",
            """
            98350 2023-03-17T09:30..2024-03-17T09:30 first
            2350 every 1 months 1-11 from 2023-03-17T09:30
            98350 2024-03-17T09:30..2025-03-17T09:30 2023-03-17T09:30..2024-03-17T09:30
            2350 every 1 months 13-18 from 2023-03-17T09:30
            """);

    billing.assertMrr("2023-03-17..2024-10-01 10350");
  }

  @Test
  @DisplayName("A yearly plan with a quarterly add-on keeps its MRR across month ends")
  void aYearWithAQuarterlyAddOnAtMonthEnd() {
    BillingCase billing =
        BillingCase.of(
            "2025-03-15",
            """
            51900 2023-08-31..2024-08-31 first
            8700 every 3 months 1-3 from 2023-08-31
            51900 2024-08-31..2025-08-31 2024-05-31..2024-08-31
            8700 every 3 months 5-6 from 2023-08-31
            """);

    billing.assertMrr("2023-08-31..2025-03-15 6500");
  }

  @Test
  @DisplayName("A quarterly plan with a monthly add-on keeps its MRR")
  void aQuarterWithAMonthlyAddOn() {
    BillingCase billing =
        BillingCase.of(
            "2024-12-30",
            """
            8600 2024-04-09T11:05..2024-07-09T11:05 first
            1100 every 1 months 1-2 from 2024-04-09T11:05
            8600 2024-07-09T11:05..2024-10-09T11:05 2024-06-09T11:05..2024-07-09T11:05
            1100 every 1 months 4-5 from 2024-04-09T11:05
            8600 2024-10-09T11:05..2025-01-09T11:05 2024-09-09T11:05..2024-10-09T11:05
            1100 every 1 months 7-8 from 2024-04-09T11:05
            """);

    billing.assertMrr("2024-04-09..2024-12-30 3600");
  }

  @Test
  @DisplayName("An add-on begun months later adds its price from that day on")
  void anAddOnBegunLater() {
    BillingCase billing =
        BillingCase.of(
            "2024-07-01",
            """
            24000 2023-02-10..2024-02-10 first
            900 2023-07-10..2023-08-10 2023-06-10..2023-07-10
            900 every 1 months 6-11 from 2023-02-10
            24900 2024-02-10..2025-02-10 2024-01-10..2024-02-10
            900 every 1 months 13-16 from 2023-02-10
            """);

    billing.assertMrr("2023-02-10..2023-07-10 2000", "2023-07-10..2024-07-01 2900");
  }

  @Test
  @DisplayName("The prorated first period of an add-on counts at the price that follows")
  void anAddOnProratedToTheAnchor() {
    BillingCase billing =
        BillingCase.of(
            "2024-07-01",
            """
            24000 2023-02-10..2024-02-10 first
            600 2023-07-21..2023-08-10 first
            930 every 1 months 6-11 from 2023-02-10
            24930 2024-02-10..2025-02-10 2024-01-10..2024-02-10
            930 every 1 months 13-16 from 2023-02-10
            """);

    billing.assertMrr("2023-02-10..2023-07-21 2000", "2023-07-21..2024-07-01 2930");
  }

  @Test
  @DisplayName("A credit up to the end of an add-on's month ends the add-on only")
  void anAddOnEndedWithACredit() {
    BillingCase billing =
        BillingCase.of(
            "2024-07-01",
            """
            24900 2023-02-10..2024-02-10 first
            900 every 1 months 1-4 from 2023-02-10
            -450 2023-06-25..2023-07-10 first
            24000 2024-02-10..2025-02-10 2023-02-10..2024-02-10
            """);

    billing.assertMrr("2023-02-10..2023-06-25 2900", "2023-06-25..2024-07-01 2000");
  }

  @Test
  @DisplayName("A one-off item for a month is no MRR and makes its days low")
  void aOneOffItemOfAMonth() {
    BillingCase billing =
        BillingCase.of(
            "2024-09-01",
            """
            5000 every 1 months 0-5 from 2024-03-05
            800 2024-04-12..2024-05-12 2024-04-05..2024-04-12
            """);

    billing.assertMrr(
        "2024-03-05..2024-04-12 5000",
        "2024-04-12..2024-05-12 5000 low",
        "2024-05-12..2024-09-01 5000");
    assertThat(billing.reading().exclusions())
        .containsEntry("in_7", ExclusionReason.ONE_OFF_PERIOD);
  }

  @Test
  @DisplayName("A one-off item for nine days leaves the quarterly plan as it was")
  void aOneOffItemOfNineDays() {
    BillingCase billing =
        BillingCase.of(
            "2024-10-20",
            """
            27000 2024-05-02..2024-08-02 first
            4400 2024-06-11..2024-06-20 2024-05-02..2024-06-11
            27000 2024-08-02..2024-11-02 2024-05-02..2024-08-02
            """);

    billing.assertMrr("2024-05-02..2024-10-20 9000");
    assertThat(billing.reading().exclusions())
        .containsEntry("in_2", ExclusionReason.ONE_OFF_PERIOD);
  }

  @Test
  @DisplayName("An item for a month that may still be repeated counts at low confidence")
  void anItemThatCouldStillRepeat() {
    BillingCase billing =
        BillingCase.of(
            "2024-08-15",
            """
            120000 2024-01-20..2025-01-20 first
            3000 2024-07-20..2024-08-20 2024-06-20..2024-07-20
            """);

    billing.assertMrr("2024-01-20..2024-07-20 10000", "2024-07-20..2024-08-15 13000 low");
  }

  @Test
  @DisplayName(
      "A change before a combined renewal belongs to the monthly price if the renewal adds up so")
  void aChangeOfTheMonthlyPrice() {
    BillingCase billing =
        BillingCase.of(
            "2024-11-01",
            """
            37500 2023-05-12..2024-05-12 first
            1500 every 1 months 1-11 from 2023-05-12
            500 2024-04-27..2024-05-12 first
            38500 2024-05-12..2025-05-12 2024-04-12..2024-05-12
            2500 every 1 months 13-17 from 2023-05-12
            """);

    billing.assertMrr("2023-05-12..2024-04-27 4500", "2024-04-27..2024-11-01 5500");
  }

  @Test
  @DisplayName(
      "A change before a combined renewal belongs to the yearly price if the renewal adds up so")
  void aChangeOfTheYearlyPrice() {
    BillingCase billing =
        BillingCase.of(
            "2024-11-01",
            """
            37500 2023-05-12..2024-05-12 first
            1500 every 1 months 1-11 from 2023-05-12
            150 2024-04-27..2024-05-12 first
            41160 2024-05-12..2025-05-12 2024-04-12..2024-05-12
            1500 every 1 months 13-17 from 2023-05-12
            """);

    billing.assertMrr("2023-05-12..2024-04-27 4500", "2024-04-27..2024-11-01 4805");
  }

  @Test
  @DisplayName("A combined renewal whose yearly price rises leaves the monthly price")
  void aYearlyPriceRisesAtRenewal() {
    BillingCase billing =
        BillingCase.of(
            "2024-11-01",
            """
            37500 2023-05-12..2024-05-12 first
            1500 every 1 months 1-11 from 2023-05-12
            49500 2024-05-12..2025-05-12 2024-04-12..2024-05-12
            1500 every 1 months 13-17 from 2023-05-12
            """);

    billing.assertMrr("2023-05-12..2024-05-12 4500", "2024-05-12..2024-11-01 5500");
  }

  @Test
  @DisplayName("A combined renewal whose monthly price rises leaves the yearly price")
  void aMonthlyPriceRisesAtRenewal() {
    BillingCase billing =
        BillingCase.of(
            "2024-11-01",
            """
            37500 2023-05-12..2024-05-12 first
            1500 every 1 months 1-11 from 2023-05-12
            38000 2024-05-12..2025-05-12 2024-04-12..2024-05-12
            2000 every 1 months 13-17 from 2023-05-12
            """);

    billing.assertMrr("2023-05-12..2024-05-12 4500", "2024-05-12..2024-11-01 5000");
  }

  @Test
  @DisplayName(
      "A combined renewal of which both prices rise is of low confidence until the next invoice")
  void bothPricesRiseAtRenewal() {
    BillingCase billing =
        BillingCase.of(
            "2024-11-01",
            """
            37500 2023-05-12..2024-05-12 first
            1500 every 1 months 1-11 from 2023-05-12
            50000 2024-05-12..2025-05-12 2024-04-12..2024-05-12
            2000 every 1 months 13-17 from 2023-05-12
            """);

    billing.assertMrr("2023-05-12..2024-05-12 4500", "2024-05-12..2024-11-01 6000 low");
  }

  @Test
  @DisplayName("An add-on that no invoice continues has ended at the combined renewal")
  void anAddOnEndsAtRenewal() {
    BillingCase billing =
        BillingCase.of(
            "2024-11-01",
            """
            37500 2023-05-12..2024-05-12 first
            1500 every 1 months 1-11 from 2023-05-12
            36000 2024-05-12..2025-05-12 2024-04-12..2024-05-12
            """);

    billing.assertMrr("2023-05-12..2024-05-12 4500", "2024-05-12..2024-11-01 3000");
  }

  @Test
  @DisplayName(
      "An add-on keeps its price at low confidence if the file ends before its next invoice")
  void theFileEndsAtTheCombinedRenewal() {
    BillingCase billing =
        BillingCase.of(
            "2024-05-20",
            """
            37500 2023-05-12..2024-05-12 first
            1500 every 1 months 1-11 from 2023-05-12
            37500 2024-05-12..2025-05-12 2024-04-12..2024-05-12
            """);

    billing.assertMrr("2023-05-12..2024-05-12 4500", "2024-05-12..2024-05-20 4500 low");
  }

  @Test
  @DisplayName("An add-on began one month later if the next yearly renewal is dearer by its price")
  void anAddOnBegunAfterOneMonth() {
    BillingCase billing =
        BillingCase.of(
            "2024-07-01",
            """
            24000 2023-02-10..2024-02-10 first
            900 every 1 months 1-11 from 2023-02-10
            24900 2024-02-10..2025-02-10 2024-01-10..2024-02-10
            900 every 1 months 13-16 from 2023-02-10
            """);

    billing.assertMrr("2023-02-10..2023-03-10 2000", "2023-03-10..2024-07-01 2900");
  }

  @Test
  @DisplayName("A monthly plan becomes a yearly one at a renewal")
  void aMonthBecomesAYearAtRenewal() {
    BillingCase billing =
        BillingCase.of(
            "2024-12-01",
            """
            1000 every 1 months 0-4 from 2024-01-25
            10800 2024-06-25..2025-06-25 2024-05-25..2024-06-25
            """);

    billing.assertMrr("2024-01-25..2024-06-25 1000", "2024-06-25..2024-12-01 900");
  }

  @Test
  @DisplayName("A yearly price from before the file adds to MRR at its renewal")
  void aYearThatBeganBeforeTheFile() {
    BillingCase billing =
        BillingCase.of(
            "2024-07-01",
            """
            900 every 1 months 5-10 from 2023-02-10
            900 2024-01-10..2024-02-10 2023-12-10..2024-01-10
            24900 2024-02-10..2025-02-10 2024-01-10..2024-02-10
            900 every 1 months 13-16 from 2023-02-10
            """);

    billing.assertMrr("2023-06-10..2024-02-10 900", "2024-02-10..2024-07-01 2900");
  }

  @Test
  @DisplayName("A raise billed with the next monthly renewal leaves the yearly plan")
  void anAddOnRaisedBesideAYear() {
    BillingCase billing =
        BillingCase.of(
            "2024-01-05",
            """
            24900 2023-02-10..2024-02-10 first
            900 every 1 months 1-4 from 2023-02-10
            1800 2023-06-25..2023-08-10 2023-06-10..2023-07-10
            1500 every 1 months 6-10 from 2023-02-10
            """);

    billing.assertMrr("2023-02-10..2023-06-25 2900", "2023-06-25..2024-01-05 3500");
  }

  @Test
  @DisplayName("A proration up to the end of the year changes the yearly price only")
  void aYearRaisedBesideAnAddOn() {
    BillingCase billing =
        BillingCase.of(
            "2024-06-01",
            """
            24900 2023-02-10..2024-02-10 first
            900 every 1 months 1-4 from 2023-02-10
            7562 2023-06-25..2024-02-10 first
            900 every 1 months 5-11 from 2023-02-10
            36900 2024-02-10..2025-02-10 2024-01-10..2024-02-10
            900 every 1 months 13-15 from 2023-02-10
            """);

    billing.assertMrr("2023-02-10..2023-06-25 2900", "2023-06-25..2024-06-01 3900");
  }

  @Test
  @DisplayName("A credit for a month inside a year is excluded and makes that year low")
  void aCreditInsideAYear() {
    BillingCase billing =
        BillingCase.of(
            "2025-04-01",
            """
            120000 2024-01-20..2025-01-20 first
            -2000 2024-03-10..2024-04-10 2024-02-20..2024-03-10
            120000 2025-01-20..2026-01-20 2024-01-20..2025-01-20
            """);

    billing.assertMrr("2024-01-20..2025-01-20 10000 low", "2025-01-20..2025-04-01 10000");
    assertThat(billing.reading().exclusions()).containsEntry("in_2", ExclusionReason.ORPHAN_CREDIT);
  }
}
