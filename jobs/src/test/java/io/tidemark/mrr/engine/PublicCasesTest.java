package io.tidemark.mrr.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Ways of billing that public bug reports and manuals describe, with the MRR of every day.
 *
 * <p>Above each test stands where its billing was met.
 */
class PublicCasesTest {

  // docs.stripe.com/billing/subscriptions/mixed-interval, getlago/lago-api#2388
  @Test
  @DisplayName("1200.00 a year and 10.00 a month, first billed together, are 110.00")
  void aYearAndAMonth() {
    BillingCase billing =
        BillingCase.of(
            "2024-06-30T23:00",
            """
            121000 2024-01-01..2025-01-01 first
            1000 every 1 months 1-5 from 2024-01-01
            """);

    billing.assertMrr("2023-12-31..2024-01-01 0", "2024-01-01..2024-06-30 11000");
    assertNothingDisplaced(billing);
  }

  // docs.stripe.com/billing/subscriptions/mixed-interval, getlago/lago-api#2388
  @Test
  @DisplayName("1200.00 a year and usage of 5.00 billed after each month are 105.00")
  void aYearAndUsageAfterwards() {
    BillingCase billing =
        BillingCase.of(
            "2024-06-30T23:00",
            """
            120000 2024-01-01..2025-01-01 first
            500 2024-01-01..2024-02-01 2024-01-01..2024-02-01
            500 2024-02-01..2024-03-01 2024-02-01..2024-03-01
            500 2024-03-01..2024-04-01 2024-03-01..2024-04-01
            500 2024-04-01..2024-05-01 2024-04-01..2024-05-01
            500 2024-05-01..2024-06-01 2024-05-01..2024-06-01
            """);

    billing.assertMrr("2023-12-31..2024-01-01 0", "2024-01-01..2024-06-30 10500");
    assertThat(layers(billing, Layer.Basis.PENDING)).containsExactly("2024-06-01 500");
    assertNothingDisplaced(billing);
  }

  // docs.stripe.com/billing/subscriptions/mixed-interval, getlago/lago-api#2388
  @Test
  @DisplayName("1200.00 a year and months of no usage are 100.00")
  void aYearAndNoUsage() {
    BillingCase billing =
        BillingCase.of(
            "2024-06-30T23:00",
            """
            120000 2024-01-01..2025-01-01 first
            0 2024-01-01..2024-02-01 2024-01-01..2024-02-01
            0 2024-02-01..2024-03-01 2024-02-01..2024-03-01
            0 2024-03-01..2024-04-01 2024-03-01..2024-04-01
            0 2024-04-01..2024-05-01 2024-04-01..2024-05-01
            0 2024-05-01..2024-06-01 2024-05-01..2024-06-01
            """);

    billing.assertMrr("2023-12-31..2024-01-01 0", "2024-01-01..2024-06-30 10000");
    assertNothingDisplaced(billing);
  }

  // docs.stripe.com/billing/subscriptions/mixed-interval, getlago/lago-api#2388
  @Test
  @DisplayName("1200.00 a year and 30.00 a quarter, first billed together, are 110.00")
  void aYearAndAQuarter() {
    BillingCase billing =
        BillingCase.of(
            "2024-06-30T23:00",
            """
            123000 2024-01-01..2025-01-01 first
            3000 2024-04-01..2024-07-01 2024-01-01..2024-04-01
            """);

    billing.assertMrr("2023-12-31..2024-01-01 0", "2024-01-01..2024-06-30 11000");
    assertNothingDisplaced(billing);
  }

