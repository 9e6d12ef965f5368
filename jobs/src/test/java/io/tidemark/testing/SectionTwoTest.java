package io.tidemark.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Months in a service period, by calendar. */
class SectionTwoTest {

  @ParameterizedTest
  @CsvSource({
    "2023-02-28 .. 2023-03-31, 1",
    "2024-02-29 .. 2024-03-31, 1",
    "2023-01-31 .. 2023-02-28, 1",
    "2023-03-01T09:00 .. 2024-03-01T10:00, 12",
    "2023-06-01 .. 2023-06-16, 1 / 2",
    "2023-06-01 .. 2023-08-16T12:00, 5 / 2"
  })
  void months_follow_the_calendar(String period, String months) {
    assertThat(SectionTwo.byCalendar().months(Bills.period(period)).toString()).isEqualTo(months);
  }
}
