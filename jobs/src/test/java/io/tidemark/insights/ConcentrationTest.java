package io.tidemark.insights;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.mrr.AccountKey;
import io.tidemark.tables.MrrTables;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How much of MRR the largest customers pay. */
class ConcentrationTest {
  private static final HistoryScope SCOPE = TestCustomer.scope("2024-01-15", "2024-03-15");
  private static final AccountKey EUROS = new AccountKey("EUR", false);
  private static final AccountKey DOLLARS = new AccountKey("USD", false);
  private static final AccountKey CONVERTED = new AccountKey("EUR", true);

  /**
   * Of 180.00 in January Anna pays 100.00: squared shares (100 + 25 + 9) / 324 are 0.4136. In March
   * Cleo and Dora pay 30.00 each; Emil begins the day after the as-of date.
   */
  @Test
  @DisplayName("Shares and indices are of the customers with MRR on the last day of the month")
  void byMonth() {
    List<CustomerHistory> customers =
        TestCustomer.all(
            SCOPE,
            """
            anna sub_1 EUR 2024-01-20 2024-05-01 month 100.00
            ben  sub_1 EUR 2024-01-20 2024-02-29 month 50.00
            cleo sub_1 EUR 2024-01-10 2024-05-01 month 30.00
            dora sub_1 EUR 2024-03-15 2024-05-01 month 30.00
            emil sub_1 EUR 2024-03-16 2024-05-01 month 900.00
            """);

    assertThat(
            rows(customers, EUROS)
                .texts(
                    "month",
                    "currency",
                    "is_converted",
                    "customers",
                    "mrr_minor",
                    "top_1_minor",
                    "top_1_share",
                    "top_5_minor",
                    "top_5_share",
                    "herfindahl",
                    "gini",
                    "is_partial",
                    "is_warming_up"))
        .containsExactly(
            "2024-01-01 EUR false 3 18000 10000 0.5556 18000 1.0000 0.4136 0.2593 false true",
            "2024-02-01 EUR false 2 13000 10000 0.7692 13000 1.0000 0.6450 0.2692 false false",
            "2024-03-01 EUR false 3 16000 10000 0.6250 16000 1.0000 0.4609 0.2917 true false");
  }

  /** Anna pays, Ben never did, of Cleo it is unknown. In January only Cleo has MRR. */
  @Test
  @DisplayName("MRR of customers who never paid is shown, unless no payments are known")
  void neverPaid() {
    CustomerHistory anna =
        TestCustomer.named("anna")
            .layers("sub_1 EUR 2024-02-20 2024-05-01 month 100.00")
            .hasPaid(true)
            .in(SCOPE);
    CustomerHistory ben =
        TestCustomer.named("ben")
            .layers("sub_1 EUR 2024-03-01 2024-05-01 month 50.00")
            .hasPaid(false)
            .in(SCOPE);
    CustomerHistory cleo = customer("cleo", "sub_1 EUR 2024-01-10 2024-05-01 month 50.00");

    assertThat(
            rows(List.of(anna, ben, cleo), EUROS)
                .texts("month", "never_paid_customers", "never_paid_minor", "never_paid_share"))
        .containsExactly(
            "2024-01-01 null null null", "2024-02-01 0 0 0.0000", "2024-03-01 1 5000 0.2500");
  }

  @Test
  @DisplayName("Ratios are divided once, from whole numbers")
  void exactRatios() {
    Row row =
        rows(
                TestCustomer.all(
                    SCOPE,
                    """
                    anna sub_1 EUR 2024-03-01 2024-05-01 month 100.00
                    ben  sub_1 EUR 2024-03-01 2024-05-01 month 50.00
                    cleo sub_1 EUR 2024-03-01 2024-05-01 month 30.00
                    """),
                EUROS)
            .rows()
            .get(0);

    assertThat(row.<Double>getAs("top_1_share")).isEqualTo(10000.0 / 18000.0);
    assertThat(row.<Double>getAs("herfindahl")).isEqualTo(134e6 / (18000.0 * 18000.0));
    assertThat(row.<Double>getAs("gini"))
        .isEqualTo(1.0 + 1.0 / 3.0 - 29000.0 * 2 / (3.0 * 18000.0));
  }

  /** One pays 40.00 and 60 pay 1.00: ranks 2 to 61 add up to 1890. */
  @Test
  @DisplayName("The largest customers end within customers of the same MRR")
  void topsOfEqualCustomers() {
    List<CustomerHistory> customers = new ArrayList<>();
    for (int number = 0; number < 60; number++) {
      customers.add(customer("cus_" + number, "sub_1 EUR 2024-03-01 2024-05-01 month 1.00"));
    }
    customers.add(customer("big", "sub_1 EUR 2024-03-01 2024-05-01 month 40.00"));

    assertThat(
            rows(customers, EUROS)
                .texts(
                    "month",
                    "customers",
                    "top_1_minor",
                    "top_5_minor",
                    "top_10_minor",
                    "top_10_share",
                    "top_50_minor",
                    "top_50_share",
                    "herfindahl",
                    "gini"))
        .containsExactly("2024-03-01 61 4000 4400 4900 0.4900 8900 0.8900 0.1660 0.3836");
  }

  @Test
  @DisplayName("Converted MRR of two currencies is that of one customer")
  void convertedFromTwoCurrencies() {
    CustomerHistory both =
        customer(
            "both",
            """
            sub_1 EUR 2024-03-01 2024-05-01 month 100.00
            sub_2 USD 2024-03-01 2024-05-01 month 100.00
            """);

    assertThat(
            rows(List.of(both), EUROS, CONVERTED, DOLLARS)
                .texts("currency", "is_converted", "customers", "mrr_minor", "herfindahl", "gini"))
        .containsExactly(
            "EUR false 1 10000 1.0000 0.0000",
            "EUR true 1 19000 1.0000 0.0000",
            "USD false 1 10000 1.0000 0.0000");
  }

  @Test
  @DisplayName("Squares of large amounts exceed 64 bits and are still exact")
  void largeAmounts() {
    List<CustomerHistory> customers = new ArrayList<>();
    for (String id : List.of("anna", "ben", "cleo", "dora")) {
      customers.add(customer(id, "sub_1 EUR 2024-03-01 2024-05-01 month 4000000000.00"));
    }

    assertThat(rows(customers, EUROS).texts("mrr_minor", "herfindahl", "gini"))
        .containsExactly("1600000000000 0.2500 0.0000");
  }

  private static CustomerHistory customer(String id, String layers) {
    return TestCustomer.named(id).layers(layers).in(SCOPE);
  }

  /** Daily MRR has no figures; its last day that is warming up is in January. */
  private static RowTexts rows(List<CustomerHistory> customers, AccountKey... accounts) {
    StringBuilder days = new StringBuilder("currency | is_converted | date | is_warming_up\n");
    LocalDate end = SCOPE.months().asOf().plusDays(1);
    for (AccountKey account : accounts) {
      for (LocalDate day : SCOPE.months().openingDay().datesUntil(end).toList()) {
        boolean isWarmingUp = day.isBefore(LocalDate.parse("2024-02-01"));
        days.append(
            "%s | %s | %s | %s%n"
                .formatted(account.currency(), account.isConverted(), day, isWarmingUp));
      }
    }
    TableRows dailyMrr = LiteralRows.of(MrrTables.DAILY_MRR, days.toString());
    return RowTexts.of(MetricRun.table(new Concentration(SCOPE.months()), customers, dailyMrr));
  }
}
