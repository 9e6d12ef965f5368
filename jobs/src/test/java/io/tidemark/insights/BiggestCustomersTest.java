package io.tidemark.insights;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The order of customers by MRR, and what is shown of each. */
class BiggestCustomersTest {
  private static final HistoryScope SCOPE = TestCustomer.scope("2024-01-01", "2024-03-15");

  /**
   * Anna's MRR began within 30 days; Ben paid before, and one of his invoices does not count. Cleo
   * ends the day after the as-of date, Dora on it, Emil begins the day after. Finn pays in two
   * currencies. Gina has an adjustment, and Hugo's renewal is pending.
   */
  private static final List<CustomerHistory> CUSTOMERS =
      List.of(
          TestCustomer.named("hugo")
              .layers("sub_1 EUR 2024-03-10 2024-04-10 month 10.00 pending")
              .in(SCOPE),
          TestCustomer.named("ben")
              .layers(
                  """
                  sub_1 EUR 2024-01-05 2024-01-08 other 20.00
                  sub_1 EUR 2024-02-14 2024-03-10 month 30.00
                  sub_1 EUR 2024-03-10 2024-04-10 month 50.00
                  """)
              .invoices(
                  """
                  in_1 EUR 2024-01-05  2.00
                  in_2 EUR 2024-02-14 30.00
                  in_3 EUR 2024-03-10 50.00
                  in_4 EUR 2024-03-11 70.00 excluded=STATUS_VOID
                  """)
              .hasPaid(true)
              .in(SCOPE),
          TestCustomer.named("anna")
              .layers("sub_1 EUR 2024-02-15 2024-05-15 month 50.00")
              .invoices("in_1 EUR 2024-02-15 150.00")
              .in(SCOPE),
          TestCustomer.named("cleo")
              .layers("sub_1 EUR 2023-12-20 2024-03-16 month 100.00 implied unseen")
              .hasPaid(false)
              .in(SCOPE),
          TestCustomer.named("dora")
              .layers("sub_1 EUR 2024-01-15 2024-03-15 month 100.00")
              .in(SCOPE),
          TestCustomer.named("emil")
              .layers("sub_1 EUR 2024-03-16 2024-04-16 month 100.00")
              .in(SCOPE),
          TestCustomer.named("finn")
              .layers(
                  """
                  sub_1 EUR 2024-03-01 2024-04-01 month  20.00
                  sub_2 USD 2024-02-10 2025-02-10 year  100.00
                  """)
              .invoices(
                  """
                  in_1 EUR 2024-03-01   20.00
                  in_2 USD 2024-02-10 1200.00
                  """)
              .in(SCOPE),
          TestCustomer.named("gina")
              .layers("- EUR 2024-03-01 2024-12-31 adjustment 5.00 adjustment")
              .in(SCOPE));

  /**
   * Rank, MRR, share, cumulative, since, or earlier, change in 30 days, next renewal, billed, has
   * paid.
   */
  @Test
  @DisplayName("Customers are ranked by MRR on the as-of date, in each currency and converted")
  void ranks() {
    assertThat(biggest(CUSTOMERS).texts())
        .containsExactly(
            "EUR false 1 cleo 10000 0.4255 0.4255 2023-12-20 true 0 2024-03-16 null false",
            "EUR false 2 anna 5000 0.2128 0.6383 2024-02-15 false 5000 2024-05-15 15000 null",
            "EUR false 3 ben 5000 0.2128 0.8511 2024-01-05 false 2000 2024-04-10 8200 true",
            "EUR false 4 finn 2000 0.0851 0.9362 2024-03-01 false 2000 2024-04-01 2000 null",
            "EUR false 5 hugo 1000 0.0426 0.9787 2024-03-10 false 1000 null null null",
            "EUR false 6 gina 500 0.0213 1.0000 2024-03-01 false 500 null null null",
            "EUR true 1 finn 11000 0.3385 0.3385 2024-02-10 false 2000 2024-04-01 null null",
            "EUR true 2 cleo 10000 0.3077 0.6462 2023-12-20 true 0 2024-03-16 null false",
            "EUR true 3 anna 5000 0.1538 0.8000 2024-02-15 false 5000 2024-05-15 null null",
            "EUR true 4 ben 5000 0.1538 0.9538 2024-01-05 false 2000 2024-04-10 null true",
            "EUR true 5 hugo 1000 0.0308 0.9846 2024-03-10 false 1000 null null null",
            "EUR true 6 gina 500 0.0154 1.0000 2024-03-01 false 500 null null null",
            "USD false 1 finn 10000 1.0000 1.0000 2024-02-10 false 0 2025-02-10 120000 null");
  }

  @Test
  @DisplayName("The change in 30 days is unknown where it reaches before the opening day")
  void changeBeforeTheOpeningDay() {
    List<String> changes = new ArrayList<>();
    for (String asOf : List.of("2024-01-29", "2024-01-30")) {
      HistoryScope scope = TestCustomer.scope("2024-01-01", asOf);
      List<CustomerHistory> customers =
          TestCustomer.all(scope, "ben sub_1 EUR 2024-01-10 2024-03-10 month 50.00");
      changes.add(biggest(customers).texts("change_30_days_minor").get(0));
    }

    assertThat(changes).containsExactly("null", "5000");
  }

  @Test
  @DisplayName("Only 200 customers are shown, but shares are of all")
  void twoHundredAreShown() {
    List<CustomerHistory> customers = new ArrayList<>();
    for (int number = 204; number >= 0; number--) {
      String id = String.format(Locale.ROOT, "cus_%03d", number);
      customers.add(customer(id, "1.00"));
    }
    customers.add(customer("cus_last", "5.00"));
    customers.add(customer("cus_small", "0.50"));

    List<String> texts =
        biggest(customers)
            .texts("is_converted", "rank", "customer_id", "share", "cumulative_share");

    assertThat(texts.get(0)).isEqualTo("false 1 cus_last 0.0238 0.0238");
    assertThat(texts.get(1)).isEqualTo("false 2 cus_000 0.0048 0.0285");
    assertThat(texts.get(199)).isEqualTo("false 200 cus_198 0.0048 0.9691");
    assertThat(texts.get(200)).startsWith("true 1 cus_last");
  }

  /** The wide tilde sorts before the smile in UTF-8, after it in UTF-16. */
  @Test
  @DisplayName("Customers of the same MRR are in the order of the exports")
  void tiesInUtf8Order() {
    String tilde = "\uFF5E";
    String smile = "\uD83D\uDE00";
    List<CustomerHistory> customers =
        List.of(customer(smile, "1.00"), customer(tilde, "1.00"), customer("~", "1.00"));

    assertThat(biggest(customers).where("is_converted", false).texts("customer_id"))
        .containsExactly("~", tilde, smile);
  }

  private static CustomerHistory customer(String id, String mrr) {
    return TestCustomer.named(id).layers("sub_1 EUR 2024-03-01 2024-04-01 month " + mrr).in(SCOPE);
  }

  private static RowTexts biggest(List<CustomerHistory> customers) {
    return RowTexts.of(MetricRun.table(new BiggestCustomers(), customers));
  }
}
