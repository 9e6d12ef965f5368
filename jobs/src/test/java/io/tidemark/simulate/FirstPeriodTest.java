package io.tidemark.simulate;

import static io.tidemark.simulate.Interval.MONTH;
import static io.tidemark.simulate.Interval.QUARTER;
import static io.tidemark.simulate.Interval.TEN_DAYS;
import static io.tidemark.simulate.Interval.TWO_WEEKS;
import static io.tidemark.simulate.Interval.YEAR;
import static io.tidemark.simulate.Script.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.simulate.Payment.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Invoices and true MRR of unusual first periods, payments and restarts, in cents. */
class FirstPeriodTest {

  @Test
  @DisplayName("A period up to a billing anchor is prorated over the cycle that ends there")
  void billingAnchor() {
    Script quarter = anchored(QUARTER, 27_300, "2024-07-01 0:00", "2024-05-20 0:00").renew(1);
    Script year = anchored(YEAR, 366_000, "2025-01-01 0:00", "2024-05-20 0:00").renew(1);
    Script month = anchored(MONTH, 3_100, "2024-02-01 0:00", "2024-01-31 0:00").renew(1);

    assertThat(quarter.bills())
        .containsExactly(
            // 42 of 91 days
            "May 20 0:00 - Jul 1 0:00 | May 20 0:00 | 12600",
            "Jul 1 0:00 - Oct 1 0:00 | May 20 0:00 - Jul 1 0:00 | 27300");
    assertThat(quarter.truth()).containsExactly("2024-05-20 - 2024-10-01: 9100");
    assertThat(year.bills().get(0))
        .isEqualTo("May 20 0:00 - Jan 1 2025 0:00 | May 20 0:00 | 226000");
    assertThat(month.bills().get(0)).isEqualTo("Jan 31 0:00 - Feb 1 0:00 | Jan 31 0:00 | 100");
    assertThat(month.truth()).containsExactly("2024-01-31 - 2024-03-01: 3100");
  }

  @Test
  @DisplayName("A change in it is prorated over the whole cycle, too")
  void changeBeforeTheBillingAnchor() {
    Script script =
        anchored(QUARTER, 27_300, "2024-07-01 0:00", "2024-05-20 0:00")
            .then(billing -> billing.changeNow(at("2024-06-10 0:00"), 54_600));

    // 21 of 91 days
    assertThat(script.bills())
        .last()
        .isEqualTo("Jun 10 0:00 - Jul 1 0:00 | May 20 0:00 - Jun 10 0:00 | 6300");
    assertThat(script.truth())
        .containsExactly("2024-05-20 - 2024-06-10: 9100", "2024-06-10 - 2024-07-01: 18200");
  }

  @Test
  @DisplayName("Cycles of days and weeks follow a trial of any length")
  void trialBeforeDaysAndWeeks() {
    assertThat(trial(TEN_DAYS, 1_200, 3).bills())
        .containsExactly(
            "Jun 1 9:00 - Jun 4 9:00 | Jun 1 9:00 | 0",
            "Jun 4 9:00 - Jun 14 9:00 | Jun 1 9:00 - Jun 4 9:00 | 1200",
            "Jun 14 9:00 - Jun 24 9:00 | Jun 4 9:00 - Jun 14 9:00 | 1200");
    assertThat(trial(TEN_DAYS, 1_200, 3).truth()).containsExactly("2024-06-04 - 2024-06-24: 3650");
    assertThat(trial(TWO_WEEKS, 2_000, 30).truth())
        .containsExactly("2024-07-01 - 2024-07-29: 4333");
  }

  @Test
  @DisplayName("A setup fee is part of the first invoice and not of MRR")
  void setupFee() {
    Script script =
        Script.of(MONTH, 3_000)
            .then(
                billing ->
                    billing.start(
                        at("2024-03-05 0:00"), at("2024-03-05 0:00"), 50_000, Payment.AT_ONCE))
            .renew(1);

    assertThat(script.bills())
        .containsExactly(
            "Mar 5 0:00 - Apr 5 0:00 | Mar 5 0:00 | 53000",
            "Apr 5 0:00 - May 5 0:00 | Mar 5 0:00 - Apr 5 0:00 | 3000");
    assertThat(script.truth()).containsExactly("2024-03-05 - 2024-05-05: 3000");
  }

  @Test
  @DisplayName("A backdated first invoice is written within its cycle")
  void backdatedStart() {
    Script script =
        Script.of(MONTH, 3_000)
            .then(
                billing ->
                    billing.start(
                        at("2024-03-05 0:00"), at("2024-03-08 0:00"), 0, Payment.AT_ONCE));

    assertThat(script.invoices().get(0).createdAt()).isEqualTo("2024-03-08T00:00:00Z");
    assertThat(script.truth()).containsExactly("2024-03-05 - 2024-04-05: 3000");
  }

  @Test
  @DisplayName("An invoice credited in full is paid without money or balance, and is no MRR")
  void creditedInFull() {
    Script script =
        Script.of(MONTH, 5_000)
            .start("2024-06-05 0:00")
            .renew(new Payment(Outcome.CREDITED, Duration.ZERO))
            .renew(1);

    SimulatedInvoice credited = script.invoices().get(1);
    assertThat(StripeFormat.values(credited))
        .startsWith(credited.invoiceId(), "0,00", "TRUE")
        .contains("50,00", "paid");
    assertThat(credited.amountPaidMinor()).isZero();
    assertThat(credited.startingBalanceMinor()).isEqualTo(credited.endingBalanceMinor()).isZero();
    assertThat(script.truth())
        .containsExactly("2024-06-05 - 2024-07-05: 5000", "2024-08-05 - 2024-09-05: 5000");
  }

  @Test
  @DisplayName("A restart whose credit exceeds the charge ends with the old cycle")
  void restartWithCredit() {
    Script script =
        Script.of(YEAR, 36_600)
            .start("2024-01-01 0:00")
            .then(
                billing ->
                    billing.switchTo(
                        at("2024-02-01 0:00"), new Plan(MONTH, 4_500), Payment.AT_ONCE))
            .renew(1);

    assertThat(script.bills())
        .containsExactly(
            "Jan 1 0:00 - Jan 1 2025 0:00 | Jan 1 0:00 | 36600",
            // 45.00 less 335 of 366 days
            "Feb 1 0:00 - Jan 1 2025 0:00 | Feb 1 0:00 | -29000",
            "Mar 1 0:00 - Apr 1 0:00 | Feb 1 0:00 - Mar 1 0:00 | 4500");
    assertThat(script.truth())
        .containsExactly("2024-01-01 - 2024-02-01: 3050", "2024-02-01 - 2024-04-01: 4500");
  }

  @Test
  @DisplayName("A cycle marked uncollectible within 24 hours is no MRR, also across midnight")
  void pausedAsUncollectible() {
    Script script =
        Script.of(MONTH, 4_000)
            .start("2024-05-10 23:30")
            .renew(new Payment(Outcome.UNCOLLECTIBLE, Duration.ofMinutes(10)))
            .renew(1);

    assertThat(script.truth())
        .containsExactly("2024-05-10 - 2024-06-10: 4000", "2024-07-10 - 2024-08-10: 4000");
  }

  private static Script anchored(Interval interval, long price, String anchor, String start) {
    return Script.of(interval, price)
        .then(billing -> billing.startUntil(at(anchor), at(start), Payment.AT_ONCE));
  }

  private static Script trial(Interval interval, long price, int days) {
    return Script.of(interval, price)
        .then(billing -> billing.startTrial(at("2024-06-01 9:00"), Duration.ofDays(days)))
        .renew(2);
  }
}
