package io.tidemark.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Days to forecast from in files that end on Mar 31, 2025. */
class PastDaysTest {
  private static final LocalDate AS_OF = LocalDate.parse("2025-03-31");

  @Test
  @DisplayName("Two years show six months, also where yearly contracts hide the first year")
  void twoYears() {
    LocalDate from = LocalDate.parse("2023-04-01");

    assertThat(daysAgo(PastDays.of(from, AS_OF))).containsExactly(180, 150, 120, 90, 60, 30);
    assertThat(daysAgo(PastDays.of(from, from.plusYears(1), AS_OF)))
        .containsExactly(180, 150, 120, 90, 60, 30);
  }

  @Test
  @DisplayName("Where fewer months are visible, weeks make up for them")
  void thirteenMonths() {
    LocalDate from = LocalDate.parse("2024-03-01");

    assertThat(daysAgo(PastDays.of(from, from, AS_OF))).containsExactly(180, 150, 120, 90, 60, 30);
    assertThat(daysAgo(PastDays.of(from, from.plusYears(1), AS_OF)))
        .as("from Mar 8 on")
        .containsExactly(19, 16, 13, 10, 7);
    assertThat(daysAgo(PastDays.of(from, AS_OF.minusDays(47), AS_OF)))
        .as("30 days and five of weeks")
        .containsExactly(30, 19, 16, 13, 10, 7);
  }

  @Test
  @DisplayName("A day needs 35 days of history")
  void twoMonths() {
    assertThat(daysAgo(PastDays.of(AS_OF.minusDays(47), AS_OF))).containsExactly(13, 10, 7);
    assertThat(PastDays.of(AS_OF.minusDays(40), AS_OF)).isEmpty();
  }

  private static List<Integer> daysAgo(List<LocalDate> days) {
    return days.stream().map(day -> (int) (AS_OF.toEpochDay() - day.toEpochDay())).toList();
  }
}
