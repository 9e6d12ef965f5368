package io.tidemark.mrr.engine;

import static io.tidemark.mrr.engine.Invoices.paid;
import static io.tidemark.mrr.engine.Invoices.with;
import static io.tidemark.mrr.engine.Readings.layers;
import static io.tidemark.mrr.engine.Readings.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.tables.InvoiceStatus;
import org.junit.jupiter.api.Test;

/** The rules of a subscription, case by case; amounts in cents. */
class SubscriptionResultTest {
  @Test
  void aProrationIsAChangeOfThePriceNotAPrice() {
    assertThat(
            layers(
                paid("in_1", 10000, "2025-06-01", "2025-07-01"),
                paid("in_2", 7500, "2025-06-16", "2025-07-01")))
        .containsExactly(
            "cycle 2025-06-01 00:00 - 2025-07-01 00:00 10000 high",
            "proration 2025-06-16 00:00 - 2025-07-01 00:00 15000 low");
  }

  @Test
  void aProrationIsOfHighConfidenceOnceTheNextCycleGivesItsPrice() {
    assertThat(
            layers(
                paid("in_1", 10000, "2025-06-01", "2025-07-01"),
                paid("in_2", 7499, "2025-06-16", "2025-07-01"),
                paid("in_3", 25000, "2025-07-01", "2025-08-01")))
        .contains("proration 2025-06-16 00:00 - 2025-07-01 00:00 15000 high");
  }

  @Test
  void thePartOfAYearIsCountedInSecondsAndTheNextYearGivesTheExactPrice() {
    assertThat(
            layers(
                paid("in_1", 495000, "2023-07-16 01:59", "2024-07-16 01:59"),
                paid("in_2", 60567, "2024-04-17 12:26", "2024-07-16 01:59"),
                paid("in_3", 742500, "2024-07-16 01:59", "2025-07-16 01:59")))
        .containsExactly(
            "cycle 2023-07-16 01:59 - 2024-07-16 01:59 41250 high",
            "proration 2024-04-17 12:26 - 2024-07-16 01:59 20625 high",
            "cycle 2024-07-16 01:59 - 2025-07-16 01:59 61875 high");
  }

  @Test
  void aSwitchToAYearAddsBackTheCreditAndFindsTheListPrice() {
    String month = "2025-02-13 16:35";
    String year = "2025-02-13 16:41";
    assertThat(
            layers(
                paid("in_1", 3900, month, "2025-03-13 16:35", month, month),
                paid("in_2", 30901, year, "2026-02-13 16:41", year, year)))
        .containsExactly(
            "cycle 2025-02-13 16:35 - 2025-02-13 16:41 3900 high",
            "reset 2025-02-13 16:41 - 2026-02-13 16:41 2900 high");
  }

  @Test
  void aSwitchToAShorterIntervalReadsItsEndFromTheNextInvoice() {
    assertThat(
            layers(
                paid("in_1", 120000, "2025-01-01", "2026-01-01", "2025-01-01", "2025-01-01"),
                paid("in_2", -45342, "2025-07-02", "2026-01-01", "2025-07-02", "2025-07-02"),
                paid("in_3", 15000, "2025-08-02", "2025-09-02", "2025-07-02", "2025-08-02")))
        .containsExactly(
            "cycle 2025-01-01 00:00 - 2025-07-02 00:00 10000 high",
            "restart_down 2025-07-02 00:00 - 2025-08-02 00:00 14822 low",
            "cycle 2025-08-02 00:00 - 2025-09-02 00:00 15000 high");
  }

  @Test
  void aCancellationThatCreditsAllThatIsLeftLeavesNothingRunning() {
    assertThat(
            layers(
                paid("in_1", 12000, "2025-01-01", "2026-01-01", "2025-01-01", "2025-01-01"),
                paid("in_2", -6016, "2025-07-02", "2026-01-01", "2025-07-02", "2025-07-02")))
        .containsExactly("cycle 2025-01-01 00:00 - 2025-07-02 00:00 1000 high");
  }

  @Test
  void aRenewalProvesTheCycleBeforeTheFile() {
    assertThat(layers(paid("in_1", 3000, "2025-02-10", "2025-03-10", "2025-01-10", "2025-02-10")))
        .containsExactly(
            "implied 2025-01-10 00:00 - 2025-02-10 00:00 3000 high",
            "cycle 2025-02-10 00:00 - 2025-03-10 00:00 3000 high");
  }

