package io.tidemark.mrr.engine;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Invoices that bill a renewal of one interval and a change of another one, amounts in cents. */
class CombinedChangesTest {
  private static final String YEAR_AND_MONTHS =
      """
      120000 2024-01-01..2025-01-01 first
      1000 2024-10-01..2024-11-01
      1000 2024-11-01..2024-12-01
      1000 2024-12-01..2025-01-01
      """;

  @Test
  @DisplayName("A combined renewal also bills a change of the month that the next month confirms")
  void theMonthChanges() {
    BillingCase.of(
            "2025-02-20",
            YEAR_AND_MONTHS
                + """
                122516 2024-12-16..2026-01-01 2024-12-01..2025-01-01
                2000 2025-02-01..2025-03-01
                """)
        .assertMrr(
            "2024-01-01..2024-10-01 10000",
            "2024-10-01..2024-12-16 11000",
            "2024-12-16..2025-02-20 12000");
  }

  @Test
  @DisplayName("A change billed with both is of the month, low, where the file ends")
  void theFileEnds() {
    BillingCase.of(
            "2025-01-15",
            YEAR_AND_MONTHS + "122516 2024-12-16..2026-01-01 2024-12-01..2025-01-01\n")
        .assertMrr(
            "2024-01-01..2024-10-01 10000",
            "2024-10-01..2024-12-16 11000",
            "2024-12-16..2025-01-15 12000 low");
  }

  @Test
  @DisplayName("A change billed with both is of the year where the month keeps its price")
  void theYearChanges() {
    BillingCase.of(
            "2025-02-20",
            YEAR_AND_MONTHS
                + """
                133525 2024-12-16..2026-01-01 2024-12-01..2025-01-01
                1000 2025-02-01..2025-03-01
                """)
        .assertMrr(
            "2024-01-01..2024-10-01 10000",
            "2024-10-01..2024-12-16 11000",
            "2024-12-16..2025-02-20 12000 low");
  }

  private static final String YEAR_CHANGED_WITH_A_MONTH =
      """
      120000 2024-01-01..2025-01-01 first
      1000 2024-08-01..2024-09-01
      1000 2024-09-01..2024-10-01
      4508 2024-09-16..2025-01-01 2024-09-01..2024-10-01
      """;

  @Test
  @DisplayName("A monthly renewal also bills a change of the year that the next year confirms")
  void aMonthWithAChangeOfTheYear() {
    BillingCase.of(
            "2025-01-20",
            YEAR_CHANGED_WITH_A_MONTH
                + """
                1000 2024-11-01..2024-12-01
                1000 2024-12-01..2025-01-01
                132000 2025-01-01..2026-01-01
                1000 2025-01-01..2025-02-01
                """)
        .assertMrr(
            "2024-01-01..2024-08-01 10000",
            "2024-08-01..2024-09-16 11000",
            "2024-09-16..2025-01-20 12000");
  }

  @Test
  @DisplayName("A month billed with a change of the year keeps its price, low, where the file ends")
  void aMonthWithAChangeAtTheEnd() {
    BillingCase.of("2024-10-20", YEAR_CHANGED_WITH_A_MONTH)
        .assertMrr(
            "2024-01-01..2024-08-01 10000",
            "2024-08-01..2024-09-16 11000",
            "2024-09-16..2024-10-20 12000 low");
  }

  @Test
  @DisplayName("A year begun with a monthly renewal inside two years adds what the month leaves")
  void aYearBegunWithAMonth() {
    BillingCase.of(
            "2024-12-20",
            """
            240000 2024-01-01..2026-01-01 first
            1000 2024-08-01..2024-09-01
            1000 2024-09-01..2024-10-01
            121000 2024-10-01..2025-10-01 2024-09-01..2024-10-01
            1000 2024-11-01..2024-12-01
            1000 2024-12-01..2025-01-01
            """)
        .assertMrr(
            "2024-01-01..2024-08-01 10000",
            "2024-08-01..2024-10-01 11000",
            "2024-10-01..2024-12-20 21000 low");
  }

  @Test
  @DisplayName("A year renewed with the usage of the last month keeps its price")
  void aYearWithUsageInArrears() {
    BillingCase.of(
            "2025-01-20",
            """
            120000 2024-01-01..2025-01-01 first
            500 2024-10-01..2024-11-01 2024-10-01..2024-11-01
            700 2024-11-01..2024-12-01 2024-11-01..2024-12-01
            120650 2024-12-01..2026-01-01 2024-12-01..2025-01-01
            """)
        .assertMrr(
            "2024-01-01..2024-10-01 10000",
            "2024-10-01..2024-11-01 10500",
            "2024-11-01..2024-12-01 10700",
            "2024-12-01..2025-01-20 10650 low");
  }
}
