package io.tidemark.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a person reads of the worked cases of the rules, whole. */
class WorkedCasesTest {
  @Test
  void halfACycleAtAPriceIsTwiceThatAMonth() {
    assertThat(WorkedCases.explained("cus_half", "2025-06-20"))
        .isEqualTo(
            """
            cus_half on 2025-06-20: 250.00 EUR per month
            run 20260101T060000-0a1b2c3d: invoices from 2023-07-16 01:59:00 to 2025-08-01 00:10:00; times in UTC, days in Europe/Vienna

            Active on 2025-06-20

              100.00 EUR per month from 2025-06-01 to 2025-07-01: cycle, invoiced, high confidence
                of subscription sub_half, exactly 2025-06-01 00:00:00 to 2025-07-01 00:00:00
                Invoice in_1, paid, created 2025-06-01 00:00:00: net 100.00 EUR = total 120.00 - tax 20.00
                  service 2025-06-01 00:00:00 to 2025-07-01 00:00:00; usage at 2025-06-01 00:00:00
                Rule: It bills one full cycle, its service period, and changes no running cycle.
                  net = 100.00 EUR  (invoice in_1)
                  months = 1 month  (calendar months, 2025-06-01 00:00:00 to 2025-07-01 00:00:00)
                  price = 100.00 / 1 month = 100.00 EUR  (per month)
                  mrr = round(100.00) = 100.00 EUR  (to the nearest 0.01 EUR: no rounding)
                Confidence: high, the invoice bills the full cycle.

              150.00 EUR per month from 2025-06-16 to 2025-07-01: proration, invoiced, low confidence
                of subscription sub_half, exactly 2025-06-16 00:00:00 to 2025-07-01 00:00:00
                Invoice in_2, open, created 2025-06-16 00:00:00: net 75.00 EUR = total 90.00 - tax 15.00
                  service 2025-06-16 00:00:00 to 2025-07-01 00:00:00; usage 2025-06-01 00:00:00 to 2025-06-16 00:00:00
                Rule: Its service starts within a running cycle and ends with it: a price change for the rest of that cycle.
                  net = 75.00 EUR  (invoice in_2)
                  cycle months = 1 month  (calendar months, 2025-06-01 00:00:00 to 2025-07-01 00:00:00)
                  cycle seconds = 2,592,000 s  (the full cycle)
                  seconds = 1,296,000 s  (2025-06-16 00:00:00 to 2025-07-01 00:00:00)
                  part = 1 month x 1,296,000 s / 2,592,000 s = 0.5 months  (of the cycle)
                  change = 75.00 / 0.5 months = 150.00 EUR  (per month)
                  base = 100.00 EUR  (running MRR: the cycle of in_1)
                  price = 100.00 + 150.00 = 250.00 EUR  (per month, within the precision of whole cents)
                  next price = 0.00 EUR  (no later invoice of the subscription)
                  distance = abs(250.00 - 0.00) = 250.00 EUR  (between the two prices)
                  uncertainty = (1.5 / 0.5 months + 1) x 0.01 = 0.04 EUR  (from rounding to whole cents)
                  mrr = round(150.00) = 150.00 EUR  (outside the uncertainty; to the nearest 0.01 EUR: no rounding)
                Confidence: low, no invoice shows the exact price; it may be off by a few cents.

              Sum on 2025-06-20: 100.00 + 150.00 = 250.00 EUR per month\
            """);
  }

