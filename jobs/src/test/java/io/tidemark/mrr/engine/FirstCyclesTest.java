package io.tidemark.mrr.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Setup fees of first cycles, and items that are billed once; amounts in cents. */
class FirstCyclesTest {
  @ParameterizedTest(name = "{0}, then {1} and {2}: {3}, fee {4}")
  @DisplayName("Two equal cheaper cycles show the fee of the first, one makes it low")
  @CsvSource({
    "9900, 4400, 4400, 4400 low, 5500",
    "9900, 4400, 4500, 9900 low, 0",
    "4500, 4400, 4400, 4400 low, 100",
    "4400, 4400, 4400, 4400, 0",
    "4300, 4400, 4400, 4300, 0",
    "9900, 0, 0, 9900 low, 0"
  })
  void setupFee(long first, long second, long third, String mrr, long fee) {
    BillingCase billing =
        BillingCase.of(
            "2024-05-25",
            first
                + " 2024-03-03..2024-04-03 first\n"
                + second
                + " 2024-04-03..2024-05-03 2024-03-03..2024-04-03\n"
                + third
                + " 2024-05-03..2024-06-03 2024-04-03..2024-05-03\n");

    String merged = mrr.equals(String.valueOf(second)) ? "2024-05-03" : "2024-04-03";
    billing.assertMrr("2024-03-03.." + merged + " " + mrr);
    assertThat(fees(billing)).isEqualTo(fee == 0 ? List.of() : List.of(BigFraction.of(fee)));
  }

  @Test
  @DisplayName("A dearer renewal is no first cycle and has no fee")
  void noFirstCycle() {
    BillingCase billing =
        BillingCase.of(
            "2024-05-25",
            """
            9900 2024-03-03..2024-04-03 2024-02-03..2024-03-03
            4400 2024-04-03..2024-05-03 2024-03-03..2024-04-03
            4400 2024-05-03..2024-06-03 2024-04-03..2024-05-03
            """);

    billing.assertMrr("2024-03-03..2024-04-03 9900", "2024-04-03..2024-05-25 4400");
    assertThat(fees(billing)).isEmpty();
  }

  @ParameterizedTest(name = "{0} to {1}, data through {2}: excluded {3}")
  @DisplayName("A whole month or week could be repeated until three days after its end")
  @CsvSource({
    "2024-03-10, 2024-04-10, 2024-04-13, false",
    "2024-03-10, 2024-04-10, 2024-04-13T00:01, true",
    "2024-03-10, 2024-03-24, 2024-03-27, false",
    "2024-03-10, 2024-03-24, 2024-03-28, true",
    "2024-03-10, 2024-03-20, 2024-03-20, true"
  })
  void couldStillBeRepeated(String start, String end, String through, boolean isExcluded) {
    BillingCase billing =
        BillingCase.of(
            through,
            "120000 2024-01-20..2025-01-20 first\n3000 " + start + ".." + end + " first\n");

    billing.assertBalanced();
    assertThat(billing.reading().exclusions().get("in_2"))
        .isEqualTo(isExcluded ? ExclusionReason.ONE_OFF_PERIOD : null);
  }

  private static List<BigFraction> fees(BillingCase billing) {
    return billing.reading().postings().stream()
        .filter(posting -> posting.line() == Posting.Line.SETUP_FEE)
        .map(Posting::amount)
        .toList();
  }
}
