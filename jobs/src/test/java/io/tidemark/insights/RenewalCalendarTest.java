package io.tidemark.insights;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** MRR by the month in which its cycles end. */
class RenewalCalendarTest {
  private static final HistoryScope SCOPE = TestCustomer.scope("2024-01-01", "2024-03-15");

  /**
   * Anna and Ben pay as much; Cleo ends on the as-of date, Emil begins the day after. Finn's credit
   * leaves nothing of a change within the cycle, and Gina has an adjustment.
   */
  @Test
  @DisplayName("MRR of the as-of date is due in the month in which its cycle ends")
  void byMonthOfTheCycleEnd() {
    List<CustomerHistory> customers =
        TestCustomer.all(
            SCOPE,
            """
            ben  sub_1 EUR 2024-03-10 2024-04-10 month 50.00
            ben  sub_2 EUR 2024-03-15 2024-03-31 month 30.00 cycle=2024-03-01..2024-04-01
            anna sub_1 EUR 2024-02-01 2024-03-01 month 90.00
            anna sub_1 EUR 2024-03-01 2024-04-01 month 80.00
            anna sub_2 USD 2024-03-01 2024-04-01 month 10.00
            cleo sub_1 EUR 2024-02-15 2024-03-15 month 10.00
            dora sub_1 EUR 2024-03-05 2025-03-05 year 30.00
            emil sub_1 EUR 2024-03-16 2024-04-16 month 10.00
            finn sub_1 EUR 2024-03-01 2024-04-01 month 10.00
            finn sub_1 EUR 2024-03-01 2024-04-01 month -10.00
            gina -     EUR 2024-03-01 2024-12-31 adjustment 5.00 adjustment
            """);

    assertThat(texts(customers))
        .containsExactly(
            "2024-04-01 EUR month 16000 2 8000 ben",
            "2024-04-01 USD month 1000 1 1000 anna",
            "2024-12-01 EUR adjustment 500 1 500 gina",
            "2025-03-01 EUR year 3000 1 3000 dora");
  }

  @Test
  @DisplayName("A credit alone is due without a customer who pays")
  void creditAlone() {
    assertThat(
            texts(
                TestCustomer.all(
                    SCOPE,
                    """
                    anna sub_1 EUR 2024-03-01 2024-04-01 month -10.00
                    ben  sub_1 EUR 2024-03-01 2024-04-01 month -20.00
                    """)))
        .containsExactly("2024-04-01 EUR month -3000 0 -1000 anna");
  }

  @Test
  @DisplayName("The month is that of the business time zone")
  void businessTimeZone() {
    HistoryScope tokyo = TestCustomer.scope("2024-01-01", "2024-03-15", ZoneId.of("Asia/Tokyo"));
    CustomerHistory customer =
        TestCustomer.named("anna")
            .layers("sub_1 EUR 2024-03-01T20:00 2024-03-31T20:00 month 10.00")
            .in(tokyo);

    assertThat(texts(List.of(customer))).containsExactly("2024-04-01 EUR month 1000 1 1000 anna");
  }

  private static List<String> texts(List<CustomerHistory> customers) {
    return RowTexts.of(MetricRun.table(new RenewalCalendar(), customers)).texts();
  }
}
