package io.tidemark.insights;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.tables.InsightTables;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** MRR by segment, of literal customers and months of churn. */
class SegmentRowsTest {
  private static final Segments SEGMENTS = new Segments(FiveCustomers.SCOPE.months());

  private static final String[] COLUMNS = {
    "month",
    "dimension",
    "segment",
    "customers",
    "start_mrr_minor",
    "moved_minor",
    "transfer_minor",
    "mrr_minor",
    "share"
  };

  private static final String CHURN =
      """
      month      | currency | is_converted | billing_interval | end_customers | start_mrr_minor | transfer_minor | end_mrr_minor | is_partial | is_warming_up
      2023-12-01 | EUR      | false        | all              |             1 |               0 |              0 |         10000 | false      | true
      2024-01-01 | EUR      | false        | all              |             3 |           10000 |              0 |         18000 | false      | false
      2024-02-01 | EUR      | false        | all              |             4 |           18000 |              0 |         22000 | false      | false
      2024-03-01 | EUR      | false        | all              |             3 |           22000 |              0 |         20000 | false      | false
      2024-03-01 | EUR      | false        | month            |             2 |           22000 |          -3000 |         17000 | false      | false
      2024-03-01 | EUR      | false        | year             |             1 |               0 |           3000 |          3000 | false      | false
      2024-04-01 | EUR      | false        | all              |             4 |           20000 |              0 |         22000 | false      | false
      2024-04-01 | EUR      | false        | week             |             0 |               0 |              0 |             0 | false      | false
      2024-05-01 | EUR      | false        | all              |             4 |           22000 |              0 |         20000 | true       | false
      2024-05-01 | EUR      | false        | month            |             3 |           19000 |              0 |         17000 | true       | false
      2024-05-01 | EUR      | false        | year             |             1 |            3000 |              0 |          3000 | true       | false
      """;

  /** The same of all intervals. */
  private static final String IN_OTHER_ACCOUNTS =
      CHURN
          .lines()
          .filter(line -> line.contains("| all "))
          .flatMap(
              line ->
                  Stream.of(
                      line.replaceFirst("EUR      \\| false", "EUR | true"),
                      line.replaceFirst("EUR", "USD")))
          .collect(Collectors.joining("\n"));

  @Test
  @DisplayName("Moved and transferred MRR make the change of each segment")
  void segments() {
    assertThat(segments(FiveCustomers.histories()).where("is_converted", false).texts(COLUMNS))
        .filteredOn(text -> text.startsWith("2024-03") || text.startsWith("2024-05"))
        .containsExactly(
            "2024-03-01 billing_interval month 2 22000 -2000 -3000 17000 0.8500",
            "2024-03-01 billing_interval year 1 0 0 3000 3000 0.1500",
            "2024-03-01 country AT 1 10000 0 0 10000 0.5000",
            "2024-03-01 country none 2 12000 -2000 0 10000 0.5000",
            "2024-03-01 coupon none 3 22000 -2000 0 20000 1.0000",
            "2024-03-01 currency EUR 3 22000 -2000 0 20000 1.0000",
            "2024-03-01 first_discount none 2 18000 -1000 0 17000 0.8500",
            "2024-03-01 first_discount up_to_25_percent 1 4000 -1000 0 3000 0.1500",
            "2024-03-01 mrr_band 100_to_250 1 10000 0 0 10000 0.5000",
            "2024-03-01 mrr_band 25_to_50 1 7000 -4000 0 3000 0.1500",
            "2024-03-01 mrr_band 50_to_100 1 5000 2000 0 7000 0.3500",
            "2024-05-01 billing_interval month 3 19000 -2000 0 17000 0.8500",
            "2024-05-01 billing_interval year 1 3000 0 0 3000 0.1500",
            "2024-05-01 country AT 1 10000 -2000 0 8000 0.4000",
            "2024-05-01 country none 3 12000 0 0 12000 0.6000",
            "2024-05-01 coupon none 4 22000 -2000 0 20000 1.0000",
            "2024-05-01 currency EUR 4 22000 -2000 0 20000 1.0000",
            "2024-05-01 first_discount none 3 19000 -2000 0 17000 0.8500",
            "2024-05-01 first_discount up_to_25_percent 1 3000 0 0 3000 0.1500",
            "2024-05-01 mrr_band 100_to_250 0 10000 0 -10000 0 0.0000",
            "2024-05-01 mrr_band 25_to_50 1 3000 0 0 3000 0.1500",
            "2024-05-01 mrr_band 50_to_100 2 7000 -2000 10000 15000 0.7500",
            "2024-05-01 mrr_band under_25 1 2000 0 0 2000 0.1000");
  }

