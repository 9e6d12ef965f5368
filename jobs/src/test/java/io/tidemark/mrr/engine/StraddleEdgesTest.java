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

/** A July billed with a change of the second half of June, which cost 1000; in cents. */
class StraddleEdgesTest {
  private static final String HALF = "2025-06-16";
  private static final Invoice JUNE =
      paid("in_1", 1000, "2025-06-01", "2025-07-01", "2025-06-01", "2025-06-01");

  @ParameterizedTest(name = "August for {0}: July for {1}")
  @DisplayName("The next month confirms a price of 2000 within 2 / 1.5 + 1 cents")
  @CsvSource({"1997, 1997 low", "1998, 1998 high", "2002, 2002 high", "2003, 2003 low"})
  void tolerance(long august, String july) {
    assertThat(layers(JUNE, july(2500, HALF), august(august)))
        .contains("straddle 2025-07-01 00:00 - 2025-08-01 00:00 " + july);
  }

  @Test
  @DisplayName("Where no whole cent makes it, the price is rounded")
  void noWholeCent() {
    assertThat(layers(JUNE, july(1012, "2025-06-04")))
        .contains("straddle 2025-07-01 00:00 - 2025-08-01 00:00 1006 low");
  }

  @Test
  @DisplayName("What no two changes can have cost is one change on average")
  void oneAverage() {
    assertThat(layers(JUNE, july(2500, HALF), august(3500)))
        .containsExactly(
            "cycle 2025-06-01 00:00 - 2025-07-01 00:00 1000 high",
            "true_up 2025-06-16 00:00 - 2025-07-01 00:00 -2000 low",
            "straddle 2025-07-01 00:00 - 2025-08-01 00:00 3500 low",
            "cycle 2025-08-01 00:00 - 2025-09-01 00:00 3500 high");
  }

  @Test
  @DisplayName("Times cut to minutes leave several prices although what follows tells the same")
  void minutes() {
    String june = "2025-06-01 10:30";
    String july = "2025-07-01 10:30";
    String august = "2025-08-01 10:30";
    assertThat(
            layers(
                paid("in_1", 1_000_000, june, july, june, june),
                paid("in_2", 2_500_000, "2025-06-16 10:30", august, june, july),
                paid("in_3", 500_000, "2025-07-16 22:30", august, july, "2025-07-16 22:30"),
                paid("in_4", 3_000_000, august, "2025-09-01 10:30", july, august)))
        .contains("straddle 2025-07-01 10:30 - 2025-08-01 10:30 2000000 low");
  }

  @ParameterizedTest(name = "August for {0}: {1} halves of a cent")
  @DisplayName("Rounding leaves 1.5 months and 2 cents of a recovered price, else half of that")
  @CsvSource({"2000, 7", "2002, 7", ", 7"})
  void roundingLimit(Long august, long halves) {
    assertThat(straddle(2500, HALF, august).roundingLimit()).isEqualTo(BigFraction.of(halves, 2));
  }

  @Test
  @DisplayName("Rounding leaves half a cent a month of a price that the next month contradicts")
  void roundingLimitOfSeveralChanges() {
    assertThat(straddle(2500, HALF, 2100L).roundingLimit()).isEqualTo(BigFraction.of(3, 4));
    assertThat(straddle(1012, "2025-06-04", null).roundingLimit())
        .isEqualTo(BigFraction.of(19, 20));
    assertThat(straddle(-500, HALF, null).roundingLimit()).isEqualTo(BigFraction.of(7, 2));
  }

  private static Straddle straddle(long net, String changed, Long august) {
    BillingMonths months = BillingMonths.calendar();
    Invoice invoice = july(net, changed);
    Cycle old = Cycle.of(time("2025-06-01"), time("2025-07-01"), months);
    Cycle cycle = Cycle.of(time("2025-07-01"), time("2025-08-01"), months);
    List<LayerDraft> before =
        List.of(
            LayerDraft.ofCycle(JUNE, Layer.Kind.CYCLE, old, 1000, CycleStart.ofNet(JUNE, months)));
    List<Invoice> next = august == null ? List.of() : List.of(august(august));
    return new Straddle(invoice, old, cycle, before, new NextCycle(next, months));
  }

  private static Invoice july(long net, String changed) {
    return paid("in_2", net, changed, "2025-08-01", "2025-06-01", "2025-07-01");
  }

  private static Invoice august(long net) {
    return paid("in_3", net, "2025-08-01", "2025-09-01", "2025-07-01", "2025-08-01");
  }
}
