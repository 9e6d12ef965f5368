package io.tidemark.insights;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** From when on losses can be seen in a file that begins on January 1. */
class VisibilityWindowTest {
  @Test
  @DisplayName("Forty days show no month that began in them and ended two weeks before their end")
  void aShortFileShowsNoDayWhole() {
    LocalDate first = LocalDate.parse("2024-01-01");
    Map<Integer, Long> cycles = Map.of(1, 90L, 12, 10L);

    assertThat(VisibilityWindow.from(cycles, first, LocalDate.parse("2024-02-09"))).isEmpty();
    assertThat(VisibilityWindow.from(cycles, first, LocalDate.parse("2024-02-28")))
        .contains(LocalDate.parse("2024-02-01"));
    assertThat(VisibilityWindow.from(Map.of(), first, LocalDate.parse("2024-02-09")))
        .contains(first);
  }
}
