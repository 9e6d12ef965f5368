package io.tidemark.insights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.tables.InsightTables;
import io.tidemark.tables.MrrTables;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Growth and lifetime value of literal days. The quick ratios are published examples of
 * metrickittools and pitchkit.
 */
class MonthlyGrowthTest {
  private static final String NO_CHURN = "month | billing_interval";

  private static final String FEBRUARY_IS_VISIBLE =
      """
      month      | currency | is_converted | billing_interval | gross_mrr_churn
      2024-01-01 | EUR      | false        | all              |
      2024-02-01 | EUR      | false        | all              | 0.1
      2024-02-01 | USD      | false        | all              | 0.1
      """;

  /** 12000 and 8000 over 3000 and 5000 are 2.5; 20 and 8 thousand over 5 and 3 are 3.5. */
  @Test
  @DisplayName("The quick ratio is what was gained over what was lost; null without a loss")
  void quickRatio() {
    TableRows growth =
        growth(
            "2024-02-29",
            """
            date       | currency | mrr_minor | new_minor | expansion_minor | contraction_minor | churn_minor
            2024-01-31 | EUR      |   5000000 |         0 |               0 |                 0 |           0
            2024-02-15 | EUR      |   6200000 |   1200000 |          800000 |           -300000 |     -500000
            2024-02-29 | EUR      |   6200000 |         0 |               0 |                 0 |           0
            2024-01-31 | USD      |   5000000 |         0 |               0 |                 0 |           0
            2024-02-29 | USD      |   7000000 |   2000000 |          800000 |           -300000 |     -500000
            """,
            FEBRUARY_IS_VISIBLE);

    assertThat(RowTexts.of(growth).texts("month", "currency", "quick_ratio"))
        .containsExactly(
            "2024-01-01 EUR null",
            "2024-01-01 USD null",
            "2024-02-01 EUR 2.5000",
            "2024-02-01 USD 3.5000");
  }

  /** 600 new and 200 expanded over 400 lost are 2; 200 who came back make it 2.5. */
  @Test
  @DisplayName("Only the quick ratio with reactivation counts who came back")
  void quickRatioWithReactivation() {
    TableRows growth =
        growth(
            "2024-02-29",
            """
            date       | currency | mrr_minor | new_minor | expansion_minor | reactivation_minor | churn_minor
            2024-01-31 | EUR      |    100000 |         0 |               0 |                  0 |           0
            2024-02-29 | EUR      |    160000 |     60000 |           20000 |              20000 |      -40000
            """,
            FEBRUARY_IS_VISIBLE);

    assertThat(RowTexts.of(growth).texts("quick_ratio", "quick_ratio_with_reactivation"))
        .containsExactly("null null", "2.0000 2.5000");
  }

  /** In January 500.00 is gained and 10.00 lost, but a customer who lapsed would not show. */
  @Test
  @DisplayName("The quick ratio is null while churn cannot be seen")
  void quickRatioWhileChurnCannotBeSeen() {
    TableRows growth =
        growth(
            "2024-02-29",
            """
            date       | currency | mrr_minor | new_minor | churn_minor
            2024-01-31 | EUR      |     59000 |     50000 |       -1000
            2024-02-29 | EUR      |     63000 |      5000 |       -1000
            """,
            FEBRUARY_IS_VISIBLE);

    assertThat(RowTexts.of(growth).texts("quick_ratio", "quick_ratio_with_reactivation"))
        .containsExactly("null null", "5.0000 5.0000");
  }

  /**
   * A file that ends on Feb 29 with three grace days: what ended from Feb 26 on may still renew.
   */
  @Test
  @DisplayName("Churn within the grace days before the end of the data is unsettled")
  void unsettledChurn() {
    TableRows growth =
        growth(
            "2024-02-28",
            """
            date       | currency | mrr_minor | churn_minor
            2024-01-31 | EUR      |     10000 |        -500
            2024-02-25 | EUR      |      9000 |       -1000
            2024-02-26 | EUR      |      8800 |        -200
            2024-02-28 | EUR      |      8500 |        -300
            """,
            NO_CHURN,
            "2024-02-25");

    assertThat(RowTexts.of(growth).texts("churn_minor", "unsettled_churn_minor", "is_partial"))
        .containsExactly("-500 0 false", "-1500 -500 true");
  }

  @Test
  @DisplayName("A month starts where the one before ended, and growth from zero is null")
  void startAndGrowthRate() {
    TableRows growth =
        growth(
            "2024-04-30",
            """
            date       | currency | mrr_minor | customers | is_warming_up | opening_minor | fx_minor
            2024-01-31 | EUR      |         0 |         0 | true          |             0 |        0
            2024-02-29 | EUR      |      1000 |         3 | true          |          1000 |        0
            2024-03-31 | EUR      |      1250 |         4 | false         |             0 |      250
            2024-04-30 | EUR      |       750 |         2 | false         |             0 |     -500
            """,
            NO_CHURN);

    assertThat(
            RowTexts.of(growth)
                .texts(
                    "start_mrr_minor",
                    "opening_minor",
                    "fx_minor",
                    "end_mrr_minor",
                    "customers",
                    "growth_rate",
                    "is_warming_up"))
        .containsExactly(
            "0 0 0 0 0 null true",
            "0 1000 0 1000 3 null true",
            "1000 0 250 1250 4 0.2500 false",
            "1250 0 -500 750 2 -0.4000 false");
  }

