package io.tidemark.mrr.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Unusual periods, fees and credits of one subscription, amounts in cents. */
class HardPeriodsTest {
  @Test
  @DisplayName("Usage billed with the next quarter counts as billed, never spread over quarters")
  void usageInArrearsOfAQuarter() {
    BillingCase billing =
        BillingCase.of(
            "2024-06-25",
            """
            9000 2023-07-04..2023-10-04 first
            9300 2023-07-04..2024-01-04 2023-07-04..2023-10-04
            9000 2023-10-04..2024-04-04 2023-10-04..2024-01-04
            10200 2024-01-04..2024-07-04 2024-01-04..2024-04-04
            """);

    billing.assertMrr(
        "2023-07-04..2023-10-04 3000",
        "2023-10-04..2024-01-04 3100 low",
        "2024-01-04..2024-04-04 3000 low",
        "2024-04-04..2024-06-25 3400 low");
  }

  @Test
  @DisplayName("A plan of two weeks after a free trial of 90 days has one MRR")
  void everyTwoWeeksAfterAFreeTrial() {
    BillingCase billing =
        BillingCase.of(
            "2024-06-01",
            """
            0 2024-01-01..2024-03-31 first
            2600 2024-03-31..2024-04-14 2024-01-01..2024-03-31
            2600 every 14 days 1-5 from 2024-03-31
            """);

    billing.assertMrr("2024-01-01..2024-03-31 0", "2024-03-31..2024-06-01 5633");
  }

  @Test
  @DisplayName("A plan of 28 days before a monthly one is measured in weeks")
  void fourWeeksThenMonths() {
    BillingCase billing =
        BillingCase.of(
            "2024-06-20",
            """
            5600 2024-02-05..2024-03-04 first
            5600 2024-03-04..2024-04-01 2024-02-05..2024-03-04
            5600 2024-04-01..2024-04-29 2024-03-04..2024-04-01
            6000 2024-04-29..2024-05-29 2024-04-01..2024-04-29
            6000 2024-05-29..2024-06-29 2024-04-29..2024-05-29
            """);

    billing.assertMrr("2024-02-05..2024-04-29 6067", "2024-04-29..2024-06-20 6000");
  }

  @Test
  @DisplayName("A plan of 28 days after a monthly one is measured in weeks")
  void monthsThenFourWeeks() {
    BillingCase billing =
        BillingCase.of(
            "2024-04-20",
            """
            6000 2023-12-02..2024-01-02 first
            6000 2024-01-02..2024-02-02 2023-12-02..2024-01-02
            5600 2024-02-02..2024-03-01 2024-01-02..2024-02-02
            5600 2024-03-01..2024-03-29 2024-02-02..2024-03-01
            5600 2024-03-29..2024-04-26 2024-03-01..2024-03-29
            """);

    billing.assertMrr("2023-12-02..2024-02-02 6000", "2024-02-02..2024-04-20 6067");
  }

  @Test
  @DisplayName("A plan of 30 days has one MRR although some of its cycles are calendar months")
  void thirtyDays() {
    BillingCase billing =
        BillingCase.of(
            "2024-07-20",
            """
            2900 2024-04-01..2024-05-01 first
            2900 2024-05-01..2024-05-31 2024-04-01..2024-05-01
            2900 2024-05-31..2024-06-30 2024-05-01..2024-05-31
            2900 2024-06-30..2024-07-30 2024-05-31..2024-06-30
            """);

    billing.assertMrr("2024-04-01..2024-07-20 2940");
  }

  @Test
  @DisplayName("A prorated first period of a quarter counts at the price of the next quarter")
  void aQuarterBegunInAugust() {
    BillingCase billing =
        BillingCase.of(
            "2025-03-01",
            """
            14400 2024-08-14..2024-10-01 first
            27600 2024-10-01..2025-01-01 2024-08-14..2024-10-01
            27600 2025-01-01..2025-04-01 2024-10-01..2025-01-01
            """);

    billing.assertMrr("2024-08-14..2025-03-01 9200");
  }

  @Test
  @DisplayName("A prorated first period before the last day of a month counts at the monthly price")
  void aMonthAnchoredOnThe31st() {
    BillingCase billing =
        BillingCase.of(
            "2024-03-20",
            """
            1100 2024-01-20..2024-01-31 first
            3100 2024-01-31..2024-02-29 2024-01-20..2024-01-31
            3100 2024-02-29..2024-03-31 2024-01-31..2024-02-29
            """);

    billing.assertMrr("2024-01-20..2024-03-20 3100");
  }

  @Test
  @DisplayName("A paid trial that the next price contradicts counts by its days at low confidence")
  void aPaidTrial() {
    BillingCase billing =
        BillingCase.of(
            "2024-06-10",
            """
            500 2024-04-10..2024-04-20 first
            3000 2024-04-20..2024-05-20 2024-04-10..2024-04-20
            3000 2024-05-20..2024-06-20 2024-04-20..2024-05-20
            """);

    billing.assertMrr("2024-04-10..2024-04-20 1500 low", "2024-04-20..2024-06-10 3000");
  }

