package io.tidemark.simulate;

import static io.tidemark.simulate.Interval.MONTH;
import static io.tidemark.simulate.Interval.QUARTER;
import static io.tidemark.simulate.Interval.YEAR;
import static io.tidemark.simulate.Script.at;
import static io.tidemark.simulate.Script.item;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Invoices and true MRR of subscriptions with several items, or with a metered one, in cents. */
class ItemizedBillingTest {

  @Test
  @DisplayName("Items that renew together share an invoice, others have separate ones")
  void mixedIntervals() {
    Script script =
        Script.of(item(YEAR, 120_000)).with(item(QUARTER, 3_000)).start("2024-01-01 0:00").renew(4);

    assertThat(script.bills())
        .containsExactly(
            "Jan 1 0:00 - Jan 1 2025 0:00 | Jan 1 0:00 | 123000",
            "Apr 1 0:00 - Jul 1 0:00 | Jan 1 0:00 - Apr 1 0:00 | 3000",
            "Jul 1 0:00 - Oct 1 0:00 | Apr 1 0:00 - Jul 1 0:00 | 3000",
            "Oct 1 0:00 - Jan 1 2025 0:00 | Jul 1 0:00 - Oct 1 0:00 | 3000",
            "Jan 1 0:00 - Jan 1 2026 0:00 | Jan 1 0:00 - Jan 1 2025 0:00 | 123000");
    assertThat(script.worldEndsAt("2025-02-01 0:00").truth())
        .containsExactly("2024-01-01 - 2025-02-01: 11000");
  }

  @Test
  @DisplayName("A change of the licence is prorated over the year and billed with the add-on")
  void changeOfTheLongerItem() {
    Item licence = item(YEAR, 36_600);
    Script script =
        Script.of(licence)
            .with(item(MONTH, 1_000))
            .start("2024-01-01 0:00")
            .then(billing -> billing.changeLater(licence, at("2024-01-02 0:00"), 73_200))
            .renew(1);

    assertThat(script.bills())
        .containsExactly(
            "Jan 1 0:00 - Jan 1 2025 0:00 | Jan 1 0:00 | 37600",
            // 365 of 366 days at 732.00 less 366.00, and the add-on
            "Jan 2 0:00 - Jan 1 2025 0:00 | Jan 1 0:00 - Feb 1 0:00 | 37500");
    assertThat(script.worldEndsAt("2024-03-01 0:00").truth())
        .containsExactly("2024-01-01 - 2024-01-02: 4050", "2024-01-02 - 2024-03-01: 7100");
  }

  @Test
  @DisplayName("An add-on begins with a whole cycle within the licence's cycle, and ends with one")
  void addOnWithWholeCycles() {
    Item addOn = item(MONTH, 1_000);
    Script script =
        Script.of(item(YEAR, 120_000))
            .start("2024-01-01 0:00")
            .then(billing -> billing.add(addOn, at("2024-06-10 0:00")))
            .renew(1)
            .then(billing -> addOn.endWithCycle())
            .renew(2);

    assertThat(script.bills())
        .containsExactly(
            "Jan 1 0:00 - Jan 1 2025 0:00 | Jan 1 0:00 | 120000",
            "Jun 10 0:00 - Jul 10 0:00 | Jan 1 0:00 - Jun 10 0:00 | 1000",
            "Jul 10 0:00 - Aug 10 0:00 | Jun 10 0:00 - Jul 10 0:00 | 1000",
            "Jan 1 0:00 - Jan 1 2026 0:00 | Jan 1 0:00 - Jan 1 2025 0:00 | 120000");
    assertThat(script.worldEndsAt("2025-02-01 0:00").truth())
        .containsExactly(
            "2024-01-01 - 2024-06-10: 10000",
            "2024-06-10 - 2024-08-10: 11000",
            "2024-08-10 - 2025-02-01: 10000");
  }

  @Test
  @DisplayName(
      "An add-on begins with a prorated cycle up to the licence's day, and ends with credit")
  void addOnWithABrokenCycle() {
    Item addOn = item(MONTH, 3_000);
    Script script =
        Script.of(item(YEAR, 120_000))
            .start("2024-01-01 0:00")
            .then(billing -> billing.addUntil(addOn, at("2024-01-01 0:00"), at("2024-06-11 0:00")))
            .renew(1)
            .then(billing -> billing.removeWithCredit(addOn, at("2024-07-02 0:00")))
            .renew(1);

    assertThat(script.bills())
        .containsExactly(
            "Jan 1 0:00 - Jan 1 2025 0:00 | Jan 1 0:00 | 120000",
            // 20 of the 30 days of June
            "Jun 11 0:00 - Jul 1 0:00 | Jan 1 0:00 - Jun 11 0:00 | 2000",
            "Jul 1 0:00 - Aug 1 0:00 | Jun 11 0:00 - Jul 1 0:00 | 3000",
            // 30 of the 31 days of July
            "Jul 2 0:00 - Aug 1 0:00 | Jul 1 0:00 - Jul 2 0:00 | -2903",
            "Jan 1 0:00 - Jan 1 2026 0:00 | Jan 1 0:00 - Jan 1 2025 0:00 | 120000");
    assertThat(script.worldEndsAt("2025-02-01 0:00").truth())
        .containsExactly(
            "2024-01-01 - 2024-06-11: 10000",
            "2024-06-11 - 2024-07-02: 13000",
            "2024-07-02 - 2025-02-01: 10000");
  }

