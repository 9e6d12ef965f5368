package io.tidemark.insights;

import static io.tidemark.insights.ChurnByMonthTest.churn;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rare cases of churn by month that must not mislead. */
class ChurnEdgesTest {
  /** Back comes on February 5 for five days and again on February 20; Stay is always there. */
  @Test
  @DisplayName("A customer who is new in a month does not return in it")
  void whoIsNewDoesNotReturn() {
    List<CustomerHistory> customers =
        TestCustomer.all(
            FiveCustomers.SCOPE,
            """
            stay sub EUR 2024-01-01 2025-01-01 month 100.00
            back sub EUR 2024-02-05 2024-02-10 other   5.00
            back sub EUR 2024-02-20 2024-03-05 other   5.00
            back sub EUR 2024-04-20 2024-05-20 other   5.00
            """);

    assertThat(
            churn(customers)
                .where("is_converted", false)
                .where("billing_interval", "all")
                .texts(
                    "month",
                    "start_mrr_minor",
                    "reactivation_minor",
                    "nrr",
                    "nrr_with_reactivation",
                    "gained_customers",
                    "is_partial"))
        .containsExactly(
            "2023-12-01 0 0 null null 0 false",
            "2024-01-01 0 0 null null 1 false",
            "2024-02-01 10000 500 1.0000 1.0000 1 false",
            "2024-03-01 10500 0 0.9524 0.9524 0 false",
            "2024-04-01 10000 500 1.0000 1.0500 1 false",
            "2024-05-01 10500 0 0.9524 0.9524 0 true");
  }

  @Test
  @DisplayName("A renewal after the as-of date is not of the month, nor one before the files")
  void renewalsOutsideTheMonths() {
    HistoryScope untilMay3 = TestCustomer.scope("2024-01-01", "2024-05-03");
    List<CustomerHistory> customers =
        TestCustomer.all(
            untilMay3,
            """
            cus sub_1 EUR 2023-10-01 2023-11-01 month 10.00
            cus sub_1 EUR 2024-04-01 2024-05-01 month 10.00
            cus sub_1 EUR 2024-05-01 2024-06-01 month 10.00
            cus sub_2 EUR 2024-04-05 2024-05-05 month 10.00
            """);

    assertThat(
            churn(untilMay3, customers)
                .where("billing_interval", "month")
                .texts("month", "due_cycles", "renewed_cycles"))
        .containsExactly("2024-04-01 0 0", "2024-05-01 1 1");
  }

  /** A credit in another stream takes away all MRR of the cycle that comes up for renewal. */
  @Test
  @DisplayName("An interval without MRR has a row where a cycle comes up for renewal")
  void dueWithoutChange() {
    List<CustomerHistory> customers =
        TestCustomer.all(
            FiveCustomers.SCOPE,
            """
            stay sub EUR 2024-01-01 2025-01-01 year  100.00
            none sub EUR 2024-02-10 2024-03-10 month  10.00
            none sub EUR 2024-02-10 2024-03-10 month -10.00 credit stream=1
            """);

    assertThat(
            churn(customers)
                .where("billing_interval", "month")
                .texts("month", "start_mrr_minor", "end_mrr_minor", "due_cycles", "renewal_rate"))
        .containsExactly("2024-03-01 0 0 1 0.0000");
  }

  /** A yearly credit of 4.00 reduces what is paid monthly. */
  @Test
  @DisplayName("An interval below zero keeps and retains its negative MRR, but has no customer")
  void belowZero() {
    List<CustomerHistory> customers =
        TestCustomer.all(
            FiveCustomers.SCOPE,
            """
            cus sub EUR 2024-01-10 2024-05-10 month 10.00
            cus sub EUR 2024-01-10 2024-05-10 year  -4.00 credit stream=1
            """);

    assertThat(
            churn(customers)
                .where("month", "2024-03-01")
                .where("is_converted", false)
                .texts(
                    "billing_interval",
                    "start_mrr_minor",
                    "end_mrr_minor",
                    "kept_minor",
                    "retained_minor",
                    "start_customers",
                    "end_customers"))
        .containsExactly(
            "all 600 600 600 600 1 1",
            "month 1000 1000 1000 1000 1 1",
            "year -400 -400 -400 -400 0 0");
  }
}
