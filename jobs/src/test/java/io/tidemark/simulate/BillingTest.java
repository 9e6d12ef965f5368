package io.tidemark.simulate;

import static io.tidemark.simulate.Interval.MONTH;
import static io.tidemark.simulate.Interval.QUARTER;
import static io.tidemark.simulate.Interval.WEEK;
import static io.tidemark.simulate.Interval.YEAR;
import static io.tidemark.simulate.Script.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The invoices Stripe would write for a life: service period | usage period | net, in cents. */
class BillingTest {

  @Test
  void renewalsNameThePeriodBeforeAndReturnToTheMonthEnd() {
    Script script = Script.of(MONTH, 3900).start("2024-01-31 9:00").renew(3);

    assertThat(script.bills())
        .containsExactly(
            "Jan 31 9:00 - Feb 29 9:00 | Jan 31 9:00 | 3900",
            "Feb 29 9:00 - Mar 31 9:00 | Jan 31 9:00 - Feb 29 9:00 | 3900",
            "Mar 31 9:00 - Apr 30 9:00 | Feb 29 9:00 - Mar 31 9:00 | 3900",
            "Apr 30 9:00 - May 31 9:00 | Mar 31 9:00 - Apr 30 9:00 | 3900");
  }

  @Test
  void weeksAndQuartersRenewByTheirLength() {
    assertThat(Script.of(WEEK, 1000).start("2024-02-26 9:00").renew(1).bills())
        .containsExactly(
            "Feb 26 9:00 - Mar 4 9:00 | Feb 26 9:00 | 1000",
            "Mar 4 9:00 - Mar 11 9:00 | Feb 26 9:00 - Mar 4 9:00 | 1000");
    assertThat(Script.of(QUARTER, 1000).start("2023-11-30 9:00").renew(1).bills())
        .containsExactly(
            "Nov 30 9:00 - Feb 29 2024 9:00 | Nov 30 9:00 | 1000",
            "Feb 29 9:00 - May 30 9:00 | Nov 30 9:00 - Feb 29 2024 9:00 | 1000");
  }

  @Test
  void aChangeIsBilledAtOnceForTheRestOfTheCycle() {
    Script script =
        Script.of(MONTH, 10_000)
            .start("2024-06-01 0:00")
            .then(billing -> billing.changeNow(at("2024-06-16 0:00"), 25_000))
            .renew(1);

    assertThat(script.bills())
        .containsExactly(
            "Jun 1 0:00 - Jul 1 0:00 | Jun 1 0:00 | 10000",
            // half the cycle: 12500 at the new price, less 5000 at the old
            "Jun 16 0:00 - Jul 1 0:00 | Jun 1 0:00 - Jun 16 0:00 | 7500",
            "Jul 1 0:00 - Aug 1 0:00 | Jun 1 0:00 - Jul 1 0:00 | 25000");
  }

  @Test
  void aChangeIsProratedByTheSecondOverTheWholeYear() {
    Script script =
        Script.of(YEAR, 495_000)
            .start("2023-07-16 1:59")
            .then(billing -> billing.changeNow(at("2024-04-17 12:26"), 742_500));

    // 7738380 of 31622400 seconds are left: 181698.6 and 121132.4, each rounded
    assertThat(script.bills())
        .last()
        .isEqualTo("Apr 17 12:26 - Jul 16 1:59 | Jul 16 1:59 - Apr 17 2024 12:26 | 60567");
  }

  @Test
  void aChangeBilledWithTheRenewalStraddlesIt() {
    Script script =
        Script.of(MONTH, 1000)
            .start("2024-06-01 0:00")
            .then(billing -> billing.changeLater(at("2024-06-16 0:00"), 2000))
            .renew(2);

    assertThat(script.bills())
        .containsExactly(
            "Jun 1 0:00 - Jul 1 0:00 | Jun 1 0:00 | 1000",
            "Jun 16 0:00 - Aug 1 0:00 | Jun 1 0:00 - Jul 1 0:00 | 2500",
            "Aug 1 0:00 - Sep 1 0:00 | Jul 1 0:00 - Aug 1 0:00 | 2000");
  }

  @Test
  void twoChangesBilledWithTheRenewalStraddleFromTheFirst() {
    Script script =
        Script.of(MONTH, 1000)
            .start("2024-06-01 0:00")
            .then(billing -> billing.changeLater(at("2024-06-11 0:00"), 4000))
            .then(billing -> billing.changeLater(at("2024-06-21 0:00"), 7000))
            .renew(1);

    // 7000 for July; two thirds of June: -667 +2667; one third: -1333 +2333
    assertThat(script.bills())
        .last()
        .isEqualTo("Jun 11 0:00 - Aug 1 0:00 | Jun 1 0:00 - Jul 1 0:00 | 10000");
  }

