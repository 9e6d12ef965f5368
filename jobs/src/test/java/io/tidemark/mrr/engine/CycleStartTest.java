package io.tidemark.mrr.engine;

import static io.tidemark.mrr.engine.Invoices.paid;
import static io.tidemark.mrr.engine.Invoices.time;
import static io.tidemark.mrr.engine.Readings.layers;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** New cycles from June 16, 2025, on, whose invoices credit the second half of June; in cents. */
class CycleStartTest {
  private static final String HALF = "2025-06-16";
  private static final Cycle JUNE = cycle("2025-06-01", "2025-07-01");
  private static final Cycle MONTH = cycle(HALF, "2025-07-16");
  private static final Cycle YEAR = cycle(HALF, "2026-06-16");

  @ParameterizedTest(name = "{0} and a credit of 500: {1} a month, exact {2}")
  @DisplayName("A year's price is exact where a cent more or less leaves the month's as it is")
  @CsvSource({
    "11500, 1000, true",
    "11504, 1000, true",
    "11505, 1000, false",
    "11506, 1001, false",
    "11507, 1001, true"
  })
  void settled(long net, long price, boolean isExact) {
    CycleStart found = year(net, 0, 1000);

    assertThat(found.price(YEAR)).isEqualTo(price);
    assertThat(found.isExact(YEAR)).isEqualTo(isExact);
    assertThat(found.doubt(YEAR))
        .isEqualTo(isExact ? Optional.empty() : Optional.of(LowConfidenceReason.FEW_CENTS));
    assertThat(found.roundingLimit(YEAR)).isEqualTo(BigFraction.of(6));
  }

  @ParameterizedTest(name = "of {0}, give or take {1} seconds: exact {2}")
  @DisplayName("59 seconds of the credit, whatever its sign, leave a price open, too")
  @CsvSource({
    "100000, 0, true",
    "20000, 59, true",
    "1000000, 59, false",
    "-1000000, 59, false",
    "-1000000, 0, true"
  })
  void settledByTheMinute(long credited, long seconds, boolean isExact) {
    long net = 12_000_003 - credited / 2;

    assertThat(year(net, seconds, credited).isExact(YEAR)).isEqualTo(isExact);
  }

  @Test
  @DisplayName("Prices of several credits add up, of a low one the new price is low")
  void severalCredits() {
    CycleStart found = year(10_500, 0, 1000, 2000);
    LayerDraft low = slice(1000).low(LowConfidenceReason.FEW_CENTS);
    CycleStart ofLow =
        CycleStart.ofCredit(restart(11_500, YEAR), months(0), cut(low), Optional.empty());

    assertThat(found.gross()).isEqualTo(BigFraction.of(12_000));
    assertThat(found.doubt(YEAR)).isEmpty();
    assertThat(ofLow.doubt(YEAR)).contains(LowConfidenceReason.CREDITS_LOW);
  }

  @Test
  @DisplayName("A year that cents leave as it is needs nothing that follows, a month does")
  void recovered() {
    NextCycle none = new NextCycle(List.of(), months(0));
    LayerDraft june = slice(1000);

    assertThat(ofCredit(11_500, YEAR, 0, june).settled(YEAR, none).inferredPrice()).isEmpty();
    assertThat(ofCredit(11_505, YEAR, 0, slice(1000)).settled(YEAR, none).inferredPrice())
        .isPresent();
    assertThat(ofCredit(1500, MONTH, 0, slice(1000)).settled(MONTH, none).inferredPrice())
        .isPresent();
    assertThat(ofCredit(1500, MONTH, 0, slice(1000)).confirmed(MONTH, none).inferredPrice())
        .isEmpty();
    assertThat(ofCredit(1500, MONTH, 0, slice(1000)).settled(MONTH, next(2100)).inferredPrice())
        .isEmpty();
    assertThat(ofCredit(1500, MONTH, 0, slice(1000)).confirmed(MONTH, next(2000)).inferredPrice())
        .isPresent();
  }

  @Test
  @DisplayName("What follows confirms a price that credits a low one, if it decided nothing itself")
  void confirmed() {
    CycleStart agreed =
        ofCredit(1500, MONTH, 0, slice(1000).low(LowConfidenceReason.FEW_CENTS))
            .settled(MONTH, next(2000));
    CycleStart alone =
        ofCredit(1500, MONTH, 0, slice(1000).low(LowConfidenceReason.FEW_CENTS))
            .settled(MONTH, new NextCycle(List.of(), months(0)));
    CycleStart decided =
        ofCredit(1500, MONTH, 0, slice(1000).low(LowConfidenceReason.SEVERAL_CHANGES))
            .settled(MONTH, next(2000));

    assertThat(agreed.isConfirmed()).isTrue();
    assertThat(agreed.doubt(MONTH)).isEmpty();
    assertThat(alone.isConfirmed()).isFalse();
    assertThat(alone.doubt(MONTH)).contains(LowConfidenceReason.CREDITS_LOW);
    assertThat(decided.isConfirmed()).isFalse();
    assertThat(decided.doubt(MONTH)).contains(LowConfidenceReason.CREDITS_LOW);
  }

