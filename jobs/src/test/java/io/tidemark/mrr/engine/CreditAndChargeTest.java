package io.tidemark.mrr.engine;

import static io.tidemark.mrr.engine.Invoices.paid;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.mrr.engine.CreditAndCharge.Charged;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A change in the middle of June, from the old price of a cycle to the new one; in cents. */
class CreditAndChargeTest {
  @ParameterizedTest(name = "{0}, billed {1}: from {2} to {3}")
  @DisplayName("The new price follows from the old one and the net amount")
  @CsvSource({
    "REST, 500, 1000, 1999..2001",
    "REST, 5, 1000, 1009..1011",
    "WHOLE, 1500, 1000, 2000..2000",
    "REST_AND_WHOLE, 2500, 1000, 2000..2000"
  })
  void after(Charged charged, long net, long before, String after) {
    assertThat(text(exchange(charged, net).after(PriceRange.of(before)))).isEqualTo(after);
  }

  @ParameterizedTest(name = "{0}, billed {1}: to {2} from {3}")
  @DisplayName("The old price follows from the new one and the net amount")
  @CsvSource({
    "REST, 500, 2000, 999..1001",
    "WHOLE, 1500, 2000, 999..1001",
    "REST_AND_WHOLE, 2500, 2000, 999..1001"
  })
  void before(Charged charged, long net, long after, String before) {
    assertThat(text(exchange(charged, net).before(PriceRange.of(after)))).isEqualTo(before);
  }

  @ParameterizedTest(name = "{0}, billed {1}: from {2} to {3}")
  @DisplayName("Times cut to minutes leave the new price open by what 59 seconds are worth")
  @CsvSource({
    "REST, 500, 1000, 1998..2002",
    "WHOLE, 1500000, 1000000, 1999977..2000023",
    "REST_AND_WHOLE, 2500000, 1000000, 1999985..2000015"
  })
  void afterByTheMinute(Charged charged, long net, long before, String after) {
    assertThat(text(inexact(charged, net, "2025-06-16").after(PriceRange.of(before))))
        .isEqualTo(after);
  }

  @ParameterizedTest(name = "{0}, billed {1}: to {2} from {3}")
  @DisplayName("Times cut to minutes leave the old price open by what 59 seconds are worth")
  @CsvSource({
    "REST, 500, 2000, 998..1002",
    "WHOLE, 1500, 2000, 999..1001",
    "REST_AND_WHOLE, 2500000, 2000000, 999953..1000047"
  })
  void beforeByTheMinute(Charged charged, long net, long after, String before) {
    assertThat(text(inexact(charged, net, "2025-06-16").before(PriceRange.of(after))))
        .isEqualTo(before);
  }

  @ParameterizedTest(name = "changed at {0}, billed {1}: {2}")
  @DisplayName("What is left of a cycle is between a second and the whole cycle")
  @CsvSource({
    "2025-06-30 23:59, 1000, 1001..1119",
    "2025-06-01, 0, 2591941..2592000",
    "2025-06-01 00:01, 0, 2591881..2591999"
  })
  void leftOfTheCycle(String changed, long net, String after) {
    assertThat(text(inexact(Charged.WHOLE, net, changed).after(PriceRange.of(2_592_000))))
        .isEqualTo(after);
  }

  @ParameterizedTest(name = "{0}, billed {1}")
  @DisplayName("Without rounding, 1000 before the change are 2000 after it")
  @CsvSource({"REST, 500", "WHOLE, 1500", "REST_AND_WHOLE, 2500"})
  void estimate(Charged charged, long net) {
    assertThat(exchange(charged, net).estimate(BigFraction.of(1000)))
        .isEqualTo(BigFraction.of(2000));
  }

  private static CreditAndCharge exchange(Charged charged, long net) {
    return exchange(charged, net, "2025-06-16", 0);
  }

  private static CreditAndCharge inexact(Charged charged, long net, String changed) {
    return exchange(charged, net, changed, 59);
  }

  private static CreditAndCharge exchange(
      Charged charged, long net, String changed, long inexactSeconds) {
    Invoice june = paid("in_1", 1000, "2025-06-01", "2025-07-01");
    Invoice change = paid("in_2", net, changed, "2025-07-01");
    Cycle cycle = Cycle.of(june.serviceStart(), june.serviceEnd(), BillingMonths.calendar());
    return new CreditAndCharge(
        change, cycle, change.serviceStart(), cycle.end(), charged, inexactSeconds);
  }

  private static String text(PriceRange range) {
    return range.least() + ".." + range.most();
  }
}
