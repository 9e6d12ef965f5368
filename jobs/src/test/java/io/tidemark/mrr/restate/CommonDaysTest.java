package io.tidemark.mrr.restate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The days that two runs show. */
class CommonDaysTest {
  @ParameterizedTest(name = "{0} to {1} and {2} to {3}")
  @DisplayName("Two runs share the days from the later first day to the earlier last one")
  @CsvSource({
    "2025-01-01, 2025-01-09, 2025-01-02, 2025-01-10",
    "2025-01-02, 2025-01-10, 2025-01-01, 2025-01-09"
  })
  void of(LocalDate oneFirst, LocalDate oneLast, LocalDate otherFirst, LocalDate otherLast) {
    assertThat(CommonDays.of(oneFirst, oneLast, otherFirst, otherLast))
        .isEqualTo(new CommonDays(LocalDate.of(2025, 1, 2), LocalDate.of(2025, 1, 9)));
  }
}