  // docs.stripe.com/billing/subscriptions/mixed-interval
  @Test
  @DisplayName("1000.00 a year of which 10.00 are a month's, and a month raised to 20.00")
  void aMonthRaisedBesideAYear() {
    BillingCase billing =
        BillingCase.of(
            "2025-12-31",
            """
            100000 2023-11-01T02:16..2024-11-01T02:16 first
            1000 every 1 months 1-11 from 2023-11-01T02:16
            100000 2024-11-01T02:16..2025-11-01T02:16 2024-10-01T02:16..2024-11-01T02:16
            1000 every 1 months 13-23 from 2023-11-01T02:16
            100000 2025-11-01T02:16..2026-11-01T02:16 2025-10-01T02:16..2025-11-01T02:16
            2141 2025-11-26T20:48..2026-01-01T02:16 2025-11-01T02:16..2025-12-01T02:16
            """);

    billing.assertMrr("2023-11-01..2025-11-26 9250", "2025-11-26..2025-12-31 10250 low");
    assertNothingDisplaced(billing);
  }

  // getlago/lago#23, getlago/lago-api#4325
  @Test
  @DisplayName("A workshop of 500.00 for ten days leaves 100.00 a month as it is")
  void aWorkshopInsideAMonth() {
    BillingCase billing =
        BillingCase.of(
            "2024-08-31T23:00",
            """
            10000 every 1 months 0-3 from 2024-05-01
            50000 2024-06-10..2024-06-20 2024-06-01..2024-06-10
            """);

    billing.assertMrr("2024-04-30..2024-05-01 0", "2024-05-01..2024-08-31 10000");
    assertThat(billing.reading().exclusions())
        .containsOnly(Map.entry("in_5", ExclusionReason.ONE_OFF_PERIOD));
    assertNothingDisplaced(billing);
  }

  // stripe/stripe-dotnet#1611
  @Test
  @DisplayName("A licence of 100.00 and one month of much usage: 100 120 130 600 100 100 100 100")
  void usageOfOneMonth() {
    BillingCase billing =
        BillingCase.of(
            "2024-10-31T23:00",
            """
            10000 2024-03-01..2024-04-01 first
            12000 2024-03-01..2024-05-01 2024-03-01..2024-04-01
            13000 2024-04-01..2024-06-01 2024-04-01..2024-05-01
            60000 2024-05-01..2024-07-01 2024-05-01..2024-06-01
            10000 2024-06-01..2024-08-01 2024-06-01..2024-07-01
            10000 2024-07-01..2024-09-01 2024-07-01..2024-08-01
            10000 2024-08-01..2024-10-01 2024-08-01..2024-09-01
            10000 2024-09-01..2024-11-01 2024-09-01..2024-10-01
            """);

    billing.assertMrr(
        "2024-03-01..2024-04-01 10000",
        "2024-04-01..2024-05-01 12000 low",
        "2024-05-01..2024-06-01 13000 low",
        "2024-06-01..2024-07-01 60000 low",
        "2024-07-01..2024-10-31 10000 low");
  }

  // stripe/stripe-dotnet#1611
  @Test
  @DisplayName("A licence of 100.00 and usage of 20.00 each month: 100, then 120")
  void usageOfEachMonth() {
    BillingCase billing =
        BillingCase.of(
            "2024-10-31T23:00",
            """
            10000 2024-03-01..2024-04-01 first
            12000 2024-03-01..2024-05-01 2024-03-01..2024-04-01
            12000 2024-04-01..2024-06-01 2024-04-01..2024-05-01
            12000 2024-05-01..2024-07-01 2024-05-01..2024-06-01
            12000 2024-06-01..2024-08-01 2024-06-01..2024-07-01
            12000 2024-07-01..2024-09-01 2024-07-01..2024-08-01
            12000 2024-08-01..2024-10-01 2024-08-01..2024-09-01
            12000 2024-09-01..2024-11-01 2024-09-01..2024-10-01
            """);

    billing.assertMrr("2024-03-01..2024-04-01 10000", "2024-04-01..2024-10-31 12000 low");
  }

