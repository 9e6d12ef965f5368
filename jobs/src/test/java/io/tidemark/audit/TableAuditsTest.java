package io.tidemark.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.insights.Results;
import io.tidemark.insights.TableRows;
import io.tidemark.mrr.AccountKey;
import io.tidemark.tables.CohortTables;
import io.tidemark.tables.ComparisonTables;
import io.tidemark.tables.InsightTables;
import io.tidemark.tables.MrrTables;
import io.tidemark.tables.StatisticsTables;
import io.tidemark.tables.Table;
import io.tidemark.testing.LiteralTable;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every audit of a table counts exactly the rows that break it. */
class TableAuditsTest {
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
  @DisplayName("The MRR of a day is that of the day before and its movements")
  void movementsExplainDays() {
    String days =
        """
        date       | currency | is_converted | mrr_minor | opening_minor | new_minor | expansion_minor | contraction_minor | churn_minor | reactivation_minor | fx_minor
        2025-01-03 | EUR      | false        |  98       | 0             | 0         | 0               | 0                 | 0           | 0                  | 0
        2025-01-02 | EUR      | false        |  97       | 0             | 0         | 20              | -5                | -30         | 10                 | 2
        2025-01-01 | EUR      | false        | 100       | 60            | 40        | 0               | 0                 | 0           | 0                  | 0
        2025-01-01 | EUR      | true         |  50       | 50            | 0         | 0               | 0                 | 0           | 0                  | 0
        2025-01-01 | USD      | false        |  50       | 0             | 49        | 0               | 0                 | 0           | 0                  | 0
        """;
    String right = days.replace("|  98 ", "|  97 ").replace("| 49 ", "| 50 ");

    assertThat(TableAudits.movementsExplainDays(LiteralTable.rows(MrrTables.DAILY_MRR, days)))
        .isEqualTo(new Audits.Result("movements_explain_days", 2, "2025-01-01 USD"));
    assertThat(TableAudits.movementsExplainDays(LiteralTable.rows(MrrTables.DAILY_MRR, right)))
        .isEqualTo(new Audits.Result("movements_explain_days", 0, null));
  }

  @Test
  @DisplayName("The days of all customers add up to the days of their currency")
  void customersAddUpToDays() {
    String days =
        """
        date       | currency | mrr_minor | customers | is_converted
        2025-01-01 | EUR      | 100       | 2         | false
        2025-01-02 | EUR      |  61       | 1         | false
        2025-01-03 | EUR      |  60       | 2         | false
        2025-01-04 | EUR      |   0       | 0         | false
        2025-01-05 | EUR      |   0       | 1         | false
        """;
    List<CustomerDay> added =
        List.of(
            customerDay("2025-01-01", 100, 2),
            customerDay("2025-01-02", 60, 1),
            customerDay("2025-01-03", 60, 1));

    assertThat(
            TableAudits.customersAddUpToDays(added, LiteralTable.rows(MrrTables.DAILY_MRR, days)))
        .isEqualTo(new Audits.Result("customers_add_up_to_days", 3, "2025-01-02 EUR"));
  }

  private static CustomerDay customerDay(String date, long mrrMinor, long customers) {
    return new CustomerDay(
        LocalDate.parse(date), new AccountKey("EUR", false), mrrMinor, customers);
  }

  @Test
  @DisplayName("Months, intervals, retention, cohorts and segments that do not add up are found")
  void insightsOff() {
    assertThat(insights(CHURN, COHORTS, SEGMENTS))
        .containsExactly(
            new Audits.Result("movements_explain_months", 1, "2025-02-01 EUR all"),
            new Audits.Result("intervals_add_up", 3, "2025-02-01 EUR"),
            new Audits.Result("gross_retention_is_a_share", 1, "2025-02-01 EUR month"),
            new Audits.Result("movements_explain_customer_months", 0, null),
            new Audits.Result("movements_explain_cohorts", 1, "2025-02-01 EUR all all wrong"),
            new Audits.Result("segments_add_up", 2, "2025-01-01 EUR one_sided"));
  }

