package io.tidemark.mrr;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Changes of one of several intervals that the following invoices tell, amounts in cents. */
class JointBillingTest {
  private static final String QUARTER_AND_MONTHS =
      """
      41500 2024-07-01..2024-10-01 first
      2500 2024-08-01..2024-09-01 2024-07-01..2024-08-01
      """;

  @Test
  @DisplayName("A change billed with the last month of a quarter is of the quarter if that is next")
  void theQuarterChangesInItsLastMonth() {
    BillingCase.of(
            "2024-12-20",
            QUARTER_AND_MONTHS
                + """
                8500 2024-08-16..2024-10-01 2024-08-01..2024-09-01
                53500 2024-10-01..2025-01-01 2024-07-01..2024-10-01
                2500 every 1 months 1-2 from 2024-10-01
                """)
        .assertMrr("2024-07-01..2024-08-16 15500", "2024-08-16..2024-12-20 19500");
  }

  @Test
  @DisplayName("A change billed with the last month of a quarter is of the month if that is next")
  void theMonthChangesInTheLastOfAQuarter() {
    BillingCase.of(
            "2024-12-20",
            QUARTER_AND_MONTHS
                + """
                7200 2024-08-16..2024-10-01 2024-08-01..2024-09-01
                44600 2024-10-01..2025-01-01 2024-07-01..2024-10-01
                5600 every 1 months 1-2 from 2024-10-01
                """)
        .assertMrr("2024-07-01..2024-08-16 15500", "2024-08-16..2024-12-20 18600");
  }

  @Test
  @DisplayName("A change billed with the last month of a quarter is of the month, low, at the end")
  void theFileEndsInTheLastMonthOfAQuarter() {
    BillingCase.of(
            "2024-09-20",
            QUARTER_AND_MONTHS + "7200 2024-08-16..2024-10-01 2024-08-01..2024-09-01\n")
        .assertMrr("2024-07-01..2024-08-16 15500", "2024-08-16..2024-09-20 18600 low");
  }

  @Test
  @DisplayName("The first renewal of a month also bills its change, as the next year confirms")
  void theFirstRenewalBillsAChange() {
    BillingCase.of(
            "2025-02-20",
            """
            63000 2024-01-01..2025-01-01 first
            7700 2024-01-16..2024-03-01 2024-01-01..2024-02-01
            6100 every 1 months 2-11 from 2024-01-01
            66100 2025-01-01..2026-01-01 2024-01-01..2025-01-01
            6100 every 1 months 13-13 from 2024-01-01
            """)
        .assertMrr("2024-01-01..2024-01-16 8000", "2024-01-16..2025-02-20 11100");
  }

  @Test
  @DisplayName("The first renewal of a month also bills a change of the year, as the next confirms")
  void theFirstRenewalBillsAChangeOfTheYear() {
    BillingCase.of(
            "2025-02-20",
            """
            63000 2024-01-01..2025-01-01 first
            38100 2024-01-16..2025-01-01 2024-01-01..2024-02-01
            3000 every 1 months 2-11 from 2024-01-01
            99600 2025-01-01..2026-01-01 2024-01-01..2025-01-01
            3000 every 1 months 13-13 from 2024-01-01
            """)
        .assertMrr("2024-01-01..2024-01-16 8000", "2024-01-16..2025-02-20 11050");
  }

  @Test
  @DisplayName("A change before the first renewal of a month tells its first price with the year")
  void aChangeBeforeTheFirstRenewal() {
    BillingCase.of(
            "2025-02-20",
            """
            63000 2024-01-01..2025-01-01 first
            1600 2024-01-16..2024-02-01 2024-01-01..2024-01-16
            6100 every 1 months 1-11 from 2024-01-01
            66100 2025-01-01..2026-01-01 2024-01-01..2025-01-01
            6100 every 1 months 13-13 from 2024-01-01
            """)
        .assertMrr("2024-01-01..2024-01-16 8000", "2024-01-16..2025-02-20 11100");
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

  @Test
  @DisplayName("A share of a month up to the end of a year begins the month that the next year has")
  void aMonthBeginsBeforeTheYearEnds() {
    BillingCase.of(
            "2025-02-20",
            """
            120000 2024-01-01..2025-01-01 first
            1600 2024-12-16..2025-01-01 2024-01-01..2024-12-16
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
            """
            120000 2024-01-01..2025-01-01 first
            1600 2024-12-16..2025-01-01 2024-01-01..2024-12-16
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
