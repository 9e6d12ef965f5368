package io.tidemark.mrr.engine;

import static io.tidemark.mrr.engine.BillingStreams.YEAR_AND_ADD_ON;
import static io.tidemark.mrr.engine.BillingStreams.assigned;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The renewal of a year for 120000 cents, with or without the add-on's month for 1000. */
class CombinedInvoiceTest {
  private static final String LATE = "2025-02-20";
  private static final String EARLY = "2025-01-10";

  @ParameterizedTest(name = "{0}, then {1} for February: {2} and {3}")
  @DisplayName("Of the add-on's prices before and after, that counts which leaves the year's")
  @CsvSource({
    "121000, 1000, 120000, 1000",
    "121200, 1200, 120000, 1200",
    "120800, 800, 120000, 800",
    "141000, 1000, 140000, 1000",
    "121001, 1001, 120000, 1001",
    "121000, 1500, 120000, 1000",
    "151500, 1500, 150000 COMBINED, 1500 COMBINED",
    "1000, 1000, 0, 1000"
  })
  void followed(long renewal, long february, String year, String month) {
    assertThat(
            assigned(
                LATE,
                YEAR_AND_ADD_ON
                    + renewal(renewal)
                    + february
                    + " 2025-02-01..2025-03-01 2025-01-01..2025-02-01\n"))
        .containsExactly("120000, " + year, "1000, 1000, " + month + ", " + february);
  }

  @Test
  @DisplayName("A renewal at the year's old price bills a cheaper year and a month that is new")
  void renewalAtTheOldPrice() {
    assertThat(
            assigned(
                LATE,
                YEAR_AND_ADD_ON
                    + renewal(120_000)
                    + "1000 2025-02-01..2025-03-01 2025-01-01..2025-02-01\n"))
        .containsExactly("120000, 119000", "1000, 1000", "1000, 1000");
  }

  @Test
  @DisplayName("A renewal cheaper than the add-on alone does not bill it")
  void cheaperThanTheAddOn() {
    assertThat(
            assigned(
                LATE,
                YEAR_AND_ADD_ON
                    + renewal(999)
                    + "1000 2025-02-01..2025-03-01 2025-01-01..2025-02-01\n"))
        .anyMatch(stream -> stream.startsWith("120000, 999"));
  }

  @ParameterizedTest(name = "{0}: {1} and {2}")
  @DisplayName("An add-on that no invoice continues ended before the renewal or after one month")
  @CsvSource({
    "120000, 120000, ''",
    "120001, 120001, ''",
    "120002, 120002 COMBINED, ''",
    "121000, 120000 COMBINED, ', 1000 COMBINED'",
    "121001, 120000 COMBINED, ', 1001 COMBINED'",
    "121002, 121002 COMBINED, ''",
    "130000, 130000 COMBINED, ''"
  })
  void notFollowed(long renewal, String year, String month) {
    assertThat(assigned(LATE, YEAR_AND_ADD_ON + renewal(renewal)))
        .containsExactly("120000, " + year, "1000, 1000" + month);
  }

  @ParameterizedTest(name = "{0}: {1} and {2}")
  @DisplayName("An add-on whose next invoice is not due yet keeps its price, low")
  @CsvSource({
    "121000, 120000 COMBINED, ', 1000 COMBINED'",
    "130000, 129000 COMBINED, ', 1000 COMBINED'",
    "120000, 120000, ''"
  })
  void notDueYet(long renewal, String year, String month) {
    assertThat(assigned(EARLY, YEAR_AND_ADD_ON + renewal(renewal)))
        .containsExactly("120000, " + year, "1000, 1000" + month);
  }

  @ParameterizedTest(name = "the renewal of {0} is written {1}")
  @DisplayName("A renewal beside an invoice for the add-on's month bills the year alone")
  @CsvSource({"120000, first", "121000, first", "121000, last"})
  void apart(long renewal, String position) {
    String month =
        """
        1000 2025-01-01..2025-02-01 2024-12-01..2025-01-01
        1000 2025-02-01..2025-03-01 2025-01-01..2025-02-01
        """;
    String lines = position.equals("first") ? renewal(renewal) + month : month + renewal(renewal);

    assertThat(assigned(LATE, YEAR_AND_ADD_ON + lines))
        .containsExactly("120000, " + renewal, "1000, 1000, 1000, 1000");
  }

  @Test
  @DisplayName("A dearer month of the add-on is sure although the year has ended")
  void yearEnds() {
    assertThat(
            assigned(
                LATE, YEAR_AND_ADD_ON + "1500 2025-01-01..2025-02-01 2024-12-01..2025-01-01\n"))
        .containsExactly("120000", "1000, 1000, 1500");
  }

  private static final String QUARTER_AND_ADD_ON =
      """
      9000 2024-01-01..2024-04-01 first
      1000 2024-02-01..2024-03-01 first
      1000 2024-03-01..2024-04-01 2024-02-01..2024-03-01
      """;

  private static String secondQuarter(long renewal, long month) {
    return """
        %d 2024-04-01..2024-07-01 2024-03-01..2024-04-01
        %d 2024-05-01..2024-06-01 2024-04-01..2024-05-01
        %d 2024-06-01..2024-07-01 2024-05-01..2024-06-01
        """
        .formatted(renewal, month, month);
  }

  @ParameterizedTest(name = "{0}, then {1}: {2}")
  @DisplayName("A combined price after a low one is low until it repeats")
  @CsvSource({
    "11500, 1500, 11500, '10000 COMBINED, 10000'",
    "11500, 1500, 11600, '10000 COMBINED, 10100 COMBINED'",
    "10000, 1000, 10100, '9000, 9100'"
  })
  void afterALowPrice(long second, long month, long third, String quarters) {
    assertThat(
            assigned(
                    "2024-08-20",
                    QUARTER_AND_ADD_ON
                        + secondQuarter(second, month)
                        + third
                        + " 2024-07-01..2024-10-01 2024-06-01..2024-07-01\n"
                        + month
                        + " 2024-08-01..2024-09-01 2024-07-01..2024-08-01\n")
                .get(0))
        .isEqualTo("9000, " + quarters);
  }

  @ParameterizedTest(name = "{0} with the usage of December: {1}")
  @DisplayName("A renewal that covers a month billed in arrears keeps the year's price")
  @CsvSource({
    "120650, '120000 COMBINED', ', 650'",
    "120000, '120000 COMBINED', ', 0'",
    "119999, '119999', ''"
  })
  void usageInArrears(long renewal, String year, String usage) {
    List<String> streams =
        assigned(
            LATE,
            """
            120000 2024-01-01..2025-01-01 first
            500 2024-10-01..2024-11-01 2024-10-01..2024-11-01
            700 2024-11-01..2024-12-01 2024-11-01..2024-12-01
            """
                + renewal
                + " 2024-12-01..2026-01-01 2024-12-01..2025-01-01\n");

    assertThat(streams)
        .containsExactly(
            "120000, " + year, "500, 700" + usage + (usage.isEmpty() ? "" : " COMBINED"));
  }

  private static String renewal(long net) {
    return net + " 2025-01-01..2026-01-01 2024-12-01..2025-01-01\n";
  }
}