  // stripe/stripe-dotnet#1611
  @Test
  @DisplayName("A licence raised from 100.00 to 200.00 without usage: 100 until June, then 200")
  void aLicenceRaised() {
    BillingCase billing =
        BillingCase.of(
            "2024-10-31T23:00",
            """
            10000 2024-03-01..2024-04-01 first
            10000 2024-03-01..2024-05-01 2024-03-01..2024-04-01
            10000 2024-04-01..2024-06-01 2024-04-01..2024-05-01
            10000 2024-05-01..2024-07-01 2024-05-01..2024-06-01
            20000 2024-06-01..2024-08-01 2024-06-01..2024-07-01
            20000 2024-07-01..2024-09-01 2024-07-01..2024-08-01
            20000 2024-08-01..2024-10-01 2024-08-01..2024-09-01
            20000 2024-09-01..2024-11-01 2024-09-01..2024-10-01
            """);

    billing.assertMrr(
        "2024-03-01..2024-04-01 10000",
        "2024-04-01..2024-07-01 10000 low",
        "2024-07-01..2024-10-31 20000 low");
  }

  // getlago/lago-api#6194, #6173
  @Test
  @DisplayName("42 of the 91 days of a quarter for 126.00, then 273.00: 91.00 from the first day")
  void aFirstPeriodOfAQuarter() {
    BillingCase billing =
        BillingCase.of(
            "2025-02-28T23:00",
            """
            12600 2024-05-20..2024-07-01 first
            27300 2024-07-01..2024-10-01 2024-05-20..2024-07-01
            27300 2024-10-01..2025-01-01 2024-07-01..2024-10-01
            """);

    billing.assertMrr(
        "2024-05-19..2024-05-20 0", "2024-05-20..2025-01-01 9100", "2025-01-01..2025-02-28 0");
  }

  // getlago/lago-api#6194, MAIF/daikoku#1223
  @Test
  @DisplayName("226 of the 366 days of a year for 2260.00, then 3660.00: 305.00 from the first day")
  void aFirstPeriodOfAYear() {
    BillingCase billing =
        BillingCase.of(
            "2025-02-28T23:00",
            """
            226000 2024-05-20..2025-01-01 first
            366000 2025-01-01..2026-01-01 2024-05-20..2025-01-01
            """);

    billing.assertMrr("2024-05-19..2024-05-20 0", "2024-05-20..2025-02-28 30500");
  }

  // getlago/lago-api#6194, #6173
  @Test
  @DisplayName("1 of the 31 days of a month for 1.00, then 31.00: 31.00 from the first day")
  void aFirstDayOfAMonth() {
    BillingCase billing =
        BillingCase.of(
            "2025-02-28T23:00",
            """
            100 2024-01-31..2024-02-01 first
            3100 2024-02-01..2024-03-01 2024-01-31..2024-02-01
            3100 2024-03-01..2024-04-01 2024-02-01..2024-03-01
            3100 2024-04-01..2024-05-01 2024-03-01..2024-04-01
            """);

    billing.assertMrr(
        "2024-01-30..2024-01-31 0", "2024-01-31..2024-05-01 3100", "2024-05-01..2025-02-28 0");
  }

  // getlago/lago-api#6194, #6173
  @Test
  @DisplayName("12 of the 31 days of a month for 12.00, then 31.00: 31.00 from the first day")
  void aFirstPeriodOfAMonth() {
    BillingCase billing =
        BillingCase.of(
            "2025-02-28T23:00",
            """
            1200 2024-05-20..2024-06-01 first
            3100 2024-06-01..2024-07-01 2024-05-20..2024-06-01
            3100 2024-07-01..2024-08-01 2024-06-01..2024-07-01
            3100 2024-08-01..2024-09-01 2024-07-01..2024-08-01
            """);

    billing.assertMrr(
        "2024-05-19..2024-05-20 0", "2024-05-20..2024-09-01 3100", "2024-09-01..2025-02-28 0");
  }

