package io.tidemark.insights;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Cohorts of literal customers. */
class CohortRowsTest {
  private static final Cohorts COHORTS = new Cohorts(FiveCustomers.SCOPE.months());

  @Test
  @DisplayName("A cohort shows its customers, MRR and retention in each month since")
  void cohorts() {
    assertThat(
            ofAll(FiveCustomers.histories())
                .texts(
                    "cohort",
                    "month_offset",
                    "month",
                    "cohort_customers",
                    "initial_mrr_minor",
                    "customers",
                    "start_mrr_minor",
                    "mrr_minor",
                    "kept_minor",
                    "customer_retention",
                    "grr",
                    "nrr"))
        .containsExactly(
            "2024-01 0 2024-01-01 2 8000 2 0 8000 8000 1.0000 1.0000 1.0000",
            "2024-01 1 2024-02-01 2 8000 2 8000 8000 8000 1.0000 1.0000 1.0000",
            "2024-01 2 2024-03-01 2 8000 1 8000 7000 5000 0.5000 0.6250 0.8750",
            "2024-01 3 2024-04-01 2 8000 1 7000 7000 5000 0.5000 0.6250 0.8750",
            "2024-01 4 2024-05-01 2 8000 1 7000 7000 5000 0.5000 0.6250 0.8750",
            "2024-02 0 2024-02-01 1 4000 1 0 4000 4000 1.0000 1.0000 1.0000",
            "2024-02 1 2024-03-01 1 4000 1 4000 3000 3000 1.0000 0.7500 0.7500",
            "2024-02 2 2024-04-01 1 4000 1 3000 3000 3000 1.0000 0.7500 0.7500",
            "2024-02 3 2024-05-01 1 4000 1 3000 3000 3000 1.0000 0.7500 0.7500",
            "2024-04 0 2024-04-01 1 2000 1 0 2000 2000 1.0000 1.0000 1.0000",
            "2024-04 1 2024-05-01 1 2000 1 2000 2000 2000 1.0000 1.0000 1.0000",
            "before 0 2023-12-01 1 10000 1 0 10000 10000 1.0000 1.0000 1.0000",
            "before 1 2024-01-01 1 10000 1 10000 10000 10000 1.0000 1.0000 1.0000",
            "before 2 2024-02-01 1 10000 1 10000 10000 10000 1.0000 1.0000 1.0000",
            "before 3 2024-03-01 1 10000 1 10000 10000 10000 1.0000 1.0000 1.0000",
            "before 4 2024-04-01 1 10000 1 10000 10000 10000 1.0000 1.0000 1.0000",
            "before 5 2024-05-01 1 10000 1 10000 8000 8000 1.0000 0.8000 0.8000");
  }

  @Test
  @DisplayName("The movements of a cohort explain its MRR, in the month of their day")
  void movements() {
    List<CustomerHistory> customers =
        TestCustomer.all(
            FiveCustomers.SCOPE,
            """
            one sub_1 EUR 2024-01-10 2024-02-10 month 50.00
            one sub_1 EUR 2024-02-10 2024-02-20 month 70.00
            one sub_1 EUR 2024-02-20 2024-03-10 month 90.00
            one sub_1 EUR 2024-04-10 2024-05-10 month 60.00
            one sub_1 EUR 2024-05-10 2024-06-10 month 55.00
            """);

    assertThat(
            ofAll(customers)
                .texts(
                    "month",
                    "start_mrr_minor",
                    "opening_minor",
                    "new_minor",
                    "expansion_minor",
                    "contraction_minor",
                    "churn_minor",
                    "reactivation_minor",
                    "fx_minor",
                    "mrr_minor"))
        .containsExactly(
            "2024-01-01 0 0 5000 0 0 0 0 0 5000",
            "2024-02-01 5000 0 0 4000 0 0 0 0 9000",
            "2024-03-01 9000 0 0 0 0 -9000 0 0 0",
            "2024-04-01 0 0 0 0 0 0 6000 0 6000",
            "2024-05-01 6000 0 0 0 -500 0 0 0 5500");
  }

