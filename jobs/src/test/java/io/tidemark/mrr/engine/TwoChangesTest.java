package io.tidemark.mrr.engine;

import static io.tidemark.mrr.engine.Invoices.time;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two changes from Jun 16 to the renewal on Jul 1, billed together; prices in cents. */
class TwoChangesTest {
  @ParameterizedTest(name = "{0} on average, {1} in the end: {2}")
  @DisplayName("The second change is halfway from its earliest time, and both cost what was billed")
  @CsvSource({
    "1500, 2000, 2025-06-25 09:00 at 1200",
    "3000, 2000, 2025-06-23 12:00 at 4000",
    "2000, 2000, 2025-06-23 12:00 at 2000",
    "0, 0, 2025-06-23 12:00 at 0",
    "0, 2000, none",
    "-1, 2000, none"
  })
  void second(long average, long price, String second) {
    assertThat(text("2025-06-16", average, price)).isEqualTo(second);
  }

  @ParameterizedTest(name = "from {0}: {1}")
  @DisplayName("There is no time for two changes right before the renewal")
  @CsvSource({"2025-07-01, none", "2025-06-30, 2025-06-30 12:00 at 4000"})
  void room(String start, String second) {
    assertThat(text(start, 3000, 2000)).isEqualTo(second);
  }

  private static String text(String start, long average, long price) {
    return TwoChanges.of(time(start), time("2025-07-01"), BigFraction.of(average), price)
        .map(two -> Readings.minutes(two.second()) + " at " + two.between())
        .orElse("none");
  }
}