  // RevenueCat/purchases-ios#3480, polarsource/polar#7482
  @Test
  @DisplayName("10.00 a week is 43.33 a month")
  void weeks() {
    BillingCase billing =
        BillingCase.of("2025-03-31T23:00", "1000 every 7 days 0-15 from 2024-12-02");

    billing.assertMrr(
        "2024-12-01..2024-12-02 0", "2024-12-02..2025-03-24 4333", "2025-03-24..2025-03-31 0");
  }

  // KeeperHub/keeperhub#2068
  @Test
  @DisplayName("10.00 a week after 3 free days is 43.33 a month")
  void weeksAfterThreeFreeDays() {
    BillingCase billing =
        BillingCase.of(
            "2025-03-31T23:00",
            """
            0 2024-12-02..2024-12-05 first
            1000 2024-12-05..2024-12-12 2024-12-02..2024-12-05
            1000 every 7 days 1-14 from 2024-12-05
            """);

    billing.assertMrr(
        "2024-12-02..2024-12-05 0", "2024-12-05..2025-03-20 4333", "2025-03-20..2025-03-31 0");
  }

  // KeeperHub/keeperhub#2068
  @Test
  @DisplayName("10.00 a week after 14 free days is 43.33 a month")
  void weeksAfterTwoFreeWeeks() {
    BillingCase billing =
        BillingCase.of(
            "2025-03-31T23:00",
            """
            0 2024-12-02..2024-12-16 first
            1000 2024-12-16..2024-12-23 2024-12-02..2024-12-16
            1000 every 7 days 1-13 from 2024-12-16
            """);

    billing.assertMrr(
        "2024-12-02..2024-12-16 0", "2024-12-16..2025-03-24 4333", "2025-03-24..2025-03-31 0");
  }

  // KeeperHub/keeperhub#2068
  @Test
  @DisplayName("40.00 every four weeks after 30 free days is 43.33 a month")
  void fourWeeksAfterThirtyFreeDays() {
    BillingCase billing =
        BillingCase.of(
            "2025-03-31T23:00",
            """
            0 2024-12-02..2025-01-01 first
            4000 2025-01-01..2025-01-29 2024-12-02..2025-01-01
            4000 2025-01-29..2025-02-26 2025-01-01..2025-01-29
            4000 2025-02-26..2025-03-26 2025-01-29..2025-02-26
            """);

    billing.assertMrr(
        "2024-12-02..2025-01-01 0", "2025-01-01..2025-03-26 4333", "2025-03-26..2025-03-31 0");
  }

  // RevenueCat/purchases-ios#3480, polarsource/polar#7482
  @Test
  @DisplayName("Ten weeks of 10.00, then 45.00 a month: 43.33, then 45.00")
  void weeksThenMonths() {
    BillingCase billing =
        BillingCase.of(
            "2025-03-31T23:00",
            """
            1000 every 7 days 0-9 from 2024-12-02
            4500 2025-02-10..2025-03-10 2025-02-03..2025-02-10
            """);

    billing.assertMrr(
        "2024-12-02..2025-02-10 4333", "2025-02-10..2025-03-10 4500", "2025-03-10..2025-03-31 0");
  }

  // Stripe's dashboard export: a switch from a yearly plan that was billed before the file
  @Test
  @DisplayName("A month that began with a credit of 151.20 costs what the next one does: 45.00")
  void aRestartWithACredit() {
    BillingCase billing =
        BillingCase.of(
            "2025-02-27T23:00",
            """
            -15120 2025-01-13T09:00..2025-06-20T09:00 first
            4500 2025-02-13T09:00..2025-03-13T09:00 2025-01-13T09:00..2025-02-13T09:00
            """);

    billing.assertMrr("2025-01-12..2025-01-13 0", "2025-01-13..2025-02-27 4500");
    assertThat(layers(billing, Layer.Basis.IMPLIED)).containsExactly("2025-01-13 4500");
    assertThat(billing.reading().layers())
        .filteredOn(layer -> layer.basis() == Layer.Basis.IMPLIED)
        .as("continues what began before the file, so that MRR opens")
        .allMatch(Layer::startsUnseen);
    assertThat(billing.reading().exclusions())
        .containsOnly(Map.entry("in_1", ExclusionReason.ORPHAN_CREDIT));
  }