  @Test
  @DisplayName(
      "Usage of the elapsed cycle is billed with the licence and counts for the coming one")
  void licenceAndUsage() {
    Script script =
        Script.of(MONTH, 10_000)
            .start("2024-03-01 0:00")
            .then(billing -> billing.addUsage(2_000))
            .renew(1)
            .then(billing -> billing.addUsage(0))
            .renew(1);

    assertThat(script.bills())
        .containsExactly(
            "Mar 1 0:00 - Apr 1 0:00 | Mar 1 0:00 | 10000",
            "Mar 1 0:00 - May 1 0:00 | Mar 1 0:00 - Apr 1 0:00 | 12000",
            "Apr 1 0:00 - Jun 1 0:00 | Apr 1 0:00 - May 1 0:00 | 10000");
    assertThat(script.truth())
        .containsExactly(
            "2024-03-01 - 2024-04-01: 10000",
            "2024-04-01 - 2024-05-01: 12000",
            "2024-05-01 - 2024-06-01: 10000");
  }

  @Test
  @DisplayName("Metered usage counts for its own cycle, and is not billed until its end")
  void yearlyLicenceAndMonthlyUsage() {
    Iterator<Long> usage = List.of(500L, 700L, 900L).iterator();
    Script script =
        Script.of(item(YEAR, 120_000))
            .with(Item.metered(MONTH, usage::next))
            .start("2024-01-01 0:00")
            .renew(2);

    assertThat(script.bills())
        .containsExactly(
            "Jan 1 0:00 - Jan 1 2025 0:00 | Jan 1 0:00 | 120000",
            "Jan 1 0:00 - Feb 1 0:00 | Jan 1 0:00 - Feb 1 0:00 | 500",
            "Feb 1 0:00 - Mar 1 0:00 | Feb 1 0:00 - Mar 1 0:00 | 700");
    assertThat(script.worldEndsAt("2024-03-15 0:00").truth())
        .containsExactly(
            "2024-01-01 - 2024-02-01: 10500",
            "2024-02-01 - 2024-03-01: 10700",
            "2024-03-01 - 2024-03-15: 10900 not billed");
  }

  @Test
  @DisplayName("The renewal of a yearly licence also bills the last month of usage")
  void usageOnTheRenewalOfTheLicence() {
    Script script =
        Script.of(item(YEAR, 120_000))
            .with(Item.metered(MONTH, () -> 500L))
            .start("2024-01-01 0:00")
            .renew(12);

    assertThat(script.bills())
        .hasSize(13)
        .last()
        .isEqualTo("Dec 1 0:00 - Jan 1 2026 0:00 | Jan 1 0:00 - Jan 1 2025 0:00 | 120500");
  }

  @Test
  @DisplayName("A plan in arrears has no first invoice and a last one at its end")
  void arrearsOnly() {
    Item metered = Item.metered(QUARTER, () -> 15_000L);
    Script script =
        Script.of(metered)
            .start("2024-01-01 0:00")
            .renew(1)
            .then(billing -> metered.endWithCycle())
            .renew(1);

    assertThat(script.bills())
        .containsExactly(
            "Jan 1 0:00 - Apr 1 0:00 | Jan 1 0:00 - Apr 1 0:00 | 15000",
            "Apr 1 0:00 - Jul 1 0:00 | Apr 1 0:00 - Jul 1 0:00 | 15000");
    assertThat(script.truth()).containsExactly("2024-01-01 - 2024-07-01: 5000");
  }

  @Test
  @DisplayName("A one-off item has a service period and no MRR")
  void oneOffItem() {
    Line workshop = new Line(new Period(at("2024-06-10 0:00"), at("2024-06-20 0:00")), 50_000, 0);
    Script script =
        Script.of(MONTH, 10_000)
            .start("2024-06-01 0:00")
            .then(billing -> billing.billOnce(at("2024-06-10 0:00"), workshop))
            .renew(1);

    assertThat(script.bills())
        .containsExactly(
            "Jun 1 0:00 - Jul 1 0:00 | Jun 1 0:00 | 10000",
            "Jun 10 0:00 - Jun 20 0:00 | Jun 1 0:00 - Jun 10 0:00 | 50000",
            "Jul 1 0:00 - Aug 1 0:00 | Jun 1 0:00 - Jul 1 0:00 | 10000");
    assertThat(script.truth()).containsExactly("2024-06-01 - 2024-08-01: 10000");
  }

  @Test
  @DisplayName("An invoice written before its cycle begins names that cycle")
  void earlyRenewal() {
    Script script =
        Script.of(MONTH, 10_000)
            .start("2024-06-01 0:00")
            .then(
                billing ->
                    billing.renew(Duration.ofDays(-5), Duration.ofHours(1), Payment.AT_ONCE));

    assertThat(script.invoices().get(1).createdAt()).isEqualTo("2024-06-26T00:00:00Z");
    assertThat(script.bills())
        .last()
        .isEqualTo("Jul 1 0:00 - Aug 1 0:00 | Jun 1 0:00 - Jul 1 0:00 | 10000");
    assertThat(script.truth()).containsExactly("2024-06-01 - 2024-08-01: 10000");
  }
}
