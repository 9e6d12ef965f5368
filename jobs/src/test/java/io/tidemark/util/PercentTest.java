package io.tidemark.util;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PercentTest {
  @ParameterizedTest
  @CsvSource({
    "0,        0.0 %",
    "0.00001,  < 0.1 %",
    "0.00099,  < 0.1 %",
    "0.001,    0.1 %",
    "0.1234,   12.3 %",
    "0.9996,   > 99.9 %",
    "1,        100.0 %",
    "1.5,      150.0 %",
    "-0.0002,  > -0.1 %",
    "-0.25,    -25.0 %",
  })
  @DisplayName("Only zero is 0.0 %, and only the whole is 100.0 %")
  void formatsShares(double share, String text) {
    assertThat(Percent.text(share)).isEqualTo(text);
  }
}
