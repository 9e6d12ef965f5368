package io.tidemark.mrr.engine;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Changes of one of several intervals that the following invoices tell, amounts in cents. */
class JointBillingTest {
  private static final String QUARTER_AND_MONTHS =
      """
      41500 2024-07-01..2024-10-01 first
      2500 2024-08-01..2024-09-01 2024-07-01..2024-08-01
      """;

  @ParameterizedTest(name = "{0}, then {1} for the quarter and {2} for a month: {3}")
  @DisplayName("A change billed with the last month of a quarter is of what costs more next")
  @CsvSource({"8500, 53500, 2500, 19500", "7200, 44600, 5600, 18600"})
  void theLastMonthOfAQuarter(long change, long quarter, long month, long mrr) {
    BillingCase.of(
            "2024-12-20",
            QUARTER_AND_MONTHS
                + """
                %d 2024-08-16..2024-10-01 2024-08-01..2024-09-01
                %d 2024-10-01..2025-01-01 2024-07-01..2024-10-01
                %d every 1 months 1-2 from 2024-10-01
                """
                    .formatted(change, quarter, month))
        .assertMrr("2024-07-01..2024-08-16 15500", "2024-08-16..2024-12-20 " + mrr);
  }

  @Test
  @DisplayName("A change billed with the last month of a quarter is of the month, low, at the end")
  void theFileEndsInTheLastMonthOfAQuarter() {
    BillingCase.of(
            "2024-09-20",
            QUARTER_AND_MONTHS + "7200 2024-08-16..2024-10-01 2024-08-01..2024-09-01\n")
        .assertMrr("2024-07-01..2024-08-16 15500", "2024-08-16..2024-09-20 18600 low");
  }

  @ParameterizedTest(name = "{0}, then {1} for a month and {2} for the year: {4}")
  @DisplayName("A change by the first renewal of a month is of what the next year shows")
  @CsvSource({
    // billed with the renewal, of the month
    "7700 2024-01-16..2024-03-01 2024-01-01..2024-02-01, 6100, 66100, 2, 11100",
    // billed with the renewal, of the year
    "38100 2024-01-16..2025-01-01 2024-01-01..2024-02-01, 3000, 99600, 2, 11050",
    // before the renewal, of the month
    "1600 2024-01-16..2024-02-01 2024-01-01..2024-01-16, 6100, 66100, 1, 11100"
  })
  void aChangeByTheFirstRenewal(String change, long month, long year, int nextMonth, long mrr) {
    BillingCase.of(
            "2025-02-20",
            """
            63000 2024-01-01..2025-01-01 first
            %1$s
            %2$d every 1 months %4$d-11 from 2024-01-01
            %3$d 2025-01-01..2026-01-01 2024-01-01..2025-01-01
            %2$d every 1 months 13-13 from 2024-01-01
            """
                .formatted(change, month, year, nextMonth))
        .assertMrr("2024-01-01..2024-01-16 8000", "2024-01-16..2025-02-20 " + mrr);
  }

  @Test
  @DisplayName(
      "The first renewal tells a month from a year although it changes around the next year")
  void theMonthDoublesBeforeTheYearRenews() {
    BillingCase.of(
            "2025-04-20",
            """
            63000 2024-01-01..2025-01-01 first
            3000 every 1 months 1-10 from 2024-01-01
            1500 2024-11-16..2024-12-01 2024-11-01..2024-11-16
            6000 every 1 months 11-11 from 2024-01-01
            66000 2025-01-01..2026-01-01 2024-01-01..2025-01-01
            1548 2025-01-17..2025-03-01 2025-01-01..2025-02-01
            3000 every 1 months 14-15 from 2024-01-01
            """)
        .assertMrr(
            "2024-01-01..2024-11-16 8000",
            "2024-11-16..2025-01-17 11000",
            "2025-01-17..2025-04-20 8000");
  }

  private static final String YEAR_AND_A_SHARE =
      """
      120000 2024-01-01..2025-01-01 first
      1600 2024-12-16..2025-01-01 2024-01-01..2024-12-16
      """;

  @Test
  @DisplayName("A share of a month up to the end of a year begins the month that the next year has")
  void aMonthBeginsBeforeTheYearEnds() {
    BillingCase.of(
            "2025-02-20",
            YEAR_AND_A_SHARE
                + """
                123100 2025-01-01..2026-01-01 2024-01-01..2025-01-01
                3100 2025-02-01..2025-03-01 2025-01-01..2025-02-01
                """)
        .assertMrr("2024-01-01..2024-12-16 10000", "2024-12-16..2025-02-20 13100");
  }

  @Test
  @DisplayName("A share of a year up to its end is a change where the next year costs as much more")
  void aYearChangesBeforeItEnds() {
    BillingCase.of(
            "2025-02-20",
            YEAR_AND_A_SHARE
                + """
                156600 2025-01-01..2026-01-01 2024-01-01..2025-01-01
                """)
        .assertMrr("2024-01-01..2024-12-16 10000", "2024-12-16..2025-02-20 13050");
  }

  private static final String YEAR_AND_MONTHS =
      """
      123000 2024-01-01..2025-01-01 first
      3000 every 1 months 1-8 from 2024-01-01
      """;

  @Test
  @DisplayName("Two changes billed when the second is made are told by the next of both intervals")
  void twoChangesAtOnce() {
    BillingCase.of(
            "2025-02-20",
            YEAR_AND_MONTHS
                + """
                12700 2024-09-16..2025-01-01 2024-09-01..2024-09-21
                9000 every 1 months 9-11 from 2024-01-01
                165600 2025-01-01..2026-01-01 2024-01-01..2025-01-01
                9000 every 1 months 13-13 from 2024-01-01
                """)
        .assertMrr(
            "2024-01-01..2024-09-16 13000",
            "2024-09-16..2024-09-21 16050",
            "2024-09-21..2025-02-20 22050");
  }

  @Test
  @DisplayName("Of two changes billed with a month, what is left tells when the second was made")
  void twoChangesWithARenewal() {
    BillingCase.of(
            "2025-02-20",
            YEAR_AND_MONTHS
                + """
                20100 2024-09-16..2025-01-01 2024-09-01..2024-10-01
                9000 every 1 months 10-11 from 2024-01-01
                165600 2025-01-01..2026-01-01 2024-01-01..2025-01-01
                9000 every 1 months 13-13 from 2024-01-01
                """)
        .assertMrr(
            "2024-01-01..2024-09-16 13000",
            "2024-09-16..2024-09-29 16050 low",
            "2024-09-29..2025-01-01 22050 low",
            "2025-01-01..2025-02-20 22050");
  }
}