  @Test
  @DisplayName("Rounding leaves a recovered price half a cent a month on both sides and a cent")
  void roundingLimit() {
    CycleStart exact = ofCredit(1500, MONTH, 0, slice(1000)).settled(MONTH, next(2000));
    CycleStart inexact = ofCredit(1500, MONTH, 59, slice(1000)).settled(MONTH, next(2000));
    BigFraction limit = BigFraction.of(1, 4).add(BigFraction.of(1, 2)).add(1);

    assertThat(exact.roundingLimit(MONTH)).isEqualTo(limit);
    assertThat(inexact.roundingLimit(MONTH))
        .isEqualTo(limit.add(BigFraction.of(59 * 1000, 30 * 86_400)));
  }

  @ParameterizedTest(name = "then {0}")
  @DisplayName("With times cut to minutes, the roundest price that fits, whatever follows, low")
  @CsvSource({"2100000", "''"})
  void roundestByTheMinute(String next) {
    String june = "2025-06-01 10:30";
    String half = "2025-06-16 10:30";
    String end = "2025-07-16 10:30";
    Stream<Invoice> two =
        Stream.of(
            paid("in_1", 1_000_000, june, "2025-07-01 10:30", june, june),
            paid("in_2", 1_500_010, half, end, half, half));
    Stream<Invoice> third =
        Stream.of(next)
            .filter(text -> !text.isEmpty())
            .map(text -> paid("in_3", Long.parseLong(text), end, "2025-08-16 10:30", half, end));

    assertThat(layers(Stream.concat(two, third).toArray(Invoice[]::new)))
        .contains("reset 2025-06-16 10:30 - 2025-07-16 10:30 2000000 low");
  }

  @Test
  @DisplayName("The reason of a plain cycle tells whether it renews another")
  void reason() {
    Invoice renewal = paid("in_1", 1000, HALF, "2025-07-16", "2025-05-16", HALF);
    CycleStart renewed = CycleStart.ofNet(renewal, months(0));
    CycleStart plain = CycleStart.ofNet(restart(1000, MONTH), months(0));

    assertThat(renewed.reason(slice(1000))).startsWith("A renewal: ");
    assertThat(plain.reason(slice(1000))).endsWith("and changes no running cycle.");
  }

  @Test
  @DisplayName("An explanation by the minute shows what 59 seconds of each credit are worth")
  void shownByTheMinute() {
    assertThat(inexactFormula(1000))
        .isEqualTo("old_price * old_cycle_months * 59 / old_cycle_seconds");
    assertThat(inexactFormula(1000, 2000))
        .isEqualTo(
            "old_1_price * old_1_cycle_months * 59 / old_1_cycle_seconds"
                + " + old_2_price * old_2_cycle_months * 59 / old_2_cycle_seconds");
  }

  private static String inexactFormula(long... credited) {
    CycleStart found = year(12_000, 59, credited);
    LayerDraft reset = LayerDraft.ofCycle(found.invoice(), Layer.Kind.RESET, YEAR, 1000, found);
    CalculationSteps steps = new CalculationSteps("EUR");
    found.show(reset, steps);
    return steps.inOrder().stream()
        .filter(step -> step.symbol().equals("inexact"))
        .map(CalculationStep::formula)
        .findFirst()
        .orElseThrow();
  }

  private static CycleStart year(long net, long inexactSeconds, long... credited) {
    LayerDraft[] slices =
        Arrays.stream(credited).mapToObj(CycleStartTest::slice).toArray(LayerDraft[]::new);
    return ofCredit(net, YEAR, inexactSeconds, slices);
  }

  private static CycleStart ofCredit(
      long net, Cycle cycle, long inexactSeconds, LayerDraft... credited) {
    return CycleStart.ofCredit(
        restart(net, cycle), months(inexactSeconds), cut(credited), Optional.empty());
  }

  private static NextCycle next(long net) {
    Invoice invoice = paid("in_3", net, "2025-07-16", "2025-08-16", HALF, "2025-07-16");
    return new NextCycle(List.of(invoice), months(0));
  }

  private static Cut cut(LayerDraft... slices) {
    return Cut.of(List.of(slices), time(HALF), Ending.Manner.CREDITED, restart(0, MONTH));
  }

  private static LayerDraft slice(long mrrMinor) {
    Invoice june = paid("in_1", mrrMinor, "2025-06-01", "2025-07-01");
    return LayerDraft.ofCycle(
        june, Layer.Kind.CYCLE, JUNE, mrrMinor, CycleStart.ofNet(june, months(0)));
  }

  private static Invoice restart(long net, Cycle cycle) {
    String end = Readings.minutes(cycle.end());
    return paid("in_2", net, HALF, end, HALF, HALF);
  }

  private static Cycle cycle(String start, String end) {
    return Cycle.of(time(start), time(end), BillingMonths.calendar());
  }

  private static BillingMonths months(long inexactSeconds) {
    return BillingMonths.calendar().withInexactSeconds(inexactSeconds);
  }
}