  /**
   * 21 % in the 15 days of March are 46.41 % in 30 days (1.21 squared); 10 % in 31 days of January
   * are 9.66 %, the 30/31st power of 1.1.
   */
  @Test
  @DisplayName("Growth at a pace of 30 days does not depend on the length of the month shown")
  void growthIn30Days() {
    TableRows growth =
        growth(
            "2024-03-15",
            """
            date       | currency | mrr_minor
            2023-12-31 | EUR      |    100000
            2024-01-31 | EUR      |    110000
            2024-02-29 | EUR      |    100000
            2024-03-15 | EUR      |    121000
            """,
            NO_CHURN);

    assertThat(RowTexts.of(growth).texts("growth_rate", "growth_rate_30_days"))
        .containsExactly("null null", "0.1000 0.0966", "-0.0909 -0.0939", "0.2100 0.4641");
  }

  /** From 10.00 doubled every month: 100 % per month over 3, 6 and 12 months. */
  @Test
  @DisplayName("Compound growth is the monthly rate over 3, 6 or 12 months; null from zero")
  void compoundGrowth() {
    StringBuilder days = new StringBuilder("date | currency | mrr_minor\n");
    LocalDate month = LocalDate.parse("2023-01-01");
    for (int index = 0; index < 14; index++) {
      long mrr = index == 0 ? 0 : 500L << index;
      LocalDate end = month.plusMonths(index + 1).minusDays(1);
      days.append("%s | EUR | %d%n".formatted(end, mrr));
    }
    TableRows growth = growth("2024-02-29", days.toString(), NO_CHURN);

    assertThat(nulls(growth, "cmgr_3")).isEqualTo(4);
    assertThat(nulls(growth, "cmgr_6")).isEqualTo(7);
    assertThat(nulls(growth, "cmgr_12")).isEqualTo(13);
    for (String column : List.of("cmgr_3", "cmgr_6", "cmgr_12")) {
      assertThat(growth.rows().get(13).<Double>getAs(column)).isCloseTo(1.0, within(1e-12));
    }
  }

  private static long nulls(TableRows growth, String column) {
    return growth.rows().stream().filter(row -> row.getAs(column) == null).count();
  }

  /**
   * 100.00 and 5 % are 2000.00; 200.00 over 3 customers and one of four are 266.67, not four times
   * the rounded 66.67; 0.05 for 2.5 months are 0.13.
   */
  @Test
  @DisplayName("Lifetime value is ARPA over customer churn, capped at 60 months")
  void lifetimeValue() {
    TableRows growth =
        growth(
            "2024-07-31",
            """
            date       | currency | mrr_minor | customers | arpa_minor
            2024-01-31 | EUR      |     10000 |         1 |      10000
            2024-02-29 | EUR      |     10000 |         1 |      10000
            2024-03-31 | EUR      |     20000 |         3 |       6667
            2024-04-30 | EUR      |     22000 |         4 |       5500
            2024-05-31 | EUR      |     20000 |         4 |       5000
            2024-06-30 | EUR      |         5 |         1 |          5
            2024-07-31 | EUR      |         0 |         0 |
            """,
            """
            month      | currency | is_converted | billing_interval | customer_churn
            2024-01-01 | EUR      | false        | all              |
            2024-02-01 | EUR      | false        | all              | 0.05
            2024-03-01 | EUR      | false        | all              | 0.25
            2024-04-01 | EUR      | false        | all              | 0.0
            2024-05-01 | EUR      | false        | all              | 0.01
            2024-06-01 | EUR      | false        | all              | 0.4
            2024-07-01 | EUR      | false        | all              | 1.0
            2024-01-01 | EUR      | false        | month            | 0.5
            2024-02-01 | EUR      | true         | all              | 0.5
            2024-02-01 | USD      | false        | all              | 0.5
            """);

    assertThat(RowTexts.of(growth).texts("month", "arpa_minor", "ltv_minor", "ltv_capped_minor"))
        .containsExactly(
            "2024-01-01 10000 null null",
            "2024-02-01 10000 200000 200000",
            "2024-03-01 6667 26667 26667",
            "2024-04-01 5500 null 330000",
            "2024-05-01 5000 500000 300000",
            "2024-06-01 5 13 13",
            "2024-07-01 null null null");
  }

  private static TableRows growth(String asOf, String days, String churn) {
    return growth(asOf, days, churn, asOf);
  }

  /** The months begin with that of the first day. */
  private static TableRows growth(String asOf, String days, String churn, String settledThrough) {
    TableRows daily = LiteralRows.of(MrrTables.DAILY_MRR, days);
    LocalDate first = daily.rows().get(0).getAs("date");
    MonthRange months = new MonthRange(first, LocalDate.parse(asOf));
    return MetricRun.table(
        new MonthlyGrowth(months, LocalDate.parse(settledThrough)),
        List.of(),
        daily,
        LiteralRows.of(InsightTables.CHURN_BY_MONTH, churn));
  }
}
