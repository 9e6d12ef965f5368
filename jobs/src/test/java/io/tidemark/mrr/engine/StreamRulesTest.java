package io.tidemark.mrr.engine;

import static io.tidemark.mrr.engine.BillingStreams.assigned;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules that deal invoices into streams, each where it just fits or does not; in cents. */
class StreamRulesTest {
  private static final String YEAR = "120000 2024-01-01..2025-01-01 first\n";
  private static final String QUARTER_AND_MONTHS =
      """
      3000 2024-01-01..2024-04-01 first
      1000 2024-01-10..2024-02-10 first
      1000 2024-02-10..2024-03-10 2024-01-10..2024-02-10
      """;

  @ParameterizedTest(name = "{0}: {1} and {2}")
  @DisplayName(
      "Where nothing runs a credit opens no quarter; a free one is cut by a paid month in it")
  @CsvSource({"-500, '3000, -500', '1000, 1000, 1000'", "0, '3000, 0, 1000', '1000, 1000'"})
  void quarterInAPause(long net, String quarters, String months) {
    assertThat(
            assigned(
                "2024-06-10",
                QUARTER_AND_MONTHS
                    + net
                    + " 2024-05-10..2024-08-10 2024-04-10..2024-05-10\n"
                    + "1000 2024-05-20..2024-06-20 first\n"))
        .containsExactly(quarters, months);
  }

  @Test
  @DisplayName("A restart at the end of a year renews no month with it, but may bill a first one")
  void restartAtTheEnd() {
    assertThat(
            assigned(
                "2025-02-20",
                YEAR
                    + """
                    1000 2024-11-01..2024-12-01 first
                    1000 2024-12-01..2025-01-01 2024-11-01..2024-12-01
                    121000 2025-01-01..2026-01-01 first
                    1000 2025-02-01..2025-03-01 2025-01-01..2025-02-01
                    """))
        .containsExactly("120000, 120000", "1000, 1000", "1000, 1000");
  }

  @Test
  @DisplayName("After a broken period inside a year, only whole months continue it")
  void brokenPeriods() {
    String broken = YEAR + "600 2024-07-21..2024-08-10 first\n";

    assertThat(assigned("2024-12-20", broken + "930 2024-08-10..2024-09-10\n"))
        .containsExactly("120000", "600, 930");
    assertThat(assigned("2024-12-20", broken + "930 2024-08-10..2024-08-25\n"))
        .containsExactly("120000");
  }

  @ParameterizedTest(name = "{0} {1}")
  @DisplayName("A month that was given up, or is free, is not changed with the year it ends with")
  @CsvSource({"1000, uncollectible:2024-12-10", "0, ''"})
  void changeOfTheYearAlone(long net, String whatCameOfIt) {
    assertThat(
            assigned(
                "2025-01-02",
                YEAR
                    + """
                    %1$d 2024-11-01..2024-12-01 first
                    %1$d 2024-12-01..2025-01-01 2024-11-01..2024-12-01 %2$s
                    300 2024-12-16..2025-01-01 2024-12-01..2024-12-16
                    """
                        .formatted(net, whatCameOfIt)))
        .containsExactly("120000, 300", net + ", " + net);
  }

  @Test
  @DisplayName("A year at the end of a month's stream goes on with it where nothing else runs")
  void anotherLength() {
    assertThat(
            assigned(
                "2024-12-20",
                """
                3000 2024-01-01..2024-04-01 first
                1000 2024-01-15..2024-02-15 first
                1000 every 1 months 1-2 from 2024-01-15
                9000 2024-04-15..2025-04-15 2024-03-15..2024-04-15
                """))
        .containsExactly("3000", "1000, 1000, 1000, 9000");
  }

  @Test
  @DisplayName("A quarter at the end of a month's stream inside a year is a stream of its own")
  void anotherLengthInside() {
    assertThat(
            assigned(
                "2024-10-05",
                YEAR
                    + """
                    1000 2024-02-10..2024-03-10 first
                    1000 2024-03-10..2024-04-10 2024-02-10..2024-03-10
                    2000 2024-04-10..2024-07-10 2024-03-10..2024-04-10
                    2000 2024-07-10..2024-10-10 2024-04-10..2024-07-10
                    """))
        .containsExactly("120000", "1000, 1000", "2000, 2000");
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("Two days before a month ends, a restart or a quarter is another item")
  @CsvSource({"1000 2024-03-08..2024-04-08 first, 1000", "2000 2024-03-08..2024-06-08, 2000"})
  void notEarly(String invoice, String net) {
    assertThat(assigned("2024-03-12", YEAR + "1000 2024-02-10..2024-03-10 first\n" + invoice))
        .containsExactly("120000", "1000 NOT_YET_REPEATED", net + " NOT_YET_REPEATED");
  }

  @ParameterizedTest(name = "{0}, data through {1}: {2}")
  @DisplayName("An item that outlasts a year is inside it where the renewal may not be written yet")
  @CsvSource({
    "1000 2024-12-28..2025-01-28, 2025-01-04, 120000; 1000 NOT_YET_REPEATED",
    "1000 2024-12-28..2025-01-28, 2025-01-04T00:01, 120000 OVERLAPS & 1000 OVERLAPS",
    "1000 2024-12-28..2025-01-28 first, 2025-01-04, 120000 & 1000",
    "120000 2024-12-28..2025-12-28, 2024-12-30, 120000 & 120000",
    "240000 2024-12-28..2026-12-28, 2024-12-30, 120000 OVERLAPS & 240000 OVERLAPS"
  })
  void beforeTheRenewal(String invoice, String through, String streams) {
    assertThat(String.join("; ", assigned(through, YEAR + invoice)))
        .isEqualTo(streams.replace(" &", ","));
  }

  @Test
  @DisplayName("A free cycle that is overlapped is cut without a doubt")
  void overlappedFreeCycle() {
    assertThat(
            assigned(
                "2024-04-20",
                """
                0 2024-01-01..2024-04-01 first
                1000 2024-03-15..2024-04-15
                """))
        .containsExactly("0, 1000");
  }

  @Test
  @DisplayName("A credit inside several cycles makes the longest low")
  void creditInside() {
    assertThat(
            assigned(
                "2024-06-20",
                """
                3000 2024-01-01..2024-04-01 first
                120000 2024-02-01..2025-02-01 first
                -100 2024-03-01..2024-03-20
                3000 2024-04-01..2024-07-01 2024-01-01..2024-04-01
                """))
        .containsExactly("3000, 3000", "120000 CREDIT_INSIDE");
  }

  @Test
  @DisplayName("A restart ends only what runs")
  void restartAfterAnEnd() {
    assertThat(
            assigned(
                "2024-06-20",
                YEAR
                    + """
                    1000 2024-01-10..2024-02-10 first
                    1000 2024-02-10..2024-03-10 2024-01-10..2024-02-10
                    150000 2024-05-20..2025-05-20 first
                    """))
        .containsExactly("120000, 150000", "1000, 1000");
  }

  @Test
  @DisplayName("A restart goes on with what runs, even if something as long has ended")
  void restartOfWhatRuns() {
    assertThat(
            assigned(
                "2025-02-20",
                """
                3000 2024-01-01..2024-04-01 first
                120000 2024-02-01..2025-02-01 first
                3000 2024-04-01..2024-07-01 2024-01-01..2024-04-01
                3000 2025-01-10..2025-04-10 first
                """))
        .containsExactly("3000, 3000", "120000, 3000");
  }
}
