package io.tidemark.insights;

import static io.tidemark.mrr.LiteralLayers.time;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.mrr.DataWindow;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The months that a run shows. */
class MonthRangeTest {
  @Test
  @DisplayName("Months run from that of the opening day to that of the as-of date")
  void monthsWithTheirDays() {
    assertThat(texts(range("2023-12-31", "2024-03-30")))
        .containsExactly(
            "0 2023-12-01 to 2023-12-31",
            "1 2024-01-01 to 2024-01-31",
            "2 2024-02-01 to 2024-02-29",
            "3 2024-03-01 to 2024-03-30 partial");
  }

  @Test
  @DisplayName("A month that begins late is not partial; one that ends early is")
  void oneMonth() {
    assertThat(texts(range("2024-01-14", "2024-01-31")))
        .containsExactly("0 2024-01-01 to 2024-01-31");
    assertThat(texts(range("2024-01-14", "2024-01-14")))
        .containsExactly("0 2024-01-01 to 2024-01-14 partial");
  }

  @Test
  @DisplayName("Days outside the range have numbers below 0 or from the count on")
  void daysOutside() {
    MonthRange range = range("2023-12-31", "2024-03-30");

    assertThat(
            List.of("2022-12-31", "2023-11-30", "2023-12-01", "2024-02-29", "2024-04-01").stream()
                .map(day -> range.index(LocalDate.parse(day))))
        .containsExactly(-12, -1, 0, 2, 4);
  }

  @Test
  @DisplayName("The opening day is the business day before the first creation")
  void ofWindow() {
    DataWindow window =
        new DataWindow(
            time("2024-01-31T23:30"),
            time("2024-03-31T12:00"),
            LocalDate.parse("2024-03-30"),
            ZoneId.of("Europe/Berlin"));

    assertThat(MonthRange.of(window)).isEqualTo(range("2024-01-31", "2024-03-30"));
  }

  private static MonthRange range(String openingDay, String asOf) {
    return new MonthRange(LocalDate.parse(openingDay), LocalDate.parse(asOf));
  }

  private static List<String> texts(MonthRange range) {
    return IntStream.range(0, range.count())
        .mapToObj(
            month ->
                "%d %s to %s%s"
                    .formatted(
                        month,
                        range.month(month),
                        range.lastDay(month),
                        range.isPartial(month) ? " partial" : ""))
        .toList();
  }
}