  @Test
  void aRenewalThatAlsoCreditsWhatWasNeverSeenIsTakenApartByTheNextCycle() {
    assertThat(
            layers(
                paid("in_1", -500, "2025-01-16", "2025-03-01", "2025-01-01", "2025-02-01"),
                paid("in_2", 1000, "2025-03-01", "2025-04-01", "2025-02-01", "2025-03-01")))
        .containsExactly(
            "implied 2025-01-01 00:00 - 2025-02-01 00:00 3906 low",
            "true_up 2025-01-16 00:00 - 2025-02-01 00:00 -2906 low",
            "straddle 2025-02-01 00:00 - 2025-03-01 00:00 1000 low",
            "cycle 2025-03-01 00:00 - 2025-04-01 00:00 1000 high");
  }

  @Test
  void aCycleThatTheFileShowsAsVoidIsNotImplied() {
    Invoice first = paid("in_1", 1000, "2025-01-01", "2025-02-01", "2025-01-01", "2025-01-01");
    Invoice second = paid("in_2", 1000, "2025-02-01", "2025-03-01", "2025-01-01", "2025-02-01");

    assertThat(layers(with(first, InvoiceStatus.VOID, true, null), second))
        .containsExactly("cycle 2025-02-01 00:00 - 2025-03-01 00:00 1000 high");
  }

  @Test
  void aFirstInvoiceThatLeadsUpToTheDayOfBillingDoesNotHideAPlanOfFixedDays() {
    assertThat(
            layers(
                paid("in_1", 1000, "2025-01-01", "2025-01-11"),
                paid("in_2", 3000, "2025-01-11", "2025-02-10"),
                paid("in_3", 3000, "2025-02-10", "2025-03-12")))
        .containsExactly(
            "cycle 2025-01-01 00:00 - 2025-01-11 00:00 3042 high",
            "cycle 2025-01-11 00:00 - 2025-02-10 00:00 3042 high",
            "cycle 2025-02-10 00:00 - 2025-03-12 00:00 3042 high");
  }

  @Test
  void aChangeToAnUnseenCycleIsLowAndTheNextCycleShowsItsBase() {
    assertThat(
            layers(
                paid("in_1", 500, "2025-01-16", "2025-02-01", "2025-01-01", "2025-01-16"),
                paid("in_2", 3000, "2025-02-01", "2025-03-01", "2025-01-01", "2025-02-01")))
        .containsExactly(
            "implied 2025-01-01 00:00 - 2025-02-01 00:00 2031 low",
            "orphan_proration 2025-01-16 00:00 - 2025-02-01 00:00 969 low",
            "cycle 2025-02-01 00:00 - 2025-03-01 00:00 3000 high");
  }

  @Test
  void aRenewalADayLateLeavesNoGap() {
    assertThat(
            layers(
                paid("in_1", 1000, "2025-01-01", "2025-02-01", "2025-01-01", "2025-01-01"),
                paid("in_2", 1200, "2025-02-02", "2025-03-02", "2025-01-01", "2025-02-02")))
        .contains("pending 2025-02-01 00:00 - 2025-02-02 00:00 1200 high");
  }

  @Test
  void anUncollectibleInvoiceCountsUntilItIsMarked() {
    Invoice invoice = paid("in_1", 1000, "2025-01-01", "2025-02-01", "2025-01-01", "2025-01-01");
    Invoice givenUp = with(invoice, InvoiceStatus.UNCOLLECTIBLE, true, "2025-01-20 10:00");

    assertThat(layers(givenUp))
        .containsExactly("cycle 2025-01-01 00:00 - 2025-01-20 10:00 1000 high");
  }

  @Test
  void whatDoesNotCountHasAReason() {
    Invoice invoice = paid("in_1", 1000, "2025-01-01", "2025-02-01");

    assertThat(exclusion(with(invoice, InvoiceStatus.DRAFT, false, null)))
        .isEqualTo(ExclusionReason.STATUS_DRAFT);
    assertThat(exclusion(with(invoice, InvoiceStatus.VOID, true, null)))
        .isEqualTo(ExclusionReason.STATUS_VOID);
    assertThat(exclusion(with(invoice, InvoiceStatus.OPEN, true, null)))
        .isEqualTo(ExclusionReason.OPEN_CLOSED);
    assertThat(exclusion(with(invoice, InvoiceStatus.UNCOLLECTIBLE, true, "2025-01-01")))
        .isEqualTo(ExclusionReason.STATUS_UNCOLLECTIBLE);
    assertThat(exclusion(paid("in_1", 1000, "2025-01-01", "2025-01-01")))
        .isEqualTo(ExclusionReason.NO_SERVICE_PERIOD);
    assertThat(exclusion(paid("in_1", -100, "2025-01-01", "2025-02-01")))
        .isEqualTo(ExclusionReason.ORPHAN_CREDIT);
    assertThat(exclusion(with(invoice, InvoiceStatus.OPEN, false, null))).isNull();
  }

  private static ExclusionReason exclusion(Invoice invoice) {
    return read(invoice).exclusions().get(invoice.invoiceId());
  }
}