  // invertase/stripe-firebase-extensions#33, #41, stripe/stripe-node#854, pax8labs/pax8-cli#465
  @Test
  @DisplayName("A setup fee of 500.00 on the first of four invoices of 30.00 is no MRR")
  void aSetupFee() {
    BillingCase billing =
        BillingCase.of(
            "2024-06-30T23:00",
            """
            53000 2024-03-05..2024-04-05 first
            3000 every 1 months 1-3 from 2024-03-05
            """);

    billing.assertMrr(
        "2024-03-04..2024-03-05 0",
        "2024-03-05..2024-04-05 3000 low",
        "2024-04-05..2024-06-30 3000");
    assertThat(postings(billing, Posting.Line.SETUP_FEE)).containsExactly("in_1 50000");
  }

  // datacatalog.chargebee.com/invoices
  @Test
  @DisplayName("Four months of 80.00 on invoices for several subscriptions are 80.00")
  void consolidatedInvoices() {
    BillingCase billing =
        BillingCase.of(
            "2024-06-30T23:00",
            """
            8000 2024-03-05..2024-04-05 first consolidated
            8000 2024-04-05..2024-05-05 2024-03-05..2024-04-05 consolidated
            8000 2024-05-05..2024-06-05 2024-04-05..2024-05-05 consolidated
            8000 2024-06-05..2024-07-05 2024-05-05..2024-06-05 consolidated
            """);

    billing.assertMrr("2024-03-04..2024-03-05 0", "2024-03-05..2024-06-30 8000 low");
    assertThat(billing.reading().exclusions()).isEmpty();
  }

  // laravel/cashier-stripe#1285, 2anki/2anki.net#3594
  @Test
  @DisplayName("Three months given up 70 minutes after their start are three months without MRR")
  void threePausedMonths() {
    BillingCase billing =
        BillingCase.of(
            "2024-10-31T23:00",
            """
            4000 2024-05-10T23:30..2024-06-10T23:30 first
            4000 2024-06-10T23:30..2024-07-10T23:30 2024-05-10T23:30..2024-06-10T23:30 uncollectible:2024-06-11T00:40
            4000 2024-07-10T23:30..2024-08-10T23:30 2024-06-10T23:30..2024-07-10T23:30 uncollectible:2024-07-11T00:40
            4000 2024-08-10T23:30..2024-09-10T23:30 2024-07-10T23:30..2024-08-10T23:30 uncollectible:2024-08-11T00:40
            4000 2024-09-10T23:30..2024-10-10T23:30 2024-08-10T23:30..2024-09-10T23:30
            4000 2024-10-10T23:30..2024-11-10T23:30 2024-09-10T23:30..2024-10-10T23:30
            """);

    billing.assertMrr(
        "2024-05-10..2024-06-10 4000", "2024-06-10..2024-09-10 0", "2024-09-10..2024-10-31 4000");
    assertThat(billing.reading().exclusions())
        .containsOnlyKeys("in_2", "in_3", "in_4")
        .containsValue(ExclusionReason.STATUS_UNCOLLECTIBLE);
  }

  // getlago/lago-api#183, #158, mattermost/docs#4966
  @Test
  @DisplayName("50.00 billed after each month is pending until the next invoice is due")
  void monthsInArrears() {
    BillingCase billing =
        BillingCase.of(
            "2025-03-31T23:00",
            """
            5000 2024-11-01..2024-12-01 2024-11-01..2024-12-01
            5000 2024-12-01..2025-01-01 2024-12-01..2025-01-01
            5000 2025-01-01..2025-02-01 2025-01-01..2025-02-01
            5000 2025-02-01..2025-03-01 2025-02-01..2025-03-01
            """);

    billing.assertMrr("2024-10-31..2024-11-01 0", "2024-11-01..2025-03-31 5000");
    assertThat(layers(billing, Layer.Basis.PENDING)).containsExactly("2025-03-01 5000");
  }