  @Test
  @DisplayName("Months, intervals, retention, cohorts and segments that add up pass")
  void insightsRight() {
    assertThat(insights(until(CHURN, "2025-02"), until(COHORTS, "wrong"), until(SEGMENTS, "wrong")))
        .extracting(Audits.Result::offenders)
        .containsExactly(0L, 0L, 0L, 0L, 0L, 0L);
  }

  @Test
  @DisplayName(
      "A month with an interval but no total is found, and one with a total but no interval")
  void intervalsAddUp() {
    List<Row> churn = LiteralTable.rows(InsightTables.CHURN_BY_MONTH, CHURN);

    assertThat(churn.stream().map(row -> TableAudits.intervalsAddUp(List.of(row)).example()))
        .containsExactly(
            "2025-01-01 EUR",
            "2025-01-01 EUR",
            "2025-01-01 EUR",
            null,
            "2025-02-01 EUR",
            "2025-02-01 EUR",
            "2025-02-01 USD",
            "2025-03-01 USD");
  }

  @Test
  @DisplayName("A dimension is off in a currency and converted: two offenders")
  void segmentsOfBoth() {
    String segments =
        """
        month      | currency | is_converted | dimension | segment | mrr_minor | transfer_minor | total_minor
        2025-01-01 | EUR      | false        | country   | a       | 60        | 0              | 100
        2025-01-01 | EUR      | true         | country   | a       | 40        | 0              | 100
        """;

    assertThat(TableAudits.segmentsAddUp(LiteralTable.rows(InsightTables.SEGMENTS, segments)))
        .isEqualTo(new Audits.Result("segments_add_up", 2, "2025-01-01 EUR country"));
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
    String right = forecast.replace("31\n", "30\n").replace("| 5 ", "| 0 ");

    assertThat(forecastBeginsAtMrr(forecast, days))
        .isEqualTo(new Audits.Result("forecast_begins_at_mrr", 2, "EUR false wrong"));
    assertThat(forecastBeginsAtMrr(right, days))
        .isEqualTo(new Audits.Result("forecast_begins_at_mrr", 0, null));
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
        2025-01-31 | EUR      | true         | 400       | 8
        2025-01-31 | EUR      | false        | 100       | 2
        2025-01-31 | USD      | false        | 100       | 2
        2025-01-31 | GBP      | false        | 100       | 2
        2025-01-31 | SEK      | false        | 100       | 2
        """;

    assertThat(headlineIsMrr(variants, days))
        .isEqualTo(new Audits.Result("headline_is_mrr", 4, "CHF"));
    assertThat(headlineIsMrr(until(variants, "USD") + "NOK | headline | 0 | 0", until(days, "USD")))
        .isEqualTo(new Audits.Result("headline_is_mrr", 0, null));
    assertThat(headlineIsMrr("currency", until(days, "USD")))
        .isEqualTo(new Audits.Result("headline_is_mrr", 1, "EUR"));
  }

  /** The lines before the first one with a text. */
  private static String until(String lines, String text) {
    return lines
        .lines()
        .takeWhile(line -> !line.contains(text))
        .map(line -> line + "\n")
        .reduce("", String::concat);
  }

  private static List<Audits.Result> insights(String churn, String cohorts, String segments) {
    Results results = new Results();
    add(InsightTables.CHURN_BY_MONTH, churn, results);
    add(CohortTables.COHORTS, cohorts, results);
    add(InsightTables.SEGMENTS, segments, results);
    CustomerAudits customers = new CustomerAudits();
    customers.finish(customers.empty(), results).forEach(results::add);
    return TableAudits.ofInsights(results);
  }

  private static Audits.Result forecastBeginsAtMrr(String forecast, String days) {
    return TableAudits.forecastBeginsAtMrr(
        LiteralTable.rows(StatisticsTables.MRR_FORECAST, forecast),
        LiteralTable.rows(MrrTables.DAILY_MRR, days));
  }

  private static Audits.Result headlineIsMrr(String variants, String days) {
    Results results = new Results();
    add(ComparisonTables.POLICY_SENSITIVITY, variants, results);
    add(MrrTables.DAILY_MRR, days, results);
    return TableAudits.headlineIsMrr(results, LocalDate.of(2025, 1, 31));
  }

  private static void add(Table table, String text, Results results) {
    results.add(new TableRows(table, LiteralTable.rows(table, text)));
  }
}
