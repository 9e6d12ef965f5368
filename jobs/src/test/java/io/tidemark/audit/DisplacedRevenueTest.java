package io.tidemark.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.insights.HistoryScope;
import io.tidemark.insights.MetricRun;
import io.tidemark.insights.TestCustomer;
import io.tidemark.tables.AuditTables;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Paid service that a later invoice cut without a credit; postings in cents. */
class DisplacedRevenueTest {
  private static final HistoryScope SCOPE = TestCustomer.scope("2025-01-01", "2025-06-30");

  @Test
  @DisplayName(
      "Revenue displaced without a credit is summed per customer, with what exceeds a month")
  void displacedRevenueOfCustomers() {
    TestCustomer much =
        TestCustomer.named("cus_much")
            .layers("sub_1 EUR 2025-01-01 2025-02-01 year 100.00 invoice=in_year")
            .postings("in_year EUR DISPLACED 330000/3");
    TestCustomer little =
        TestCustomer.named("cus_little")
            .layers("sub_2 EUR 2025-01-01 2025-02-01 month 30.00 invoice=in_month")
            .postings(
                """
                in_month EUR DISPLACED 301/2
                in_month EUR ROUNDING 1/2
                in_gone  USD DISPLACED 500
                """);

    assertThat(texts(much, little))
        .containsExactly(
            "cus_little EUR 1 151 false",
            "cus_little USD 1 500 true",
            "cus_much EUR 1 110000 true");
  }

  @Test
  @DisplayName("The invoices of a customer add up, and one that lost more than a month is enough")
  void invoicesAddUp() {
    TestCustomer customer =
        TestCustomer.named("anna")
            .layers(
                """
                sub_1 EUR 2025-01-01 2025-02-01 month 10.00 invoice=in_1
                sub_2 EUR 2025-01-01 2025-02-01 month 10.00 invoice=in_2
                """)
            .postings(
                """
                in_1 EUR DISPLACED 1001
                in_2 EUR DISPLACED 1000
                """);

    assertThat(texts(customer)).containsExactly("anna EUR 2 2001 true");
  }

  @ParameterizedTest(name = "{0} and {1}: {2}")
  @DisplayName("The exact sum of an invoice is rounded, halves up; without a cent there is no row")
  @CsvSource({
    "1/3, 1/6, anna EUR 1 1 true",
    "1/3, 1/7, ",
    "7/5, 1/5, anna EUR 1 2 true",
    "100, -100, ",
    "100, -101, "
  })
  void rounding(String one, String other, String expected) {
    TestCustomer customer =
        TestCustomer.named("anna")
            .postings("in_1 EUR DISPLACED " + one + "\nin_1 EUR DISPLACED " + other);

    assertThat(texts(customer)).isEqualTo(expected == null ? List.of() : List.of(expected));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @DisplayName("A month is the highest price that was invoiced; to lose exactly that is not more")
  @CsvSource({"1500, false", "1501, true"})
  void aMonthIsTheHighestInvoicedPrice(String displaced, boolean isOver) {
    TestCustomer customer =
        TestCustomer.named("anna")
            .layers(
                """
                sub_1 EUR 2025-01-01 2025-02-01 month 15.00 invoice=in_1
                sub_1 EUR 2025-02-01 2025-03-01 month 10.00 invoice=in_1
                sub_1 EUR 2025-03-01 2025-04-01 month 90.00 invoice=in_1 implied
                sub_1 EUR 2025-03-01 2025-04-01 month 90.00 invoice=in_2
                """)
            .postings("in_1 EUR DISPLACED " + displaced);

    assertThat(texts(customer)).containsExactly("anna EUR 1 " + displaced + " " + isOver);
  }

  private static List<String> texts(TestCustomer... customers) {
    return MetricRun.results(
            List.of(new DisplacedRevenue()), TestCustomer.histories(SCOPE, customers))
        .rows(AuditTables.DISPLACED_REVENUE)
        .stream()
        .map(row -> row.mkString(" "))
        .toList();
  }
}
