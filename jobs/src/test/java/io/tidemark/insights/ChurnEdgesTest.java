package io.tidemark.insights;

import static io.tidemark.insights.ChurnTexts.customer;
import static io.tidemark.insights.ChurnTexts.inMonth;
import static io.tidemark.insights.ChurnTexts.isConverted;
import static io.tidemark.insights.ChurnTexts.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
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
        List.of(
            customer("stay", "sub EUR 2024-01-01 2025-01-01 month 100.00"),
            customer(
                "back",
                """
                sub EUR 2024-02-05 2024-02-10 other 5.00
                sub EUR 2024-02-20 2024-03-05 other 5.00
                sub EUR 2024-04-20 2024-05-20 other 5.00
                """));

    assertThat(
            texts(
                customers,
                row -> !isConverted(row) && row.getAs("billing_interval").equals("all"),
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
    MonthRange untilMay3 = new MonthRange(LocalDate.of(2023, 12, 31), LocalDate.of(2024, 5, 3));
    HistoryScope scope =
        new HistoryScope(
            ChurnTexts.SCOPE.window(),
            untilMay3,
            ChurnTexts.SCOPE.graceDays(),
            ChurnTexts.SCOPE.cohortBy());
    CustomerHistory customer =
        TestCustomer.named("cus")
            .layers(
                """
                sub_1 EUR 2023-10-01 2023-11-01 month 10.00
                sub_1 EUR 2024-04-01 2024-05-01 month 10.00
                sub_2 EUR 2024-04-05 2024-05-05 month 10.00
                """)
            .in(scope);

    assertThat(
            texts(
                new Churn(untilMay3, "EUR"),
                List.of(customer),
                row -> row.getAs("billing_interval").equals("month"),
                "month",
                "due_cycles"))
        .containsExactly("2024-04-01 0", "2024-05-01 1");
  }

  /** A credit in another stream takes away all MRR of the cycle that comes up for renewal. */
  @Test
  @DisplayName("An interval without MRR has a row where a cycle comes up for renewal")
  void dueWithoutChange() {
    List<CustomerHistory> customers =
        List.of(
            customer("stay", "sub EUR 2024-01-01 2025-01-01 year 100.00"),
            customer(
                "none",
                """
                sub EUR 2024-02-10 2024-03-10 month 10.00
                sub EUR 2024-02-10 2024-03-10 month -10.00 credit stream=1
                """));

    assertThat(
            texts(
                customers,
                row -> row.getAs("billing_interval").equals("month"),
                "month",
                "start_mrr_minor",
                "end_mrr_minor",
                "due_cycles",
                "renewal_rate"))
        .containsExactly("2024-03-01 0 0 1 0.0000");
  }

  /** A yearly credit of 4.00 reduces what is paid monthly. */
  @Test
  @DisplayName("An interval below zero keeps and retains its negative MRR, but has no customer")
  void belowZero() {
    CustomerHistory customer =
        customer(
            "cus",
            """
            sub EUR 2024-01-10 2024-05-10 month 10.00
            sub EUR 2024-01-10 2024-05-10 year  -4.00 credit stream=1
            """);

    assertThat(
            texts(
                List.of(customer),
                inMonth("2024-03-01").and(row -> !isConverted(row)),
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