  @Test
  void aChangeTakesThePriceOfTheNextYearToTheCent() {
    assertThat(WorkedCases.explained("cus_year", "2024-05-01"))
        .isEqualTo(
            """
            cus_year on 2024-05-01: 618.75 EUR per month
            run 20260101T060000-0a1b2c3d: invoices from 2023-07-16 01:59:00 to 2025-08-01 00:10:00; times in UTC, days in Europe/Vienna

            Active on 2024-05-01

              412.50 EUR per month from 2023-07-16 to 2024-07-16: cycle, invoiced, high confidence
                of subscription sub_year, exactly 2023-07-16 01:59:00 to 2024-07-16 01:59:00
                Invoice in_3, paid, created 2023-07-16 01:59:00: net 4,950.00 EUR = total 4,950.00 - tax 0.00
                  service 2023-07-16 01:59:00 to 2024-07-16 01:59:00; usage at 2023-07-16 01:59:00
                Rule: It bills one full cycle, its service period, and changes no running cycle.
                  net = 4,950.00 EUR  (invoice in_3)
                  months = 12 months  (calendar months, 2023-07-16 01:59:00 to 2024-07-16 01:59:00)
                  price = 4,950.00 / 12 months = 412.50 EUR  (per month)
                  mrr = round(412.50) = 412.50 EUR  (to the nearest 0.01 EUR: no rounding)
                Confidence: high, the invoice bills the full cycle.

              206.25 EUR per month from 2024-04-17 to 2024-07-16: proration, invoiced, high confidence
                of subscription sub_year, exactly 2024-04-17 12:26:00 to 2024-07-16 01:59:00
                Invoice in_4, paid, created 2024-04-17 12:26:00: net 605.67 EUR = total 605.67 - tax 0.00
                  service 2024-04-17 12:26:00 to 2024-07-16 01:59:00; usage 2023-07-16 01:59:00 to 2024-04-17 12:26:00
                Rule: Its service starts within a running cycle and ends with it: a price change for the rest of that cycle.
                  net = 605.67 EUR  (invoice in_4)
                  cycle months = 12 months  (calendar months, 2023-07-16 01:59:00 to 2024-07-16 01:59:00)
                  cycle seconds = 31,622,400 s  (the full cycle)
                  seconds = 7,738,380 s  (2024-04-17 12:26:00 to 2024-07-16 01:59:00)
                  part = 12 months x 7,738,380 s / 31,622,400 s = 2.93654371584... months  (of the cycle)
                  change = 605.67 / 2.93654371584... months = 206.252676141... EUR  (per month)
                  base = 412.50 EUR  (running MRR: the cycle of in_3)
                  price = 412.50 + 206.252676141... = 618.752676141... EUR  (per month, within the precision of whole cents)
                  next net = 7,425.00 EUR  (invoice in_5)
                  next months = 12 months  (calendar months, 2024-07-16 01:59:00 to 2025-07-16 01:59:00)
                  next price = round(7,425.00 / 12 months) = 618.75 EUR  (the next cycle: it starts at the end of this one and has equal length)
                  distance = abs(618.752676141... - 618.75) = 0.00267614151799... EUR  (between the two prices)
                  uncertainty = (1.5 / 2.93654371584... months + 1) x 0.01 = 0.01510804587... EUR  (from rounding to whole cents)
                  mrr = 618.75 - 412.50 = 206.25 EUR  (within the uncertainty: exactly this price)
                Confidence: high, the next cycle's price equals the price after the change.

              Sum on 2024-05-01: 412.50 + 206.25 = 618.75 EUR per month

            Before and after

              618.75 EUR per month from 2024-07-16 to 2025-07-16: cycle, invoiced, high confidence
                of subscription sub_year, exactly 2024-07-16 01:59:00 to 2025-07-16 01:59:00
                Invoice in_5, paid, created 2024-07-16 02:59:00: net 7,425.00 EUR = total 7,425.00 - tax 0.00
                  service 2024-07-16 01:59:00 to 2025-07-16 01:59:00; usage 2023-07-16 01:59:00 to 2024-07-16 01:59:00
                Rule: A renewal: it bills one full cycle, its service period.
                  net = 7,425.00 EUR  (invoice in_5)
                  months = 12 months  (calendar months, 2024-07-16 01:59:00 to 2025-07-16 01:59:00)
                  price = 7,425.00 / 12 months = 618.75 EUR  (per month)
                  mrr = round(618.75) = 618.75 EUR  (to the nearest 0.01 EUR: no rounding)
                Confidence: high, the invoice bills the full cycle.\
            """);
  }

