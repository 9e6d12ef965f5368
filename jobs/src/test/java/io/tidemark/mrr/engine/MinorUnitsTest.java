package io.tidemark.mrr.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arithmetic in cents. */
class MinorUnitsTest {
  @ParameterizedTest(name = "{0} cents are rounded to {1}")
  @DisplayName("Amounts are rounded to the nearest cent, halves away from zero")
  @CsvSource({"5/2, 3", "-5/2, -3", "7/3, 2", "8/3, 3", "-7/3, -2", "0, 0"})
  void round(String amount, long rounded) {
    assertThat(MinorUnits.round(BigFraction.parse(amount))).isEqualTo(rounded);
  }

  @ParameterizedTest(name = "{0} cents per month over {1} months: settled: {2}")
  @DisplayName("A price is settled where a cent more or less on the invoice does not change it")
  @CsvSource({
    "2900, 12, true",
    "100045/100, 12, false",
    "100055/100, 12, false",
    "2900, 1/2, false"
  })
  void isSettled(String price, String months, boolean isSettled) {
    assertThat(MinorUnits.isSettled(BigFraction.parse(price), BigFraction.parse(months)))
        .isEqualTo(isSettled);
  }

  @ParameterizedTest(name = "half a cent per month over {0} months: {1} cents")
  @DisplayName("Rounding a price per month moves the invoice by half a cent for each month")
  @CsvSource({"12, 6", "1, 1/2"})
  void halfOf(String months, String cents) {
    assertThat(MinorUnits.halfOf(BigFraction.parse(months))).isEqualTo(BigFraction.parse(cents));
  }
}
