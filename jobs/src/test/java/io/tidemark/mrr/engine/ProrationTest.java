package io.tidemark.mrr.engine;

import static io.tidemark.mrr.engine.Invoices.paid;
import static io.tidemark.mrr.engine.Invoices.time;
import static io.tidemark.mrr.engine.Readings.layers;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Changes of June 2025, which cost 1000 cents or was never seen. */
class ProrationTest {
  private static final String START = "2025-06-01";
  private static final String HALF = "2025-06-16";
  private static final String END = "2025-07-01";
  private static final Cycle JUNE = Cycle.of(time(START), time(END), BillingMonths.calendar());

  @ParameterizedTest(name = "July for {0}: {1}")
  @DisplayName("The next month tells the price after a change by half within 1.5 / 0.5 + 1 cents")
  @CsvSource({"1495, 500 low", "1496, 496 high", "1504, 504 high", "1505, 500 low"})
  void tolerance(long next, String change) {
    assertThat(layers(paid("in_1", 1000, START, END, START, START), half(250), july(next)))
        .contains("proration 2025-06-16 00:00 - 2025-07-01 00:00 " + change);
  }

  @Test
  @DisplayName("A change that later invoices dispute is what it was billed for")
  void disputed() {
    assertThat(
            layers(
                paid("in_1", 1001, START, END, START, START),
                half(501),
                paid("in_3", 333, "2025-06-21", END),
                july(3500)))
        .contains(
            "proration 2025-06-16 00:00 - 2025-07-01 00:00 1002 low",
            "proration 2025-06-21 00:00 - 2025-07-01 00:00 999 low");
  }

  @Test
  @DisplayName("A change on a base that was never seen is never compared with the next month")
  void unseenBase() {
    Invoice orphan = paid("in_1", 500, "2025-06-11", END, START, "2025-06-11");
    Invoice lastDay = paid("in_1", 33, "2025-06-30", END, START, "2025-06-30");
    Invoice dearerDay = paid("in_1", 34, "2025-06-30", END, START, "2025-06-30");

    assertThat(layers(orphan, july(752)))
        .contains("orphan_proration 2025-06-11 00:00 - 2025-07-01 00:00 750 low");
    assertThat(layers(lastDay))
        .containsExactly("orphan_proration 2025-06-30 00:00 - 2025-07-01 00:00 990 low");
    assertThat(layers(dearerDay, july(2000)))
        .contains("orphan_proration 2025-06-30 00:00 - 2025-07-01 00:00 1020 low");
  }

  @Test
  @DisplayName("With times cut to minutes, a change that the next year contradicts is the roundest")
  void contradictedByTheMinute() {
    BillingCase.of(
            "2025-06-01",
            """
            94800 2024-01-10T09:30..2025-01-10T09:30 first
            1847 2025-01-05T17:45..2025-01-10T09:30 2024-01-10T09:30..2025-01-05T17:45
            300000 2025-01-10T09:30..2026-01-10T09:30 2024-01-10T09:30..2025-01-10T09:30
            """)
        .assertMrr(
            "2024-01-10..2025-01-05 7900",
            "2025-01-05..2025-01-10 20000 low",
            "2025-01-10..2025-06-01 25000 low");
  }

  @Test
  @DisplayName("The price of an unseen quarter before ten minutes of a change is the likeliest")
  void unseenQuarterByTheMinute() {
    String changed = "2025-06-30 23:50";
    assertThat(
            layers(
                paid("in_1", 100, changed, END, "2025-04-01", changed),
                paid("in_2", 2_000_000, END, "2025-10-01", "2025-04-01", END)))
        .contains(
            "implied 2025-04-01 00:00 - 2025-07-01 00:00 230000 low",
            "orphan_proration 2025-06-30 23:50 - 2025-07-01 00:00 436667 low",
            "cycle 2025-07-01 00:00 - 2025-10-01 00:00 666667 high");
  }

  @Test
  @DisplayName("An unseen price below zero is none: the change alone is the likeliest round one")
  void unseenPriceBelowZero() {
    String changed = "2025-06-30 23:50";
    assertThat(layers(paid("in_1", 101, changed, END, START, changed), july(1500)))
        .containsExactly(
            "orphan_proration 2025-06-30 23:50 - 2025-07-01 00:00 436000 low",
            "cycle 2025-07-01 00:00 - 2025-08-01 00:00 1500 high");
  }

  @Test
  @DisplayName("A change is sure where the next month, or whole cents, leave one price")
  void doubt() {
    assertThat(change(250, HALF, 0, july(1500)).doubt()).isEmpty();
    assertThat(change(250, HALF, 0, july(1600)).doubt()).contains(LowConfidenceReason.FEW_CENTS);
    assertThat(change(250, HALF, 0).doubt()).contains(LowConfidenceReason.FEW_CENTS);
    assertThat(change(500, START, 0).doubt()).isEmpty();
    assertThat(unseen(500, START, 59).doubt()).contains(LowConfidenceReason.UNSEEN_BASE);
  }

  @Test
  @DisplayName(
      "Rounding leaves a recovered change 1.5 cents and its months, any other half of them")
  void roundingLimit() {
    BigFraction recovered = BigFraction.of(2);

    assertThat(change(250, HALF, 0, july(1500)).roundingLimit()).isEqualTo(recovered);
    assertThat(change(250, HALF, 0).roundingLimit()).isEqualTo(BigFraction.of(1, 4));
    assertThat(change(250, HALF, 0, july(1600)).roundingLimit()).isEqualTo(BigFraction.of(1, 4));
    assertThat(unseen(250, HALF, 0, july(1600)).roundingLimit()).isEqualTo(BigFraction.of(1, 4));
  }

  @Test
  @DisplayName("With times cut to minutes, rounding leaves what 59 seconds of the change are worth")
  void roundingLimitByTheMinute() {
    BigFraction worth = BigFraction.of(59 * 500, 30 * 86_400);

    assertThat(change(250, HALF, 59, july(1500)).roundingLimit()).isEqualTo(worth.add(2));
    assertThat(change(-250, HALF, 59, july(500)).roundingLimit()).isEqualTo(worth.add(2));
    assertThat(unseen(250, HALF, 59, july(1600)).roundingLimit()).isEqualTo(worth.add(2));
  }

  private static Proration change(long net, String start, long inexactSeconds, Invoice... later) {
    BillingMonths months = BillingMonths.calendar();
    Invoice june = paid("in_1", 1000, START, END, START, START);
    LayerDraft before =
        LayerDraft.ofCycle(june, Layer.Kind.CYCLE, JUNE, 1000, CycleStart.ofNet(june, months));
    NextCycle next = new NextCycle(List.of(later), months.withInexactSeconds(inexactSeconds));
    return Proration.of(paid("in_2", net, start, END), JUNE, List.of(before), next);
  }

  private static Proration unseen(long net, String start, long inexactSeconds, Invoice... later) {
    BillingMonths months = BillingMonths.calendar().withInexactSeconds(inexactSeconds);
    return Proration.ofUnseen(
        paid("in_1", net, start, END), JUNE, new NextCycle(List.of(later), months));
  }

  private static Invoice half(long net) {
    return paid("in_2", net, HALF, END, START, HALF);
  }

  private static Invoice july(long net) {
    return paid("in_4", net, END, "2025-08-01", START, END);
  }
}
