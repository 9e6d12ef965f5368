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

/** The price after a change, by what ran before it and by what later invoices tell; in cents. */
class PriceInferenceTest {
  private static final BillingMonths CALENDAR = BillingMonths.calendar();
  private static final Cycle JUNE = cycle("2025-06-01", "2025-07-01");
  private static final Cycle QUARTER = cycle("2025-04-01", "2025-07-01");
  private static final Invoice BILLED = paid("billed", 10_000, "2025-04-01", "2025-07-01");

  @Test
  @DisplayName("A quarter for 10000 is credited by half of just that")
  void oneInvoice() {
    LayerDraft quarter = slice(BILLED, Layer.Kind.CYCLE, 3333);

    assertThat(price(ofQuarter(List.of(quarter)))).isEqualTo("6000..6000");
  }

  @Test
  @DisplayName("A quarter that was not billed as such is credited by whatever is 3333 a month")
  void otherInvoice() {
    LayerDraft quarter = slice(BILLED, Layer.Kind.STRADDLE, 3333);

    assertThat(price(ofQuarter(List.of(quarter)))).isEqualTo("5999..6000");
  }

  @Test
  @DisplayName("A quarter and a change of it are credited by whatever is their sum a month")
  void severalSlices() {
    LayerDraft quarter = slice(BILLED, Layer.Kind.CYCLE, 3333);
    LayerDraft change = slice(BILLED, Layer.Kind.PRORATION, 100);

    assertThat(price(ofQuarter(List.of(quarter, change)))).isEqualTo("6149..6150");
  }

  @Test
  @DisplayName("Where nothing ran before, nothing is credited")
  void nothingBefore() {
    assertThat(price(ofQuarter(List.of()))).isEqualTo("1000..1000");
  }

  @ParameterizedTest(name = "{0} by one change, told {1}, supposing one too: {2}; believed {3}")
  @DisplayName("What is told is believed, unless it supposes one change and is no rounder price")
  @CsvSource({
    "1000, 1000, false, 1000, false",
    "1000, 2000, false, 2000, true",
    "1000, 2000, true, 1000, false",
    "1001, 2000, true, 2000, true",
    "1000, 1001, true, 1000, false",
    "1001, 1001, true, 1001, false"
  })
  void disputed(long net, long told, boolean supposes, long price, boolean isBelieved) {
    PriceInference recovery =
        recovery(CreditAndCharge.Charged.WHOLE, "2025-06-16", net, 0, told, told, supposes);

    assertThat(price(recovery)).isEqualTo(price + ".." + price);
    assertThat(recovery.isContradicted()).isEqualTo(isBelieved);
    assertThat(recovery.isAgreed()).isEqualTo(net == told);
    assertThat(recovery.isDisputed()).isEqualTo(net != told);
    assertThat(recovery.isAlone()).isFalse();
  }

  @Test
  @DisplayName("What is told is believed where no whole cent makes one change")
  void noWholeCent() {
    PriceInference recovery =
        recovery(
            CreditAndCharge.Charged.REST_AND_WHOLE, "2025-06-08 12:00", 1751, 0, 1777, 1777, true);

    assertThat(recovery.isContradicted()).isTrue();
    assertThat(price(recovery)).isEqualTo("1777..1777");
  }

  @Test
  @DisplayName("Without anything told, the price of one change stands alone")
  void alone() {
    CreditAndCharge exchange = exchange(CreditAndCharge.Charged.WHOLE, "2025-06-16", 1000, 0);
    PriceInference recovery = new PriceInference(exchange, List.of(), Optional.empty());

    assertThat(recovery.isAlone()).isTrue();
    assertThat(recovery.isAgreed()).isFalse();
    assertThat(recovery.isDisputed()).isFalse();
    assertThat(recovery.isContradicted()).isFalse();
    assertThat(recovery.monthly(BigFraction.of(2))).isEqualTo(500);
  }

