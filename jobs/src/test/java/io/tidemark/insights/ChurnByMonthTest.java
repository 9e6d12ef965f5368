package io.tidemark.insights;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.tables.InsightTables;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Churn by month of literal customers. */
class ChurnByMonthTest {
  private static final String[] COLUMNS = {
    "month",
    "billing_interval",
    "start_mrr_minor",
    "new_minor",
    "expansion_minor",
    "contraction_minor",
    "churn_minor",
    "transfer_minor",
    "end_mrr_minor",
    "gross_mrr_churn",
    "grr",
    "nrr",
    "churned_customers",
    "start_customers",
    "due_cycles",
    "renewed_cycles",
    "is_warming_up"
  };

  @Test
  @DisplayName("A month shows movements, retention and renewals of all and of each interval")
  void months() {
    assertThat(churn(FiveCustomers.histories()).where("is_converted", false).texts(COLUMNS))
        .containsExactly(
            "2023-12-01 all 0 0 0 0 0 0 10000 null null null 0 0 0 0 true",
            "2023-12-01 month 0 0 0 0 0 0 10000 null null null 0 0 0 0 true",
            "2024-01-01 all 10000 8000 0 0 0 0 18000 null null null 0 1 0 0 true",
            "2024-01-01 month 10000 8000 0 0 0 0 18000 null null null 0 1 0 0 true",
            "2024-02-01 all 18000 4000 0 0 0 0 22000 0.0000 1.0000 1.0000 0 3 3 3 true",
            "2024-02-01 month 18000 4000 0 0 0 0 22000 0.0000 1.0000 1.0000 0 3 3 3 false",
            "2024-03-01 all 22000 0 2000 -1000 -3000 0 20000 0.1818 0.8182 0.9091 1 4 4 3 true",
            "2024-03-01 month 22000 0 2000 -1000 -3000 -3000 17000 0.1818 0.8182 0.9091 1 4 4 3"
                + " false",
            "2024-03-01 year 0 0 0 0 0 3000 3000 null null null 0 0 0 0 true",
            "2024-04-01 all 20000 2000 0 0 0 0 22000 0.0000 1.0000 1.0000 0 3 2 2 true",
            "2024-04-01 month 17000 2000 0 0 0 0 19000 0.0000 1.0000 1.0000 0 2 2 2 false",
            "2024-04-01 year 3000 0 0 0 0 0 3000 null null null 0 1 0 0 true",
            "2024-05-01 all 22000 0 0 -2000 0 0 20000 0.0909 0.9091 0.9091 0 4 3 3 true",
            "2024-05-01 month 19000 0 0 -2000 0 0 17000 0.1053 0.8947 0.8947 0 3 3 3 false",
            "2024-05-01 year 3000 0 0 0 0 0 3000 null null null 0 1 0 0 true");
  }

  /** No renewal of Cleo's subscription was invoiced. */
  @Test
  @DisplayName("The parts of churn by cause add up to it, of all and of each interval")
  void causes() {
    RowTexts churn = churn(FiveCustomers.histories());

    assertThat(
            churn
                .where("month", "2024-03-01")
                .texts(
                    "is_converted",
                    "billing_interval",
                    "churn_minor",
                    "churn_involuntary_minor",
                    "churn_voluntary_minor",
                    "churn_unknown_minor"))
        .containsExactlyInAnyOrder(
            "false all -3000 0 -3000 0",
            "false month -3000 0 -3000 0",
            "false year 0 0 0 0",
            "true all -3000 0 -3000 0");
    assertThat(churn.rows())
        .allSatisfy(
            row ->
                assertThat(
                        row.<Long>getAs("churn_involuntary_minor")
                            + row.<Long>getAs("churn_voluntary_minor")
                            + row.<Long>getAs("churn_unknown_minor"))
                    .isEqualTo(row.<Long>getAs("churn_minor")));
  }

  /** All of it is in euros, so converted it is the same, but for the intervals. */
  @Test
  @DisplayName("Converted churn has no intervals, and the renewals of all currencies")
  void converted() {
    String[] columns = {
      "month", "start_mrr_minor", "lost_minor", "grr", "nrr", "renewed_cycles", "is_warming_up"
    };
    RowTexts churn = churn(FiveCustomers.histories());
    RowTexts ofAll = churn.where("is_converted", false).where("billing_interval", "all");

    assertThat(churn.where("is_converted", true).texts(columns))
        .hasSize(6)
        .isEqualTo(ofAll.texts(columns));
  }

  /** Ten dollars are nine euros; the yearly dollars are not fully visible, the euros are. */
  @Test
  @DisplayName("Converted rates show where the intervals of some currency can be seen")
  void twoCurrencies() {
    List<CustomerHistory> customers =
        TestCustomer.all(
            FiveCustomers.SCOPE,
            """
            euro   sub EUR 2024-01-05 2024-02-05 month 10.00
            euro   sub EUR 2024-02-05 2024-03-05 month 10.00
            dollar sub USD 2024-01-10 2025-01-10 year  10.00
            dime   sub USD 2024-01-10 2024-02-10 month 10.00
            """);

    assertThat(
            churn(customers)
                .where("month", "2024-02-01")
                .texts(
                    "currency",
                    "is_converted",
                    "billing_interval",
                    "start_mrr_minor",
                    "seen_start_minor",
                    "gross_mrr_churn",
                    "due_cycles",
                    "renewed_cycles"))
        .containsExactly(
            "EUR false all 1000 1000 0.0000 1 1",
            "EUR false month 1000 1000 0.0000 1 1",
            "EUR true all 2800 null 0.3214 2 1",
            "USD false all 2000 1000 0.5000 1 0",
            "USD false month 1000 1000 1.0000 1 0",
            "USD false year 1000 0 null 0 0");
  }

  /** Rows of the months from the opening day to May 30. */
  static RowTexts churn(List<CustomerHistory> customers) {
    return churn(FiveCustomers.SCOPE, customers);
  }

  static RowTexts churn(HistoryScope scope, List<CustomerHistory> customers) {
    List<Metric<?>> metrics =
        List.of(
            new DailyTotals(scope.months(), "EUR"),
            new Coverage(scope.window()),
            new Churn(scope.months(), "EUR"));
    Results results = MetricRun.results(metrics, customers);
    return new RowTexts(results.rows(InsightTables.CHURN_BY_MONTH));
  }
}