  @Test
  @DisplayName("A prorated first period of a weekly plan counts at the weekly price")
  void aFirstPeriodUpToMonday() {
    BillingCase billing =
        BillingCase.of(
            "2024-06-20",
            """
            300 2024-06-07..2024-06-10 first
            700 2024-06-10..2024-06-17 2024-06-07..2024-06-10
            700 2024-06-17..2024-06-24 2024-06-10..2024-06-17
            """);

    billing.assertMrr("2024-06-07..2024-06-20 3033");
  }

  @Test
  @DisplayName("A renewal marked uncollectible within a day makes no layer and implies none")
  void aRenewalGivenUpWithinADay() {
    BillingCase billing =
        BillingCase.of(
            "2024-07-01",
            """
            4000 2024-05-10T23:30..2024-06-10T23:30 2024-04-10T23:30..2024-05-10T23:30 uncollectible:2024-05-11T20:00
            4000 2024-06-10T23:30..2024-07-10T23:30 2024-05-10T23:30..2024-06-10T23:30
            """);

    billing.assertMrr("2024-04-10..2024-06-10 0", "2024-06-10..2024-07-01 4000");
    assertThat(billing.reading().exclusions())
        .containsEntry("in_1", ExclusionReason.STATUS_UNCOLLECTIBLE);
  }

  @Test
  @DisplayName("A renewal marked uncollectible after 78 hours counts until then")
  void aRenewalGivenUpLater() {
    BillingCase billing =
        BillingCase.of(
            "2024-08-01",
            """
            4000 2024-05-10T12:00..2024-06-10T12:00 first
            4000 2024-06-10T12:00..2024-07-10T12:00 2024-05-10T12:00..2024-06-10T12:00 uncollectible:2024-06-13T18:00
            """);

    billing.assertMrr("2024-05-10..2024-06-13 4000", "2024-06-13..2024-08-01 0");
  }

  @Test
  @DisplayName("A setup fee on a combined first invoice is no MRR")
  void aSetupFeeOnAYearWithAnAddOn() {
    BillingCase billing =
        BillingCase.of(
            "2024-06-20",
            """
            171500 2022-03-03..2023-03-03 first
            1500 every 1 months 1-11 from 2022-03-03
            121500 2023-03-03..2024-03-03 2023-02-03..2023-03-03
            1500 every 1 months 13-23 from 2022-03-03
            121500 2024-03-03..2025-03-03 2024-02-03..2024-03-03
            1500 every 1 months 25-27 from 2022-03-03
            """);

    billing.assertMrr("2022-03-03..2023-03-03 11500 low", "2023-03-03..2024-06-20 11500");
  }

  @Test
  @DisplayName("A first cycle dearer than the only next one is of low confidence")
  void aDearerFirstCycle() {
    BillingCase billing =
        BillingCase.of(
            "2024-04-25",
            """
            9900 2024-03-03..2024-04-03 first
            4400 2024-04-03..2024-05-03 2024-03-03..2024-04-03
            """);

    billing.assertMrr("2024-03-03..2024-04-03 9900 low", "2024-04-03..2024-04-25 4400");
  }

  @Test
  @DisplayName("A renewal that a credit note paid in full is no MRR")
  void aRenewalCreditedInFull() {
    BillingCase billing =
        BillingCase.of(
            "2024-06-05",
            """
            2700 every 1 months 0-3 from 2024-01-09
            2700 2024-05-09..2024-06-09 2024-04-09..2024-05-09 credited
            """);

    billing.assertMrr("2024-01-09..2024-05-09 2700", "2024-05-09..2024-06-05 0");
    assertThat(billing.reading().exclusions()).containsEntry("in_5", ExclusionReason.CREDITED);
  }

  @Test
  @DisplayName(
      "Three quarters in a row without a subscription are a subscription of low confidence")
  void quartersWithoutASubscription() {
    BillingCase billing =
        BillingCase.of(
            "2024-09-30",
            """
            6600 2024-01-09..2024-04-09 consolidated
            6600 2024-04-09..2024-07-09 consolidated
            6600 2024-07-09..2024-10-09 consolidated
            """);

    billing.assertMrr("2024-01-09..2024-09-30 2200 low");
  }

  @Test
  @DisplayName("The cycle after an excluded switch credit is the one that the next invoice names")
  void aSwitchFromAYearBeforeTheFile() {
    BillingCase billing =
        BillingCase.of(
            "2025-07-01",
            """
            -31000 2025-04-08T14:20..2025-11-03T14:20 2025-04-08T14:20..2025-04-08T14:20
            6200 2025-05-08T14:20..2025-06-08T14:20 2025-04-08T14:20..2025-05-08T14:20
            6200 2025-06-08T14:20..2025-07-08T14:20 2025-05-08T14:20..2025-06-08T14:20
            """);

    billing.assertMrr("2025-04-08..2025-07-01 6200");
    assertThat(billing.reading().exclusions()).containsEntry("in_1", ExclusionReason.ORPHAN_CREDIT);
  }