  @Test
  void aSwitchToAnnualBringsTheListPriceBack() {
    assertThat(WorkedCases.explained("cus_switch", "2025-03-01"))
        .isEqualTo(
            """
            cus_switch on 2025-03-01: 29.00 EUR per month
            run 20260101T060000-0a1b2c3d: invoices from 2023-07-16 01:59:00 to 2025-08-01 00:10:00; times in UTC, days in Europe/Vienna

            Active on 2025-03-01

              29.00 EUR per month from 2025-02-13 to 2026-02-13: reset, invoiced, high confidence
                of subscription sub_switch, exactly 2025-02-13 16:41:00 to 2026-02-13 16:41:00
                Invoice in_7, paid, created 2025-02-13 16:41:00: net 309.01 EUR = total 309.01 - tax 0.00
                  service 2025-02-13 16:41:00 to 2026-02-13 16:41:00; usage at 2025-02-13 16:41:00
                Rule: It restarts the period during a running cycle: a new cycle, with an invoice reduced by the credit for the cut cycle. The credit is added back.
                  net = 309.01 EUR  (invoice in_7)
                  old price = 39.00 EUR  (the cycle of in_6, per month)
                  old cycle months = 1 month  (calendar months, 2025-02-13 16:35:00 to 2025-03-13 16:35:00)
                  old cycle seconds = 2,419,200 s  (the full cycle)
                  old seconds = 2,418,840 s  (2025-02-13 16:41:00 to 2025-03-13 16:35:00)
                  old part = 1 month x 2,418,840 s / 2,419,200 s = 0.999851190476... months  (of the cycle)
                  old credit = 39.00 x 0.999851190476... months = 38.9941964285... EUR  (for the cut service)
                  gross = 309.01 + 38.9941964285... = 348.004196428... EUR  (net plus credit)
                  months = 12 months  (calendar months, 2025-02-13 16:41:00 to 2026-02-13 16:41:00)
                  price = 348.004196428... / 12 months = 29.0003497023... EUR  (per month)
                  inexact = 39.00 x 1 month x 59 / 2,419,200 s = 0.000951140873015... EUR  (the credit for less than a minute)
                  least = round(29.0003497023... - (0.01 + 0.000951140873015...) / 12 months) = 29.00 EUR  (if charge and credit were rounded differently)
                  most = round(29.0003497023... + (0.01 + 0.000951140873015...) / 12 months) = 29.00 EUR  (if charge and credit were rounded differently)
                  mrr = round(29.0003497023...) = 29.00 EUR  (to the nearest 0.01 EUR)
                Confidence: high, the price of everything it credits is known, and rounding of cents does not change the result.

              Sum on 2025-03-01: 29.00 = 29.00 EUR per month

            Before and after

              39.00 EUR per month from 2025-02-13 to 2025-02-13: cycle, invoiced, high confidence
                of subscription sub_switch, exactly 2025-02-13 16:35:00 to 2025-02-13 16:41:00, less than a day: active on no day
                Invoice in_6, paid, created 2025-02-13 16:35:00: net 39.00 EUR = total 39.00 - tax 0.00
                  service 2025-02-13 16:35:00 to 2025-03-13 16:35:00; usage at 2025-02-13 16:35:00
                Rule: It bills one full cycle, its service period, and changes no running cycle.
                  net = 39.00 EUR  (invoice in_6)
                  months = 1 month  (calendar months, 2025-02-13 16:35:00 to 2025-03-13 16:35:00)
                  price = 39.00 / 1 month = 39.00 EUR  (per month)
                  mrr = round(39.00) = 39.00 EUR  (to the nearest 0.01 EUR: no rounding)
                Confidence: high, the invoice bills the full cycle.
                Cut on 2025-02-13 16:41:00 instead of 2025-03-13 16:35:00 by in_7, which credits the rest.\
            """);
  }