  @Test
  @DisplayName(
      "A segment has the months with MRR at their start or end, an interval those of churn")
  void months() {
    List<CustomerHistory> brief =
        List.of(
            TestCustomer.named("brief")
                .layers("sub_1 EUR 2024-02-05 2024-04-05 month 30.00")
                .invoices("in_1 EUR 2024-02-05 30.00 coupons=SPRING")
                .in(FiveCustomers.SCOPE));

    assertThat(
            segments(brief)
                .where("is_converted", false)
                .texts("month", "dimension", "segment", "customers", "mrr_minor"))
        .filteredOn(text -> text.contains(" coupon ") || text.contains(" week "))
        .containsExactly(
            "2024-02-01 coupon SPRING 1 3000",
            "2024-03-01 coupon SPRING 1 3000",
            "2024-04-01 billing_interval week 0 0",
            "2024-04-01 coupon SPRING 0 0");
  }

  @Test
  @DisplayName("A customer who leaves or returns changes no band, and its MRR is not transferred")
  void transfersBetweenBands() {
    List<CustomerHistory> customers =
        TestCustomer.all(
            FiveCustomers.SCOPE,
            """
            wave sub_1 EUR 2024-01-05 2024-02-05 month 10.00
            wave sub_1 EUR 2024-02-05 2024-03-05 month 60.00
            wave sub_1 EUR 2024-04-05 2024-05-05 month 30.00
            wave sub_1 EUR 2024-05-05 2024-06-05 month 20.00
            """);

    assertThat(
            segments(customers)
                .where("is_converted", false)
                .where("dimension", "mrr_band")
                .texts(
                    "month",
                    "segment",
                    "start_mrr_minor",
                    "moved_minor",
                    "transfer_minor",
                    "mrr_minor"))
        .containsExactly(
            "2024-01-01 under_25 0 1000 0 1000",
            "2024-02-01 50_to_100 0 5000 1000 6000",
            "2024-02-01 under_25 1000 0 -1000 0",
            "2024-03-01 50_to_100 6000 -6000 0 0",
            "2024-04-01 25_to_50 0 3000 0 3000",
            "2024-05-01 25_to_50 3000 0 -3000 0",
            "2024-05-01 under_25 0 -1000 3000 2000");
  }

  @Test
  @DisplayName(
      "Total and flags are those of all intervals in the month; growth is null from nothing")
  void totals() {
    assertThat(
            segments(FiveCustomers.histories())
                .where("is_converted", false)
                .texts(
                    "month",
                    "dimension",
                    "segment",
                    "total_minor",
                    "growth_rate",
                    "is_partial",
                    "is_warming_up"))
        .contains(
            "2023-12-01 currency EUR 10000 null false true",
            "2024-01-01 currency EUR 18000 0.8000 false false",
            "2024-03-01 billing_interval year 20000 null false false",
            "2024-05-01 currency EUR 20000 -0.0909 true false",
            "2024-05-01 billing_interval month 20000 -0.1053 true false");
  }

  @Test
  @DisplayName("Converted, a customer is in the currency that it pays, or in several")
  void currencies() {
    List<CustomerHistory> customers =
        TestCustomer.all(
            FiveCustomers.SCOPE,
            """
            one  sub_1 EUR 2024-05-05 2024-06-05 month 10.00
            both sub_1 EUR 2024-05-05 2024-06-05 month 20.00
            both sub_2 USD 2024-05-05 2024-06-05 month 10.00
            """);

    assertThat(
            segments(customers)
                .where("dimension", "currency")
                .texts("currency", "is_converted", "segment", "mrr_minor"))
        .containsExactly(
            "EUR false EUR 1000",
            "EUR false several 2000",
            "EUR true EUR 1000",
            "EUR true several 2900",
            "USD false several 1000");
  }

  private static RowTexts segments(List<CustomerHistory> customers) {
    TableRows churn = LiteralRows.of(InsightTables.CHURN_BY_MONTH, CHURN + IN_OTHER_ACCOUNTS);
    return RowTexts.of(MetricRun.table(SEGMENTS, customers, churn));
  }
}
