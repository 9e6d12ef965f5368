package io.tidemark.mrr.engine;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rows of cycles with the same number of days, beside months; amounts in cents. */
class FixedDayRowsTest {
  @Test
  @DisplayName("A February after four-week cycles belongs to the months after it")
  void februaryBeforeMonths() {
    BillingCase.of(
            "2025-03-20",
            """
            5200 2024-12-07..2025-01-04 first
            5200 2025-01-04..2025-02-01 2024-12-07..2025-01-04
            5200 2025-02-01..2025-03-01 2025-01-04..2025-02-01
            5200 2025-03-01..2025-04-01 2025-02-01..2025-03-01
            """)
        .assertMrr("2024-12-07..2025-02-01 5633", "2025-02-01..2025-03-20 5200");
  }

  @Test
  @DisplayName("A February between months is a month, and so are two Aprils of thirty days")
  void monthsOfTheSameDays() {
    BillingCase.of(
            "2025-06-20",
            """
            3000 2025-01-01..2025-02-01 first
            3000 2025-02-01..2025-03-01 2025-01-01..2025-02-01
            3000 2025-03-01..2025-04-01 2025-02-01..2025-03-01
            3000 2025-04-01..2025-05-01 2025-03-01..2025-04-01
            3000 2025-05-01..2025-06-01 2025-04-01..2025-05-01
            3000 2025-06-01..2025-07-01 2025-05-01..2025-06-01
            """)
        .assertMrr("2025-01-01..2025-06-20 3000");
  }

  @Test
  @DisplayName("Twenty days after two periods of ten are no period of that row")
  void twiceAsLong() {
    BillingCase.of(
            "2025-07-05",
            """
            1000 2025-06-01..2025-06-11 first
            1000 2025-06-11..2025-06-21 2025-06-01..2025-06-11
            2000 2025-06-21..2025-07-11 2025-06-11..2025-06-21
            """)
        .assertMrr("2025-06-01..2025-06-21 3042", "2025-06-21..2025-07-05 3000");
  }
}