  @Test
  void aChangeBilledWithTheRenewalCountsFromItsOwnDay() {
    assertThat(WorkedCases.explained("cus_straddle", "2025-06-20"))
        .isEqualTo(
            """
            cus_straddle on 2025-06-20: 20.00 EUR per month
            run 20260101T060000-0a1b2c3d: invoices from 2023-07-16 01:59:00 to 2025-08-01 00:10:00; times in UTC, days in Europe/Vienna

            Active on 2025-06-20

              10.00 EUR per month from 2025-06-01 to 2025-07-01: cycle, invoiced, high confidence
                of subscription sub_straddle, exactly 2025-06-01 00:00:00 to 2025-07-01 00:00:00
                Invoice in_8, paid, created 2025-06-01 00:00:00: net 10.00 EUR = total 10.00 - tax 0.00
                  service 2025-06-01 00:00:00 to 2025-07-01 00:00:00; usage at 2025-06-01 00:00:00
                Rule: It bills one full cycle, its service period, and changes no running cycle.
                  net = 10.00 EUR  (invoice in_8)
                  months = 1 month  (calendar months, 2025-06-01 00:00:00 to 2025-07-01 00:00:00)
                  price = 10.00 / 1 month = 10.00 EUR  (per month)
                  mrr = round(10.00) = 10.00 EUR  (to the nearest 0.01 EUR: no rounding)
                Confidence: high, the invoice bills the full cycle.

              10.00 EUR per month from 2025-06-16 to 2025-07-01: true_up, invoiced, high confidence
                of subscription sub_straddle, exactly 2025-06-16 00:00:00 to 2025-07-01 00:00:00
                Invoice in_9, paid, created 2025-07-01 00:10:00: net 25.00 EUR = total 25.00 - tax 0.00
                  service 2025-06-16 00:00:00 to 2025-08-01 00:00:00; usage 2025-06-01 00:00:00 to 2025-07-01 00:00:00
                Rule: It renews and also bills a change within the old cycle, made after its service start: this is the change, from its date to the renewal.
                  net = 25.00 EUR  (invoice in_9)
                  n = 1 month  (calendar months, 2025-07-01 00:00:00 to 2025-08-01 00:00:00)
                  old cycle months = 1 month  (calendar months, 2025-06-01 00:00:00 to 2025-07-01 00:00:00)
                  old cycle seconds = 2,592,000 s  (the full cycle)
                  old seconds = 1,296,000 s  (2025-06-16 00:00:00 to 2025-07-01 00:00:00)
                  f = 1 month x 1,296,000 s / 2,592,000 s = 0.5 months  (of the cycle)
                  base = 10.00 EUR  (MRR that ran through the old cycle: the cycle of in_8)
                  price = (25.00 + 0.5 months x 10.00) / (1 month + 0.5 months) = 20.00 EUR  (per month, assuming a single change)
                  next net = 20.00 EUR  (invoice in_10)
                  next months = 1 month  (calendar months, 2025-08-01 00:00:00 to 2025-09-01 00:00:00)
                  next price = round(20.00 / 1 month) = 20.00 EUR  (the next cycle: it starts at the end of this one and has equal length)
                  distance = abs(20.00 - 20.00) = 0.00 EUR  (between the two prices)
                  uncertainty = (2 / (1 month + 0.5 months) + 1) x 0.01 = 0.0233333333333... EUR  (from rounding to whole cents)
                  mrr = 20.00 - 10.00 = 10.00 EUR  (within the uncertainty: exactly the price of the next cycle)
                Confidence: high, the next cycle's price equals the price after a single change.

              Sum on 2025-06-20: 10.00 + 10.00 = 20.00 EUR per month

            Before and after

              20.00 EUR per month from 2025-07-01 to 2025-08-01: straddle, invoiced, high confidence
                of subscription sub_straddle, exactly 2025-07-01 00:00:00 to 2025-08-01 00:00:00
                Invoice in_9, paid, created 2025-07-01 00:10:00: net 25.00 EUR = total 25.00 - tax 0.00
                  service 2025-06-16 00:00:00 to 2025-08-01 00:00:00; usage 2025-06-01 00:00:00 to 2025-07-01 00:00:00
                Rule: It renews and also bills a change within the old cycle, made after its service start: this is the price from the renewal on.
                  net = 25.00 EUR  (invoice in_9)
                  n = 1 month  (calendar months, 2025-07-01 00:00:00 to 2025-08-01 00:00:00)
                  old cycle months = 1 month  (calendar months, 2025-06-01 00:00:00 to 2025-07-01 00:00:00)
                  old cycle seconds = 2,592,000 s  (the full cycle)
                  old seconds = 1,296,000 s  (2025-06-16 00:00:00 to 2025-07-01 00:00:00)
                  f = 1 month x 1,296,000 s / 2,592,000 s = 0.5 months  (of the cycle)
                  base = 10.00 EUR  (MRR that ran through the old cycle: the cycle of in_8)
                  price = (25.00 + 0.5 months x 10.00) / (1 month + 0.5 months) = 20.00 EUR  (per month, assuming a single change)
                  next net = 20.00 EUR  (invoice in_10)
                  next months = 1 month  (calendar months, 2025-08-01 00:00:00 to 2025-09-01 00:00:00)
                  next price = round(20.00 / 1 month) = 20.00 EUR  (the next cycle: it starts at the end of this one and has equal length)
                  distance = abs(20.00 - 20.00) = 0.00 EUR  (between the two prices)
                  uncertainty = (2 / (1 month + 0.5 months) + 1) x 0.01 = 0.0233333333333... EUR  (from rounding to whole cents)
                  mrr = next price = 20.00 EUR  (within the uncertainty: exactly this price)
                Confidence: high, the next cycle's price equals the price after a single change.

              20.00 EUR per month from 2025-08-01 to 2025-09-01: cycle, invoiced, high confidence
                of subscription sub_straddle, exactly 2025-08-01 00:00:00 to 2025-09-01 00:00:00
                Invoice in_10, paid, created 2025-08-01 00:10:00: net 20.00 EUR = total 20.00 - tax 0.00
                  service 2025-08-01 00:00:00 to 2025-09-01 00:00:00; usage 2025-07-01 00:00:00 to 2025-08-01 00:00:00
                Rule: A renewal: it bills one full cycle, its service period.
                  net = 20.00 EUR  (invoice in_10)
                  months = 1 month  (calendar months, 2025-08-01 00:00:00 to 2025-09-01 00:00:00)
                  price = 20.00 / 1 month = 20.00 EUR  (per month)
                  mrr = round(20.00) = 20.00 EUR  (to the nearest 0.01 EUR: no rounding)
                Confidence: high, the invoice bills the full cycle.\
            """);
  }
}
