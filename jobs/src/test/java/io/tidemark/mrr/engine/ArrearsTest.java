package io.tidemark.mrr.engine;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Months that are billed when they end, amounts in cents. */
class ArrearsTest {
  @Test
  @DisplayName("The month that is not billed yet costs the last price, low where usage varies")
  void varyingUsage() {
    BillingCase.of(
            "2024-04-20",
            """
            3000 2024-01-01..2024-02-01 2024-01-01..2024-02-01
            3200 2024-02-01..2024-03-01 2024-02-01..2024-03-01
            3100 2024-03-01..2024-04-01 2024-03-01..2024-04-01
            """)
        .assertMrr(
            "2024-01-01..2024-02-01 3000",
            "2024-02-01..2024-03-01 3200",
            "2024-03-01..2024-04-01 3100",
            "2024-04-01..2024-04-21 3100 low");
  }

  @Test
  @DisplayName("A fixed price in arrears is carried on, at high confidence")
  void fixedPrice() {
    BillingCase.of(
            "2024-04-20",
            """
            3000 2024-02-01..2024-03-01 2024-02-01..2024-03-01
            3000 2024-03-01..2024-04-01 2024-03-01..2024-04-01
            """)
        .assertMrr("2024-02-01..2024-04-21 3000");
  }

  @Test
  @DisplayName("An invoice in arrears that is more than three days late is churn")
  void overdue() {
    String months =
        """
        3000 2024-02-01..2024-03-01 2024-02-01..2024-03-01
        3000 2024-03-01..2024-04-01 2024-03-01..2024-04-01
        """;

    BillingCase.of("2024-05-04", months).assertMrr("2024-02-01..2024-05-05 3000");
    BillingCase.of("2024-05-04T00:01", months)
        .assertMrr("2024-02-01..2024-04-01 3000", "2024-04-01..2024-05-05 0");
  }
}
