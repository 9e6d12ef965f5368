package io.tidemark.insights;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** MRR at the end of each month: December to May, where May ends with the as-of date. */
class CustomerMonthsTest {
  private static final HistoryScope SCOPE = TestCustomer.scope("2024-01-01", "2024-05-20");

  @Test
  @DisplayName("A month ends with the MRR of its last day or of the as-of date")
  void monthEnds() {
    Map<String, String> ends = new TreeMap<>();
    ends.put(
        "early", "2023-11-01 2024-03-05 month 10.00\nsub EUR 2024-03-05 2024-09-01 month 15.00");
    ends.put("glimpse", "2024-02-10 2024-02-20 month 5.00");
    ends.put("pause", "2024-01-31 2024-03-01 month 7.00\nsub EUR 2024-05-20 2024-06-20 month 7.00");
    ends.put("gone", "2023-11-01 2023-12-31 month 3.00");
    ends.put("late", "2024-05-21 2024-06-21 month 3.00");
    ends.replaceAll((name, layers) -> Arrays.toString(ends(customer("sub EUR " + layers))));

    assertThat(ends)
        .containsOnly(
            Map.entry("early", "[1000, 1000, 1000, 1500, 1500, 1500]"),
            Map.entry("glimpse", "[0, 0, 0, 0, 0, 0]"),
            Map.entry("pause", "[0, 700, 700, 0, 0, 700]"),
            Map.entry("gone", "[0, 0, 0, 0, 0, 0]"),
            Map.entry("late", "[0, 0, 0, 0, 0, 0]"));
  }

  /** On March 10 monthly MRR of 10.00 becomes yearly MRR of 9.00, which grows to 9.50. */
  @Test
  @DisplayName("An interval ends with its own MRR, and what moved there is a transfer of the month")
  void monthsOfIntervals() {
    CustomerHistory customer =
        customer(
            """
            sub EUR 2024-01-05 2024-03-10 month 10.00
            sub EUR 2024-03-10 2024-03-25 year  9.00
            sub EUR 2024-03-25 2025-03-25 year  9.50
            sub USD 2024-05-01 2024-06-01 month 2.00
            """);

    assertThat(CustomerMonths.ofIntervals(customer))
        .extracting(
            interval ->
                interval.currency()
                    + " "
                    + interval.billingInterval()
                    + " "
                    + Arrays.toString(interval.ends())
                    + " "
                    + Arrays.toString(interval.transfers()))
        .containsExactly(
            "EUR month [0, 1000, 1000, 0, 0, 0] [0, 0, 0, -900, 0, 0]",
            "EUR year [0, 0, 0, 950, 950, 950] [0, 0, 0, 900, 0, 0]",
            "USD month [0, 0, 0, 0, 0, 200] [0, 0, 0, 0, 0, 0]");
  }

  private static CustomerHistory customer(String layers) {
    return TestCustomer.named("cus").layers(layers).in(SCOPE);
  }

  /** Converted MRR has the same ends, for all of it is in euros. */
  private static long[] ends(CustomerHistory customer) {
    List<long[]> ends = customer.accounts().stream().map(customer::monthEnds).toList();
    assertThat(ends).hasSize(2);
    assertThat(ends.get(0)).isEqualTo(ends.get(1));
    return ends.get(0);
  }
}
