package io.tidemark.insights;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the files of a {@link Business} end in: a row of each table that the pass makes. */
class BusinessTest {
  @ParameterizedTest(name = "{0}")
  @DisplayName("Invoices of a CSV file end in every table")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          churn_by_month         | month billing_interval is_converted start_mrr_minor churn_minor end_mrr_minor nrr renewed_cycles | 2024-03-01 month false 22000 -3000 17000 0.9091 3
          monthly_growth         | month is_converted end_mrr_minor customers arpa_minor ltv_minor ltv_capped_minor | 2024-03-01 false 20000 3 6667 26667 26667
          segments               | month is_converted dimension segment customers start_mrr_minor mrr_minor share | 2024-03-01 false first_discount up_to_25_percent 1 4000 3000 0.1500
          concentration          | month is_converted customers top_1_share herfindahl gini | 2024-01-01 false 3 0.5556 0.4136 0.2593
          biggest_customers      | rank is_converted customer_id share since is_since_earlier change_30_days_minor next_renewal total_billed_minor | 1 false cus_anna 0.4000 2023-12-01 true -2000 2024-06-01 48000
          renewal_calendar       | month billing_interval mrr_due_minor customers largest_minor largest_customer_id | 2024-06-01 month 17000 3 8000 cus_anna
          cohorts                | dimension is_converted segment cohort month_offset cohort_customers customers mrr_minor grr nrr | country false AT before 5 1 1 8000 0.8000 0.8000
          cohort_mrr_pivot       | currency is_converted cohort cohort_customers initial_mrr_minor m00_minor m04_minor m05_minor | EUR false before 1 10000 null 10000 8000
          cohort_customers_pivot | currency is_converted cohort cohort_customers initial_mrr_minor m00 m02 m05 | EUR false before 1 10000 null 1.0000 1.0000
          cohort_nrr_pivot       | currency is_converted cohort cohort_customers initial_mrr_minor m00 m02 m05 | EUR false before 1 10000 null 1.0000 0.8000
          data_coverage          | billing_interval subscriptions mrr_minor warm_up_end visible_share | year 1 3000 2025-01-01 0.4153
          policy_sensitivity     | variant setting mrr_minor customers difference_minor difference_share | before_discount amount=before_discount 20750 4 750 0.0375
          """)
  void tables(String table, String columns, String row) {
    assertThat(Business.rows(table).texts(columns.split(" "))).contains(row);
  }
}
