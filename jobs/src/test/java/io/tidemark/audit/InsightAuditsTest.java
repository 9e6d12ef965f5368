package io.tidemark.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.tables.CohortTables;
import io.tidemark.tables.ComparisonTables;
import io.tidemark.tables.InsightTables;
import io.tidemark.tables.MrrTables;
import io.tidemark.tables.StatisticsTables;
import io.tidemark.tables.Table;
import io.tidemark.testing.LiteralTable;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every audit of the insights finds exactly the rows that break it. */
class InsightAuditsTest {
  private static final String CHURN =
      """
      month      | currency | is_converted | billing_interval | start_mrr_minor | new_minor | expansion_minor | contraction_minor | churn_minor | transfer_minor | end_mrr_minor | kept_minor
      2025-01-01 | EUR      | false        | all              | 100             | 10        | 20              | -5                | -15         | 0              | 110           | 80
      2025-01-01 | EUR      | false        | month            | 100             | 10        | 20              | -5                | -15         | -40            |  70           | 80
      2025-01-01 | EUR      | false        | year             |   0             |  0        |  0              |  0                |   0         | 40             |  40           |  0
      2025-01-01 | EUR      | true         | all              |  50             |  0        |  0              |  0                |   0         |  0             |  50           | 50
      2025-02-01 | EUR      | false        | all              | 110             |  0        |  0              |  0                |   0         |  0             | 111           | 110
      2025-02-01 | EUR      | false        | month            | 110             |  0        |  0              |  0                |   0         |  0             | 110           | 111
      2025-02-01 | USD      | false        | month            |  30             |  0        |  0              |  0                |   0         |  0             |  30           | 30
      2025-03-01 | USD      | false        | all              |  30             |  0        |  0              |  0                |   0         |  0             |  30           | 30
      """;

  private static final String CUSTOMER_MONTHS =
      """
      month      | customer_id | currency | mrr_before_minor | mrr_after_minor | change_minor
      2025-01-01 | right       | EUR      | 100              | 130             | 40
      2025-01-01 | right       | EUR      | 100              | 130             | -10
      2025-01-01 | wrong       | EUR      | 100              | 130             | 20
      """;

  private static final String COHORTS =
      """
      month      | currency | dimension | segment | cohort  | start_mrr_minor | expansion_minor | churn_minor | mrr_minor
      2025-02-01 | EUR      | all       | all     | 2025-01 | 100             | 30              | -20         | 110
      2025-02-01 | EUR      | all       | all     | wrong   | 100             | 30              | -20         | 100
      """;

  private static final String SEGMENTS =
      """
      month      | currency | is_converted | dimension    | segment | mrr_minor | transfer_minor | total_minor
      2025-01-01 | EUR      | false        | right        | a       | 60        | 5              | 100
      2025-01-01 | EUR      | false        | right        | b       | 40        | -5             | 100
      2025-01-01 | EUR      | false        | wrong_sum    | a       | 60        | 0              | 100
      2025-01-01 | EUR      | false        | one_sided    | a       | 60        | 5              | 100
      2025-01-01 | EUR      | false        | one_sided    | b       | 40        | -4             | 100
      """;

  @Test
  @DisplayName("Months, intervals, retention, customers, cohorts and segments add up")
  void insights() {
    Map<Table, Dataset<Row>> tables =
        Map.of(
            InsightTables.CHURN_BY_MONTH,
            LiteralTable.of(InsightTables.CHURN_BY_MONTH, CHURN),
            InsightTables.CUSTOMER_MONTHLY_MOVEMENTS,
            LiteralTable.of(InsightTables.CUSTOMER_MONTHLY_MOVEMENTS, CUSTOMER_MONTHS),
            CohortTables.COHORTS,
            LiteralTable.of(CohortTables.COHORTS, COHORTS),
            InsightTables.SEGMENTS,
            LiteralTable.of(InsightTables.SEGMENTS, SEGMENTS));

    assertThat(InsightAudits.of(tables))
        .extracting(audit -> audit.name() + ": " + String.join(", ", offenders(audit)))
        .containsExactly(
            "movements_explain_months: 2025-02-01 EUR all",
            "intervals_add_up: 2025-02-01 EUR, 2025-02-01 USD, 2025-03-01 USD",
            "gross_retention_is_a_share: 2025-02-01 EUR month",
            "movements_explain_customer_months: 2025-01-01 wrong EUR",
            "movements_explain_cohorts: 2025-02-01 EUR all all wrong",
            "segments_add_up: 2025-01-01 EUR one_sided, 2025-01-01 EUR wrong_sum");
  }

  @Test
  @DisplayName("A forecast begins at the MRR of the as-of date")
  void forecastBeginsAtMrr() {
    String forecast =
        """
        date       | horizon_days | currency | is_converted | scenario | committed_minor | at_renewal_minor
        2025-02-01 | 1            | EUR      | false        | right    | 70              | 30
        2025-02-01 | 1            | EUR      | false        | wrong    | 70              | 31
        2025-02-02 | 2            | EUR      | false        | right    | 10              | 10
        2025-02-01 | 1            | USD      | false        | no_mrr   | 0               | 0
        2025-02-01 | 1            | EUR      | true         | no_mrr   | 5               | 0
        """;
    String days =
        """
        date       | currency | is_converted | mrr_minor
        2025-01-31 | EUR      | false        | 100
        2025-02-01 | EUR      | false        | 101
        """;

    assertThat(
            offenders(
                InsightAudits.forecastBeginsAtMrr(
                    LiteralTable.of(StatisticsTables.MRR_FORECAST, forecast),
                    LiteralTable.of(MrrTables.DAILY_MRR, days))))
        .containsExactly("EUR false wrong", "EUR true no_mrr");
  }

  @Test
  @DisplayName("The headline among policy variants is the published MRR and its customers")
  void headlineIsMrr() {
    String variants =
        """
        currency | variant  | mrr_minor | customers
        EUR      | headline | 100       | 2
        EUR      | strict   |  90       | 1
        USD      | headline | 101       | 2
        GBP      | headline | 100       | 3
        CHF      | headline | 100       | 2
        NOK      | headline |   0       | 0
        """;
    String days =
        """
        date       | currency | is_converted | mrr_minor | customers
        2025-01-30 | EUR      | false        |  77       | 7
        2025-01-31 | EUR      | false        | 100       | 2
        2025-01-31 | EUR      | true         | 400       | 8
        2025-01-31 | USD      | false        | 100       | 2
        2025-01-31 | GBP      | false        | 100       | 2
        2025-01-31 | SEK      | false        | 100       | 2
        """;

    assertThat(
            offenders(
                InsightAudits.headlineIsMrr(
                    LiteralTable.of(ComparisonTables.POLICY_SENSITIVITY, variants),
                    LiteralTable.of(MrrTables.DAILY_MRR, days),
                    LocalDate.of(2025, 1, 31))))
        .containsExactly("CHF", "GBP", "SEK", "USD");
  }

  private static List<String> offenders(AuditQuery audit) {
    return audit.offenders().collectAsList().stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }
}