  @Test
  @DisplayName("Only the cohort before shows survivors, and only the last month is partial")
  void flags() {
    assertThat(
            ofAll(FiveCustomers.histories())
                .texts("cohort", "month", "opening_minor", "is_survivors", "is_partial"))
        .contains(
            "before 2023-12-01 10000 true false",
            "before 2024-05-01 0 true true",
            "2024-04 2024-04-01 0 false false",
            "2024-04 2024-05-01 0 false true");
  }

  @Test
  @DisplayName("A customer counts once for all and once in each dimension")
  void segmentsOfACohort() {
    assertThat(
            rows(FiveCustomers.histories())
                .where("is_converted", false)
                .where("cohort", "2024-02")
                .where("month_offset", 1)
                .texts("dimension", "segment", "cohort_customers", "mrr_minor"))
        .containsExactly(
            "all all 1 3000",
            "billing_interval month 1 3000",
            "country none 1 3000",
            "coupon none 1 3000",
            "first_discount up_to_25_percent 1 3000",
            "mrr_band 25_to_50 1 3000");
  }

  @Test
  @DisplayName("Converted, the currencies of a customer are one account with one beginning")
  void converted() {
    List<CustomerHistory> customers =
        TestCustomer.all(
            FiveCustomers.SCOPE,
            """
            two sub_1 USD 2024-03-05 2024-05-05 month 10.00
            two sub_2 EUR 2024-04-05 2024-06-05 month 20.00
            """);

    assertThat(
            rows(customers)
                .where("dimension", "all")
                .texts(
                    "currency",
                    "is_converted",
                    "cohort",
                    "month_offset",
                    "initial_mrr_minor",
                    "mrr_minor",
                    "grr",
                    "nrr"))
        .containsExactly(
            "EUR false 2024-04 0 2000 2000 1.0000 1.0000",
            "EUR false 2024-04 1 2000 2000 1.0000 1.0000",
            "EUR true 2024-03 0 900 900 1.0000 1.0000",
            "EUR true 2024-03 1 900 2900 1.0000 3.2222",
            "EUR true 2024-03 2 900 2000 1.0000 2.2222",
            "USD false 2024-03 0 1000 1000 1.0000 1.0000",
            "USD false 2024-03 1 1000 1000 1.0000 1.0000",
            "USD false 2024-03 2 1000 0 0.0000 0.0000");
  }

  @Test
  @DisplayName(
      "A cohort by creation may begin before the data or after the first MRR, or not show yet")
  void cohortsOfCreation() {
    HistoryScope scope = CustomerSegmentsTest.byCreation();
    List<CustomerHistory> customers =
        Stream.of("2023-10-15", "2024-04-15", "2024-06-15")
            .map(
                created ->
                    TestCustomer.named(created)
                        .created(created)
                        .layers("sub_1 EUR 2024-03-05 2024-06-05 month 10.00")
                        .in(scope))
            .toList();

    assertThat(
            ofAll(customers)
                .texts(
                    "cohort",
                    "month_offset",
                    "month",
                    "customers",
                    "start_mrr_minor",
                    "new_minor",
                    "mrr_minor"))
        .containsExactly(
            "2023-10 2 2023-12-01 0 0 0 0",
            "2023-10 3 2024-01-01 0 0 0 0",
            "2023-10 4 2024-02-01 0 0 0 0",
            "2023-10 5 2024-03-01 1 0 1000 1000",
            "2023-10 6 2024-04-01 1 1000 0 1000",
            "2023-10 7 2024-05-01 1 1000 0 1000",
            "2024-04 0 2024-04-01 1 1000 0 1000",
            "2024-04 1 2024-05-01 1 1000 0 1000");
  }

  private static RowTexts rows(List<CustomerHistory> customers) {
    return RowTexts.of(MetricRun.table(COHORTS, customers));
  }

  /** Cohorts of all customers in their own currencies. */
  private static RowTexts ofAll(List<CustomerHistory> customers) {
    return rows(customers).where("dimension", "all").where("is_converted", false);
  }
}