  @Test
  @DisplayName("Of equally round prices the middle one, as 34 is credited for a day of 1010")
  void roundestInTheMiddle() {
    LayerDraft before =
        LayerDraft.ofCycle(
            paid("may", 1010, "2025-06-01", "2025-07-01"), Layer.Kind.CYCLE, JUNE, 1010, null);
    CreditAndCharge exchange = exchange(CreditAndCharge.Charged.REST, "2025-06-30", 67, 0);
    PriceInference recovery = new PriceInference(exchange, List.of(before), Optional.empty());

    assertThat(price(recovery)).isEqualTo("3015..3045");
    assertThat(recovery.monthly(BigFraction.ONE)).isEqualTo(3030);
  }

  @Test
  @DisplayName("For ten minutes, give or take 59 seconds, of equally round prices the likeliest")
  void roundestByTheEstimate() {
    CreditAndCharge exchange = exchange(CreditAndCharge.Charged.REST, "2025-06-30 23:50", 100, 59);
    PriceInference alone = new PriceInference(exchange, List.of(), Optional.empty());
    LaterPrice told =
        new LaterPrice(new PriceRange(41, 44), Optional.empty(), Optional.empty(), false, "");

    assertThat(alone.monthly(BigFraction.ONE)).isEqualTo(432_000);
    assertThat(new PriceInference(exchange, List.of(), Optional.of(told)).monthly(BigFraction.ONE))
        .isEqualTo(43);
  }

  @ParameterizedTest(name = "told {0} to {1}: at least {2}, at most {3}")
  @DisplayName("An explanation names what bounds the price: what is told, where that is narrower")
  @CsvSource({
    "1999, 2001, price_least, price_most",
    "2000, 2001, later_1, price_most",
    "1998, 2000, price_least, later_1",
    "2000, 2000, later_1, later_1",
    "3000, 3000, later_1, later_1",
    "500, 500, later_1, later_1"
  })
  void shown(long least, long most, String lower, String upper) {
    PriceInference recovery =
        recovery(CreditAndCharge.Charged.REST, "2025-06-16", 1000, 0, least, most, false);
    CalculationSteps steps = new CalculationSteps("EUR");
    steps.amount("net", 1000, "");
    steps.amount("base", 0, "");
    steps.seconds("seconds", time("2025-06-16"), JUNE.end(), "");
    steps.seconds("cycle_seconds", JUNE.start(), JUNE.end(), "");
    recovery.show(steps, "base", "");

    assertThat(steps.inOrder())
        .filteredOn(step -> step.symbol().equals("least") || step.symbol().equals("most"))
        .extracting(CalculationStep::formula)
        .containsExactly(lower, upper);
  }

  /** Half of a quarter is credited by an invoice of 1000 for a new quarter. */
  private static PriceInference ofQuarter(List<LayerDraft> before) {
    Invoice restart = paid("restart", 1000, "2025-05-16 12:00", "2025-08-16 12:00");
    CreditAndCharge exchange =
        new CreditAndCharge(
            restart,
            QUARTER,
            restart.serviceStart(),
            QUARTER.end(),
            CreditAndCharge.Charged.WHOLE,
            CALENDAR.inexactSeconds());
    return new PriceInference(exchange, before, Optional.empty());
  }

  private static PriceInference recovery(
      CreditAndCharge.Charged charged,
      String from,
      long net,
      long inexactSeconds,
      long least,
      long most,
      boolean supposesOneChange) {
    LaterPrice told =
        new LaterPrice(
            new PriceRange(least, most),
            Optional.empty(),
            Optional.empty(),
            supposesOneChange,
            "later");
    CreditAndCharge exchange = exchange(charged, from, net, inexactSeconds);
    return new PriceInference(exchange, List.of(), Optional.of(told));
  }

  private static CreditAndCharge exchange(
      CreditAndCharge.Charged charged, String from, long net, long inexactSeconds) {
    Invoice change = paid("change", net, from, "2025-07-01");
    return new CreditAndCharge(change, JUNE, time(from), JUNE.end(), charged, inexactSeconds);
  }

  private static LayerDraft slice(Invoice invoice, Layer.Kind kind, long mrrMinor) {
    return LayerDraft.ofCycle(
        invoice, kind, QUARTER, mrrMinor, CycleStart.ofNet(invoice, CALENDAR));
  }

  private static Cycle cycle(String start, String end) {
    return Cycle.of(time(start), time(end), CALENDAR);
  }

  private static String price(PriceInference recovery) {
    return recovery.price().least() + ".." + recovery.price().most();
  }
}
