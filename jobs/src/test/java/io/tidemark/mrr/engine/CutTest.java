package io.tidemark.mrr.engine;

import static io.tidemark.mrr.engine.Invoices.paid;
import static io.tidemark.mrr.engine.Invoices.time;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a new cycle ends of the year 2025, in cents a month. */
class CutTest {
  private static final BillingMonths CALENDAR = BillingMonths.calendar();
  private static final Cycle YEAR = cycle("2025-01-01", "2026-01-01");
  private static final Invoice RESTART =
      paid("in_2", 1000, "2025-10-20", "2026-10-20", "2025-10-20", "2025-10-20");

  @ParameterizedTest(name = "{0} a month, cut on {1}: {2}")
  @DisplayName(
      "A year loses more than a month with its last 31 days, not with 30, and no change does")
  @CsvSource({"1000, 2025-12-02, false", "1000, 2025-12-01, true", "-1000, 2025-06-01, false"})
  void isMoreThanAMonth(long mrrMinor, String at, boolean isMore) {
    assertThat(cut(at, slice(YEAR, mrrMinor)).isMoreThanAMonth()).isEqualTo(isMore);
  }

  @Test
  @DisplayName("What several slices lose adds up")
  void sums() {
    Cut cut = cut("2025-10-20", slice(YEAR, 1000), slice(YEAR, 500));
    BigFraction months = BigFraction.of(12 * 73, 365);

    assertThat(cut.worths()).containsExactly(months.multiply(1000), months.multiply(500));
    assertThat(cut.worth()).isEqualTo(months.multiply(1500));
    assertThat(cut.months()).isEqualTo(months.multiply(2));
    assertThat(cut.creditsLow()).isFalse();
    assertThat(cut("2025-10-20", slice(YEAR, 1000).low(LowConfidenceReason.OVERLAPS)).creditsLow())
        .isTrue();
  }

  @Test
  @DisplayName(
      "A credit for the same time of one cycle is an exchange, for several times it is none")
  void exchange() {
    CreditAndCharge expected =
        new CreditAndCharge(
            RESTART, YEAR, time("2025-10-20"), YEAR.end(), CreditAndCharge.Charged.WHOLE, 59);
    BillingMonths inexact = CALENDAR.withInexactSeconds(59);

    assertThat(cut("2025-10-20", slice(YEAR, 1000)).exchange(RESTART, inexact)).contains(expected);
    assertThat(cut("2025-10-20", slice(YEAR, 1000), slice(YEAR, 500)).exchange(RESTART, inexact))
        .contains(expected);
    assertThat(
            cut("2025-10-20", slice(YEAR, 1000), slice(cycle("2025-10-01", "2025-11-01"), 500))
                .exchange(RESTART, inexact))
        .isEmpty();
    assertThat(cut("2025-10-20").exchange(RESTART, inexact)).isEmpty();
  }

  @Test
  @DisplayName(
      "Of what began before an opening and is not empty, the one that ends last came before")
  void lastBefore() {
    LayerDraft june = slice(cycle("2025-06-01", "2025-07-01"), 1000);
    LayerDraft change = slice(cycle("2025-06-16", "2025-06-20"), 500);
    LayerDraft later = slice(cycle("2025-07-01", "2025-08-01"), 1000);
    LayerDraft empty = slice(cycle("2025-06-30", "2025-07-30"), 1000);
    cut("2025-06-30", empty);

    assertThat(Opening.lastBefore(List.of(june, change, later, empty), time("2025-07-01")))
        .contains(june);
    assertThat(Opening.lastBefore(List.of(change, june), time("2025-07-01"))).contains(june);
    assertThat(Opening.lastBefore(List.of(june), time("2025-06-01"))).isEqualTo(Optional.empty());
  }

  private static Cut cut(String at, LayerDraft... slices) {
    return Cut.of(List.of(slices), time(at), Ending.Manner.CREDITED, RESTART);
  }

  private static LayerDraft slice(Cycle cycle, long mrrMinor) {
    return LayerDraft.ofCycle(
        paid("in_1", 1, "2025-01-01", "2026-01-01"), Layer.Kind.CYCLE, cycle, mrrMinor, null);
  }

  private static Cycle cycle(String start, String end) {
    return Cycle.of(time(start), time(end), CALENDAR);
  }
}