  @Test
  void aSwitchToAYearRestartsThePeriodLessTheCreditForTheMonth() {
    Script script =
        Script.of(MONTH, 3900)
            .start("2025-02-13 16:35")
            .then(b -> b.switchTo(at("2025-02-13 16:41"), new Plan(YEAR, 34_800), Payment.AT_ONCE))
            .renew(1);

    assertThat(script.bills())
        .containsExactly(
            "Feb 13 16:35 - Mar 13 16:35 | Feb 13 16:35 | 3900",
            "Feb 13 16:41 - Feb 13 2026 16:41 | Feb 13 16:41 | 30901",
            "Feb 13 16:41 - Feb 13 2027 16:41 | Feb 13 16:41 - Feb 13 2026 16:41 | 34800");
  }

  @Test
  void aSwitchToAMonthHidesItsEndBehindTheCreditWhichThenPays() {
    Script script =
        Script.of(YEAR, 36_500)
            .start("2025-01-01 0:00")
            .then(b -> b.switchTo(at("2025-07-02 0:00"), new Plan(MONTH, 3900), Payment.AT_ONCE))
            .renew(1);

    // 183 of 365 days are left: 18300 back, 3900 to pay
    assertThat(script.bills())
        .containsExactly(
            "Jan 1 0:00 - Jan 1 2026 0:00 | Jan 1 0:00 | 36500",
            "Jul 2 0:00 - Jan 1 2026 0:00 | Jul 2 0:00 | -14400",
            "Aug 2 0:00 - Sep 2 0:00 | Jul 2 0:00 - Aug 2 0:00 | 3900");
    assertThat(script.invoices())
        .extracting(
            SimulatedInvoice::startingBalanceMinor,
            SimulatedInvoice::amountDueMinor,
            SimulatedInvoice::endingBalanceMinor)
        .containsExactly(
            tuple(0L, 36_500L, 0L), tuple(0L, 0L, -14_400L), tuple(-14_400L, 0L, -10_500L));
  }

  @Test
  void aCancellationCreditsTheRestOfTheCycle() {
    Script script =
        Script.of(MONTH, 3000)
            .start("2024-06-01 0:00")
            .then(billing -> billing.cancelWithCredit(at("2024-06-21 0:00")));

    assertThat(script.bills())
        .last()
        .isEqualTo("Jun 21 0:00 - Jul 1 0:00 | Jun 1 0:00 - Jun 21 0:00 | -1000");
  }

  @Test
  void aTrialIsAnInvoiceOfNothing() {
    Script script =
        Script.of(MONTH, 3900)
            .then(billing -> billing.startTrial(at("2024-06-01 8:00"), Duration.ofDays(14)))
            .renew(1);

    assertThat(script.bills())
        .containsExactly(
            "Jun 1 8:00 - Jun 15 8:00 | Jun 1 8:00 | 0",
            "Jun 15 8:00 - Jul 15 8:00 | Jun 1 8:00 - Jun 15 8:00 | 3900");
  }

  @Test
  void aCouponTakesItsShareUntilItEndsAndProrationsAreNetOfIt() {
    Coupon half = new Coupon("HALF", 50, at("2024-08-01 0:00"));
    Script script =
        Script.of(MONTH, 1000, half)
            .start("2024-06-01 0:00")
            .then(billing -> billing.changeNow(at("2024-06-16 0:00"), 2000))
            .renew(2);

    assertThat(script.bills())
        .containsExactly(
            "Jun 1 0:00 - Jul 1 0:00 | Jun 1 0:00 | 500",
            "Jun 16 0:00 - Jul 1 0:00 | Jun 1 0:00 - Jun 16 0:00 | 250",
            "Jul 1 0:00 - Aug 1 0:00 | Jun 1 0:00 - Jul 1 0:00 | 1000",
            "Aug 1 0:00 - Sep 1 0:00 | Jul 1 0:00 - Aug 1 0:00 | 2000");
    assertThat(script.invoices())
        .extracting(SimulatedInvoice::discountMinor)
        .containsExactly(500L, 0L, 1000L, 0L);
    assertThat(script.invoices())
        .extracting(SimulatedInvoice::coupon)
        .containsExactly("HALF", "HALF", "HALF", "");
  }

  @Test
  void aCouponForOnceIsSpentOnTheFirstInvoice() {
    Instant start = at("2024-06-01 0:00");
    Script script =
        Script.of(MONTH, 1000, Coupon.once("ONCE", 20, start))
            .start("2024-06-01 0:00")
            .then(billing -> billing.changeNow(at("2024-06-16 0:00"), 2000))
            .renew(1);

    assertThat(script.bills())
        .containsExactly(
            "Jun 1 0:00 - Jul 1 0:00 | Jun 1 0:00 | 800",
            "Jun 16 0:00 - Jul 1 0:00 | Jun 1 0:00 - Jun 16 0:00 | 600",
            "Jul 1 0:00 - Aug 1 0:00 | Jun 1 0:00 - Jul 1 0:00 | 2000");
  }

  @Test
  void taxComesOnTopAlsoOfCredits() {
    Script script =
        Script.of(MONTH, 3000)
            .withTax(19)
            .start("2024-06-01 0:00")
            .then(billing -> billing.cancelWithCredit(at("2024-06-21 0:00")));

    assertThat(script.invoices())
        .extracting(SimulatedInvoice::netMinor, SimulatedInvoice::taxMinor)
        .containsExactly(tuple(3000L, 570L), tuple(-1000L, -190L));
  }
}
