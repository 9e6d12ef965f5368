package io.tidemark.mrr.engine;

import static io.tidemark.mrr.engine.Invoices.paid;
import static io.tidemark.mrr.engine.Invoices.time;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.mrr.engine.CreditAndCharge.Charged;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a change in the middle of June is explained, where seconds are known and where not. */
class ExchangeShownTest {
  private static final Cycle JUNE =
      Cycle.of(time("2025-06-01"), time("2025-07-01"), BillingMonths.calendar());

  @ParameterizedTest(name = "{0} for {1}, give or take {2} seconds")
  @DisplayName("The bounds of the price after it are at the seconds that make it least and most")
  @CsvSource({
    "REST, 500, 0, round(b * s / c), ceil((net + credit_least - 0.005) * c / s),"
        + " round(b * s / c), floor((net + credit_most + 0.005) * c / s)",
    "REST, 500, 59, b * (s + 59) / c, ceil((net + credit_least - 0.01) * c / (s + 59)),"
        + " b * (s - 59) / c, floor((net + credit_most + 0.01) * c / (s - 59))",
    "REST, -300, 59, b * (s - 59) / c, ceil((net + credit_least - 0.01) * c / (s - 59)),"
        + " b * (s + 59) / c, floor((net + credit_most + 0.01) * c / (s + 59))",
    "WHOLE, 500, 0, round(b * s / c), net + credit_least, round(b * s / c), net + credit_most",
    "WHOLE, 500, 59, b * (s - 59) / c, ceil(net + credit_least - 0.005),"
        + " b * (s + 59) / c, floor(net + credit_most + 0.005)"
  })
  void after(
      Charged charged,
      long net,
      long inexactSeconds,
      String creditLeast,
      String least,
      String creditMost,
      String most) {
    long before = charged == Charged.WHOLE ? 1_000_000 : 1000;
    CalculationSteps steps = new CalculationSteps("EUR");
    steps.amount("net", net, "");
    steps.amount("b", before, "");
    steps.seconds("s", time("2025-06-16"), JUNE.end(), "");
    steps.seconds("c", JUNE.start(), JUNE.end(), "");
    exchange(charged, net, inexactSeconds)
        .showAfter(steps, PriceRange.of(before), new String[] {"b", "b"}, "s", "c");

    assertThat(formulas(steps, 4)).containsExactly(creditLeast, least, creditMost, most);
  }

  @ParameterizedTest(name = "{0} for {1}, give or take {2} seconds")
  @DisplayName("The bounds of the price before it are at the seconds that make it least and most")
  @CsvSource({
    "REST, 500, 0, round(a * s / c), ceil((x - n - 0.005) * c / s),"
        + " round(a * s / c), floor((y - n + 0.005) * c / s)",
    "REST, 500, 59, a * (s - 59) / c, ceil((x - n - 0.01) * c / (s - 59)),"
        + " a * (s + 59) / c, floor((y - n + 0.01) * c / (s + 59))",
    "REST, -500, 59, a * (s + 59) / c, ceil((x - n - 0.01) * c / (s + 59)),"
        + " a * (s - 59) / c, floor((y - n + 0.01) * c / (s - 59))",
    "WHOLE, 1500, 59, a, ceil((x - n - 0.005) * c / (s + 59)),"
        + " a, floor((y - n + 0.005) * c / (s - 59))",
    "REST_AND_WHOLE, 2500, 0, round(a + a * s / c), ceil((x - n - 0.005) * c / s),"
        + " round(a + a * s / c), floor((y - n + 0.005) * c / s)"
  })
  void before(
      Charged charged,
      long net,
      long inexactSeconds,
      String chargeLeast,
      String least,
      String chargeMost,
      String most) {
    CalculationSteps steps = new CalculationSteps("EUR");
    steps.amount("a", 2000, "");
    exchange(charged, net, inexactSeconds)
        .showBefore(steps, PriceRange.of(2000), new String[] {"a", "a"}, 1);

    assertThat(formulas(steps, 4))
        .extracting(
            formula ->
                formula
                    .replace("cycle_seconds_1", "c")
                    .replace("seconds_1", "s")
                    .replace("charge_least_1", "x")
                    .replace("charge_most_1", "y")
                    .replace("net_1", "n"))
        .containsExactly(chargeLeast, least, chargeMost, most);
  }

  @Test
  @DisplayName("A credit is rounded to the cent where seconds are known, else it is exact")
  void credit() {
    assertThat(credit(0)).isEqualByComparingTo("5.01");
    assertThat(credit(59)).isEqualByComparingTo("5.00522785108");
  }

  /** For half of 1001, less or more. */
  private static BigDecimal credit(long inexactSeconds) {
    CalculationSteps steps = new CalculationSteps("EUR");
    steps.amount("net", 500, "");
    steps.amount("b", 1001, "");
    steps.seconds("s", time("2025-06-16"), JUNE.end(), "");
    steps.seconds("c", JUNE.start(), JUNE.end(), "");
    exchange(Charged.REST, 500, inexactSeconds)
        .showAfter(steps, PriceRange.of(1001), new String[] {"b", "b"}, "s", "c");
    return steps.inOrder().get(4).value();
  }

  private static CreditAndCharge exchange(Charged charged, long net, long inexactSeconds) {
    Invoice invoice = paid("in_2", net, "2025-06-16", "2025-07-01");
    return new CreditAndCharge(
        invoice, JUNE, time("2025-06-16"), JUNE.end(), charged, inexactSeconds);
  }

  private static List<String> formulas(CalculationSteps steps, int last) {
    List<CalculationStep> all = steps.inOrder();
    return all.subList(all.size() - last, all.size()).stream()
        .map(CalculationStep::formula)
        .toList();
  }
}
