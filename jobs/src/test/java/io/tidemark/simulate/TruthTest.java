package io.tidemark.simulate;

import static io.tidemark.simulate.Interval.HALF_YEAR;
import static io.tidemark.simulate.Interval.MONTH;
import static io.tidemark.simulate.Interval.THIRTY_DAYS;
import static io.tidemark.simulate.Interval.WEEK;
import static io.tidemark.simulate.Interval.YEAR;
import static io.tidemark.simulate.Script.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.simulate.Payment.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a life is worth, by day, in cents. */
class TruthTest {

  @Test
  void anIntervalsPriceAMonth() {
    assertThat(YEAR.monthly(34_800)).isEqualTo(2900);
    assertThat(YEAR.monthly(34_899)).isEqualTo(2908);
    assertThat(HALF_YEAR.monthly(9_999)).isEqualTo(1667);
    assertThat(HALF_YEAR.monthly(-9_999)).isEqualTo(-1667);
    assertThat(WEEK.monthly(1_000)).isEqualTo(4333);
    assertThat(THIRTY_DAYS.monthly(3_600)).isEqualTo(3650);
  }

  @Test
  void fromTheDateOfTheStartToTheDateThePaidCycleEnds() {
    assertThat(Script.of(MONTH, 3900).start("2024-01-31 9:00").renew(1).truth())
        .containsExactly("2024-01-31 - 2024-03-31: 3900");
  }

  @Test
  void aChangeHoldsFromItsDateHoweverItIsBilled() {
    assertThat(
            Script.of(MONTH, 1000)
                .start("2024-06-01 9:00")
                .then(billing -> billing.changeNow(at("2024-06-16 23:59"), 3000))
                .renew(1)
                .then(billing -> billing.changeLater(at("2024-07-20 0:00"), 2000))
                .renew(1)
                .truth())
        .containsExactly(
            "2024-06-01 - 2024-06-16: 1000",
            "2024-06-16 - 2024-07-20: 3000",
            "2024-07-20 - 2024-09-01: 2000");
  }

  @Test
  void ofSeveralPricesOnADateTheLastHolds() {
    assertThat(
            Script.of(MONTH, 1000)
                .start("2024-06-01 9:00")
                .then(billing -> billing.changeNow(at("2024-06-01 9:10"), 3000))
                .then(billing -> billing.changeNow(at("2024-06-01 9:20"), 2000))
                .truth())
        .containsExactly("2024-06-01 - 2024-07-01: 2000");
  }

  @Test
  void aChangeThatNoInvoiceBillsYetIsMarked() {
    assertThat(
            Script.of(MONTH, 1000)
                .start("2024-06-01 9:00")
                .then(billing -> billing.changeLater(at("2024-06-16 0:00"), 3000))
                .renew(1)
                .worldEndsAt("2024-06-20 0:00")
                .truth())
        .containsExactly(
            "2024-06-01 - 2024-06-16: 1000", "2024-06-16 - 2024-06-20: 3000 not billed");
  }

  @Test
  void aSwitchHoldsTheNewPriceFromItsDate() {
    assertThat(
            Script.of(YEAR, 36_500)
                .start("2025-01-01 0:00")
                .then(
                    b -> b.switchTo(at("2025-07-02 0:00"), new Plan(MONTH, 3900), Payment.AT_ONCE))
                .renew(1)
                .truth())
        .containsExactly("2025-01-01 - 2025-07-02: 3042", "2025-07-02 - 2025-09-02: 3900");
  }

  @Test
  void aCreditEndsItAtOnce() {
    assertThat(
            Script.of(MONTH, 3000)
                .start("2024-06-01 0:00")
                .then(billing -> billing.cancelWithCredit(at("2024-06-21 0:00")))
                .truth())
        .containsExactly("2024-06-01 - 2024-06-21: 3000");
  }

  @Test
  void aTrialIsWorthNothing() {
    assertThat(
            Script.of(MONTH, 3900)
                .then(billing -> billing.startTrial(at("2024-06-01 8:00"), Duration.ofDays(14)))
                .renew(1)
                .truth())
        .containsExactly("2024-06-15 - 2024-07-15: 3900");
  }

  @Test
  void discountAndTaxAreNotMrr() {
    Coupon fifth = Coupon.once("FIFTH", 20, at("2024-06-01 0:00"));
    assertThat(Script.of(MONTH, 1000, fifth).withTax(20).start("2024-06-01 0:00").renew(1).truth())
        .containsExactly("2024-06-01 - 2024-07-01: 800", "2024-07-01 - 2024-08-01: 1000");
  }

  @Test
  void aCycleNeverPaidIsWorthNothing() {
    for (Outcome outcome : new Outcome[] {Outcome.CLOSED, Outcome.VOID, Outcome.KEPT_DRAFT}) {
      assertThat(unpaid(outcome).truth())
          .as("%s", outcome)
          .containsExactly("2024-06-01 - 2024-07-01: 1000");
    }
  }

  @Test
  void anUncollectibleCycleCountsUntilTheMark() {
    assertThat(unpaid(Outcome.UNCOLLECTIBLE).truth())
        .containsExactly("2024-06-01 - 2024-07-11: 1000");
  }

  @Test
  void whatIsStillToBeCollectedCounts() {
    assertThat(unpaid(Outcome.CLOSED).worldEndsAt("2024-07-09 0:00").truth())
        .containsExactly("2024-06-01 - 2024-07-09: 1000");
  }

  @Test
  void theDayTheWorldEndsInIsLeftOut() {
    assertThat(
            Script.of(MONTH, 1000).start("2024-06-01 0:00").worldEndsAt("2024-06-09 12:00").truth())
        .containsExactly("2024-06-01 - 2024-06-09: 1000");
  }

  private static Script unpaid(Outcome outcome) {
    return Script.of(MONTH, 1000)
        .start("2024-06-01 0:00")
        .renew(new Payment(outcome, Duration.ofDays(10)));
  }
}