  @Test
  @DisplayName("The roundest price that fits times without seconds counts at low confidence")
  void aPriceFromTimesCutToMinutes() {
    BillingCase billing =
        BillingCase.of(
            "2024-05-30",
            """
            4900 2024-05-03T08:15..2024-06-03T08:15 first
            2235 2024-05-20T11:42..2024-06-03T08:15 first
            """);

    billing.assertMrr("2024-05-03..2024-05-20 4900", "2024-05-20..2024-05-30 9900 low");
  }

  @Test
  @DisplayName("Months and a year from the leap day keep their MRR")
  void aYearAndMonthsFromTheLeapDay() {
    BillingCase billing =
        BillingCase.of(
            "2025-05-20",
            """
            74900 2024-02-29..2025-02-28 first
            2900 every 1 months 1-11 from 2024-02-29
            74900 2025-02-28..2026-02-28 2025-01-29..2025-02-28
            2900 2025-03-29..2025-04-29 2025-02-28..2025-03-29
            2900 2025-04-29..2025-05-29 2025-03-29..2025-04-29
            """);

    billing.assertMrr("2024-02-29..2025-05-20 8900");
  }

  @Test
  @DisplayName("Months and a quarter from November 30 keep their MRR in February")
  void aQuarterAndMonthsFromNovember30() {
    BillingCase billing =
        BillingCase.of(
            "2024-08-20",
            """
            11900 2023-11-30T18:00..2024-02-29T18:00 first
            1700 every 1 months 1-2 from 2023-11-30T18:00
            11900 2024-02-29T18:00..2024-05-30T18:00 2024-01-30T18:00..2024-02-29T18:00
            1700 every 1 months 4-5 from 2023-11-30T18:00
            11900 2024-05-30T18:00..2024-08-30T18:00 2024-04-30T18:00..2024-05-30T18:00
            1700 every 1 months 7-8 from 2023-11-30T18:00
            """);

    billing.assertMrr("2023-11-30..2024-08-20 5100");
  }

  @Test
  @DisplayName("A weekly add-on adds its price from its first day beside a monthly plan")
  void aWeeklyAddOnBegunInAMonth() {
    BillingCase billing =
        BillingCase.of(
            "2024-05-04",
            """
            8000 every 1 months 0-4 from 2024-01-08
            500 2024-01-19..2024-01-26 first
            500 every 7 days 1-15 from 2024-01-19
            """);

    billing.assertMrr("2024-01-08..2024-01-19 8000", "2024-01-19..2024-05-04 10167");
  }

  @Test
  @DisplayName("An add-on cancelled at the end of a month leaves the yearly plan")
  void anAddOnCancelledBeforeTheRenewal() {
    BillingCase billing =
        BillingCase.of(
            "2025-06-01",
            """
            25000 2024-02-15..2025-02-15 first
            1000 every 1 months 1-4 from 2024-02-15
            24000 2025-02-15..2026-02-15 2024-02-15..2025-02-15
            """);

    billing.assertMrr("2024-02-15..2024-07-15 3000", "2024-07-15..2025-06-01 2000");
  }

  @Test
  @DisplayName("Two monthly add-ons billed on their own days add up inside a year")
  void twoAddOnsOnTheirOwnDays() {
    BillingCase billing =
        BillingCase.of(
            "2024-05-05",
            """
            96000 2024-01-01..2025-01-01 first
            1200 every 1 months 0-3 from 2024-02-10
            700 every 1 months 0-2 from 2024-02-20
            """);

    billing.assertMrr(
        "2024-01-01..2024-02-10 8000",
        "2024-02-10..2024-02-20 9200",
        "2024-02-20..2024-05-05 9900");
  }

  @Test
  @DisplayName("A credit up to the end of a quarter lowers the add-on only")
  void anAddOnDowngradedWithACredit() {
    BillingCase billing =
        BillingCase.of(
            "2024-10-20",
            """
            96000 2024-01-01..2025-01-01 first
            3000 2024-02-01..2024-05-01 2024-01-01..2024-02-01
            -1000 2024-03-17..2024-05-01 2024-02-01..2024-03-17
            1000 2024-05-01..2024-08-01 2024-02-01..2024-05-01
            1000 2024-08-01..2024-11-01 2024-05-01..2024-08-01
            """);

    billing.assertMrr(
        "2024-01-01..2024-02-01 8000",
        "2024-02-01..2024-03-17 9000",
        "2024-03-17..2024-10-20 8333");
  }
}