  // getlago/lago-api#183, #158
  @Test
  @DisplayName("150.00 billed after each quarter is pending until the next invoice is due")
  void quartersInArrears() {
    BillingCase billing =
        BillingCase.of(
            "2025-03-31T23:00",
            """
            15000 2024-07-01..2024-10-01 2024-07-01..2024-10-01
            15000 2024-10-01..2025-01-01 2024-10-01..2025-01-01
            """);

    billing.assertMrr("2024-06-30..2024-07-01 0", "2024-07-01..2025-03-31 5000");
    assertThat(layers(billing, Layer.Basis.PENDING)).containsExactly("2025-01-01 5000");
  }

  // stitchdata/docs#1032, getlago/lago-api#584
  @Test
  @DisplayName("A sixth month that a credit note settled is no MRR")
  void creditedInFull() {
    BillingCase billing =
        BillingCase.of(
            "2024-08-31T23:00",
            """
            5000 every 1 months 0-4 from 2024-03-05
            5000 2024-08-05..2024-09-05 2024-07-05..2024-08-05 credited
            """);

    billing.assertMrr(
        "2024-03-04..2024-03-05 0", "2024-03-05..2024-08-05 5000", "2024-08-05..2024-08-31 0");
    assertThat(billing.reading().exclusions())
        .containsOnly(Map.entry("in_6", ExclusionReason.CREDITED));
  }

  // commonknowledge/leftbookclub#288, market-dot-dev/studio#345
  @Test
  @DisplayName("Invoices alone show an old and a new subscription together until the old one ends")
  void boughtAnewInsideAPaidMonth() {
    BillingCase old = BillingCase.of("2024-08-31T23:00", "3000 every 1 months 0-1 from 2024-05-01");
    BillingCase bought =
        BillingCase.of("2024-08-31T23:00", "5000 every 1 months 0-2 from 2024-06-06");

    old.assertMrr("2024-05-01..2024-07-01 3000", "2024-07-01..2024-08-31 0");
    bought.assertMrr("2024-05-01..2024-06-06 0", "2024-06-06..2024-08-31 5000");
    assertThat(
            Stream.of("2024-06-05", "2024-06-06", "2024-06-30", "2024-07-01", "2024-08-30")
                .map(day -> mrr(old, day) + mrr(bought, day)))
        .containsExactly(3000L, 8000L, 8000L, 5000L, 5000L);
  }

  private static void assertNothingDisplaced(BillingCase billing) {
    assertThat(postings(billing, Posting.Line.DISPLACED)).isEmpty();
  }

  private static List<String> postings(BillingCase billing, Posting.Line line) {
    return billing.reading().postings().stream()
        .filter(posting -> posting.line() == line)
        .map(posting -> posting.invoiceId() + " " + posting.amount())
        .toList();
  }

  /** The first day and the MRR of each layer. */
  private static List<String> layers(BillingCase billing, Layer.Basis basis) {
    return billing.reading().layers().stream()
        .filter(layer -> layer.basis() == basis)
        .map(layer -> date(layer.start()) + " " + layer.mrrMinor())
        .toList();
  }

  private static long mrr(BillingCase billing, String day) {
    LocalDate date = LocalDate.parse(day);
    return billing.reading().layers().stream()
        .filter(layer -> !date(layer.start()).isAfter(date) && date(layer.end()).isAfter(date))
        .mapToLong(Layer::mrrMinor)
        .sum();
  }

  private static LocalDate date(Instant time) {
    return LocalDateTime.ofInstant(time, ZoneOffset.UTC).toLocalDate();
  }
}
