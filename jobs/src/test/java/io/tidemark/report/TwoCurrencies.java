package io.tidemark.report;

import io.tidemark.tables.AuditTables;
import io.tidemark.tables.CohortTables;
import io.tidemark.tables.ComparisonTables;
import io.tidemark.tables.InsightTables;
import io.tidemark.tables.MrrTables;
import io.tidemark.tables.RestatementTables;
import io.tidemark.tables.StagingTables;
import io.tidemark.tables.StatisticsTables;

/** A business in euro and yen, of two months: 1 EUR is 160 JPY. */
final class TwoCurrencies {
  /** What a billing system might hold, were it attacked. */
  static final String HOSTILE =
      "</script><script>window.broken=1</script><img src=x"
          + " onerror=window.broken=1>\u2028=cmd()<!--";

  private TwoCurrencies() {}

  static LiteralPage page() {
    LiteralPage page = new LiteralPage();
    books(page);
    insights(page);
    statistics(page);
    history(page);
    return page;
  }

  private static void history(LiteralPage page) {
    page.with(
            MrrTables.CUSTOMER_MRR,
            """
            customer_id | currency | is_converted | valid_from | valid_to   | mrr
            cus_b       | EUR      | false        | 2025-01-03 | 2025-03-03 | 500.00
            cus_b       | EUR      | true         | 2025-01-03 | 2025-03-03 | 500.00
            cus_other   | EUR      | false        | 2025-01-03 | 2025-03-03 | 1.00
            """)
        .with(
            MrrTables.MRR_MOVEMENTS,
            """
            customer_id | currency | is_converted | date       | movement | change
            cus_b       | EUR      | false        | 2025-01-03 | new      | 500.00
            """)
        .with(
            StagingTables.INVOICES,
            """
            customer_id | currency | invoice_id | created_at           | status | service_start        | service_end          | net    | exclusion_reason
            cus_b       | EUR      | in_1       | 2025-01-03T08:00:00Z | paid   | 2025-01-03T08:00:00Z | 2025-02-03T08:00:00Z | 500.00 |
            cus_b       | EUR      | in_2       | 2025-02-03T08:00:00Z | void   | 2025-02-03T08:00:00Z | 2025-03-03T08:00:00Z | 500.00 | STATUS_VOID
            """);
  }

  private static void books(LiteralPage page) {
    page.with(
            MrrTables.DAILY_MRR,
            """
            date       | currency | is_converted | mrr      | customers | arpa    | implied_share | pending_share
            2025-01-31 | EUR      | false        | 1000.00  | 2         | 500.00  | 0.25          | 0
            2025-01-31 | EUR      | true         | 1500.00  | 3         | 500.00  | 0.20          | 0
            2025-01-31 | JPY      | false        | 80000    | 1         | 80000   | 0.10          | 0
            2025-02-28 | EUR      | false        | 1234.50  | 3         | 411.50  | 0.20          | 0.05
            2025-02-28 | EUR      | true         | 1734.50  | 4         | 433.63  | 0.125         | 0.04
            2025-02-28 | JPY      | false        | 80000    | 1         | 80000   | 0             | 0
            """)
        .with(
            MrrTables.MONTHLY_GROWTH,
            """
            month      | currency | is_converted | start_mrr | end_mrr | growth_rate | growth_rate_30_days | quick_ratio | ltv_capped | opening | is_warming_up
            2025-01-01 | EUR      | false        | 0         | 1000.00 |             |                     |             |            | 1000.00 | true
            2025-01-01 | EUR      | true         | 0         | 1500.00 |             |                     |             |            | 1500.00 | true
            2025-01-01 | JPY      | false        | 0         | 80000   |             |                     |             |            | 80000   | true
            2025-02-01 | EUR      | false        | 1000.00   | 1234.50 | 0.2345      | 0.2532              | 5.69        | 4115.00    | 0       | true
            2025-02-01 | EUR      | true         | 1500.00   | 1734.50 | 0.15633     | 0.16839             | 5.69        | 4336.25    | 100.00  | true
            2025-02-01 | JPY      | false        | 80000     | 80000   | 0           | 0                   |             |            | 0       | false
            """)
        .with(
            AuditTables.RECONCILIATION,
            """
            currency | position | line         | part     | invoices | amount  | is_balanced
            EUR      | 0        | read         | read     | 7        | 1300.00 | true
            EUR      | 1        | counted      | counted  | 6        | 1200.00 | true
            EUR      | 2        | status_draft | excluded | 1        | 100.00  | true
            JPY      | 0        | read         | read     | 2        | 160000  | true
            """)
        .with(
            RestatementTables.RESTATEMENTS,
            """
            date       | currency | is_converted | cause      | previous_mrr | mrr     | difference | change | customers
            2025-02-27 | EUR      | true         | correction | 1700.00      | 1734.50 | 34.50      | 34.50  | 1
            """)
        .with(
            StagingTables.SOURCE_FILES,
            """
            source_file  | kind     | currency | file_rows | scanned_rows | accepted_rows | rejected_rows | duplicate_rows | superseded_rows
            invoices.csv | invoices | EUR      | 9         | 7            | 7             | 0             | 0              | 0
            """)
        .with(
            StagingTables.DATA_QUALITY,
            "check | what | severity | is_file_wide | rows | share | example\n"
                + ("ODD | Odd rows | warning | false | 1 | 0.1 | " + HOSTILE + "\n")
                + ("CUT | Files that may be cut | warning | true | 1200 | | " + HOSTILE));
  }

  private static void insights(LiteralPage page) {
    page.with(
            InsightTables.CHURN_BY_MONTH,
            """
            month      | currency | is_converted | billing_interval | start_mrr | opening | new    | expansion | contraction | churn | reactivation | fx | transfer | end_mrr | gross_mrr_churn | net_mrr_churn | nrr  | customer_churn | end_customers | lost  | retained | start_customers | churned_customers | churn_involuntary | churn_voluntary | churn_unknown
            2025-01-01 | EUR      | false        | all              | 0         | 1000.00 | 0      | 0         | 0           | 0     | 0            | 0  | 0        | 1000.00 |                 |               |      |                | 2 | 0     | 0        | 0               | 0                 | 0                 | 0               | 0
            2025-01-01 | EUR      | false        | month            | 0         | 700.00  | 0      | 0         | 0           | 0     | 0            | 0  | 0        | 700.00  |                 |               |      |                | 1 | 0     | 0        | 0               | 0                 | 0                 | 0               | 0
            2025-01-01 | EUR      | true         | all              | 0         | 1500.00 | 0      | 0         | 0           | 0     | 0            | 0  | 0        | 1500.00 |                 |               |      |                | 3 | 0     | 0        | 0               | 0                 | 0                 | 0               | 0
            2025-01-01 | JPY      | false        | all              | 0         | 80000   | 0      | 0         | 0           | 0     | 0            | 0  | 0        | 80000   |                 |               |      |                | 1 | 0     | 0        | 0               | 0                 | 0                 | 0               | 0
            2025-02-01 | EUR      | false        | all              | 1000.00   | 0       | 184.50 | 100.00    | -50.00      | 0     | 0            | 0  | 0        | 1234.50 | 0.05            | -0.05         | 1.05 | 0              | 3 | 0     | 0        | 0               | 0                 | 0                 | 0               | 0
            2025-02-01 | EUR      | false        | month            | 700.00    | 0       | 184.50 | 0         | -50.00      | 0     | 0            | 0  | 100.00   | 934.50  | 0.0714          | 0.0714        | 0.93 | 0.25           | 2 | 0     | 0        | 0               | 0                 | 0                 | 0               | 0
            2025-02-01 | EUR      | true         | all              | 1500.00   | 0       | 184.50 | 100.00    | -50.00      | 0     | 0            | 0  | 0        | 1734.50 | 0.0333          | -0.0333       | 1.03 | 0              | 4 | 50.00 | 1545.00  | 3               | 0                 | 0                 | 0               | 0
            2025-02-01 | JPY      | false        | all              | 80000     | 0       | 0      | 0         | 0           | 0     | 0            | 0  | 0        | 80000   | 0               | 0             | 1    | 0              | 1 | 0     | 0        | 0               | 0                 | 0                 | 0               | 0
            """)
        .with(
            CohortTables.COHORT_RETENTION_PIVOT,
            """
            currency | is_converted | cohort  | cohort_customers | initial_mrr | m00 | m01
            EUR      | true         | 2025-01 | 3                | 1500.00     | 1.0 | 0.6667
            EUR      | true         | average | 3                | 1500.00     | 1.0 | 0.6667
            EUR      | true         | before  | 2                | 700.00      |     | 0.5
            """)
        .with(
            CohortTables.COHORT_GRR_PIVOT,
            """
            currency | is_converted | cohort  | cohort_customers | initial_mrr | m00 | m01
            EUR      | true         | 2025-01 | 3                | 1500.00     | 1.0 | 0.8
            """)
        .with(
            InsightTables.SEGMENTS,
            """
            month      | currency | is_converted | dimension | segment  | customers | start_mrr | moved  | transfer | mrr     | total   | share | growth_rate
            2025-01-01 | EUR      | true         | country   | DE       | 3         | 0         | 0      | 0        | 1500.00 | 1500.00 | 1     |
            2025-02-01 | EUR      | true         | country   | AT       | 1         | 0         | 184.50 | 0        | 184.50  | 1734.50 | 0.106 |
            2025-02-01 | EUR      | true         | country   | DE       | 3         | 1500.00   | 50.00  | 0        | 1550.00 | 1734.50 | 0.894 | 0.0333
            2025-02-01 | EUR      | true         | mrr_band  | 500-1000 | 4         | 1500.00   | 334.50 | -100.00  | 1734.50 | 1734.50 | 1     | 0.1563
            """)
        .with(
            CohortTables.COHORT_NRR_PIVOT,
            """
            currency | is_converted | cohort  | cohort_customers | initial_mrr | m00 | m01
            EUR      | true         | 2025-01 | 2                | 1500.00     | 1.0 | 0.876
            EUR      | true         | 2025-02 | 1                | 184.50      | 1.0 |
            """)
        .with(
            CohortTables.COHORT_CUSTOMERS_PIVOT,
            """
            currency | is_converted | cohort  | cohort_customers | initial_mrr | m00 | m01
            EUR      | true         | 2025-01 | 3                | 1500.00     | 3.0 | 2.0
            """)
        .with(
            CohortTables.COHORT_MRR_PIVOT,
            """
            currency | is_converted | cohort  | cohort_customers | initial_mrr | m00     | m01
            EUR      | true         | 2025-01 | 3                | 1500.00     | 1500.00 | 1314.00
            """)
        .with(
            CohortTables.COHORTS,
            """
            currency | is_converted | dimension        | segment | cohort  | month_offset | cohort_customers | initial_mrr | customers | mrr    | nrr
            EUR      | false        | billing_interval | month   | 2025-01 | 0            | 2                | 700.00      | 2         | 700.00 | 1.0
            EUR      | false        | billing_interval | month   | 2025-01 | 1            | 2                | 700.00      | 1         | 650.00 | 0.9286
            EUR      | false        | country          | DE      | 2025-01 | 0            | 2                | 700.00      | 2         | 700.00 | 1.0
            """)
        .with(
            InsightTables.BIGGEST_CUSTOMERS,
            "currency | is_converted | rank | customer_id | mrr | share | cumulative_share |"
                + " since | has_paid\n"
                + ("EUR | true | 1 | "
                    + HOSTILE
                    + " | 900.00 | 0.519 | 0.519 | 2025-01-02 | false\n")
                + "EUR | true | 2 | cus_b | 500.00 | 0.288 | 0.807 | 2025-01-03 | true\n"
                + "EUR | true | 51 | cus_small | 0.01 | 0 | 1 | 2025-01-04 |\n")
        .with(
            InsightTables.CONCENTRATION,
            """
            month      | currency | is_converted | customers | mrr     | top_1_share | top_5_share | top_10_share | top_50_share | herfindahl | gini | never_paid_customers | never_paid | never_paid_share
            2025-01-01 | EUR      | true         | 3         | 1500.00 | 0.6         | 1           | 1            | 1            | 0.44       | 0.3  |                      |            |
            2025-02-01 | EUR      | true         | 4         | 1734.50 | 0.519       | 1           | 1            | 1            | 0.36       | 0.31 | 1                    | 100.00     | 0.0577
            """)
        .with(
            ComparisonTables.POLICY_SENSITIVITY,
            """
            currency | variant   | setting                | mrr     | customers | headline | difference | difference_share
            EUR      | headline  | as published           | 1234.50 | 3         | 1234.50  | 0          | 0
            EUR      | paid_only | counting_statuses=paid | 1000.00 | 2         | 1234.50  | -234.50    | -0.18996
            JPY      | paid_only | counting_statuses=paid | 80000   | 1         | 80000    | 0          | 0
            """)
        .with(
            ComparisonTables.VENDOR_DEFINITIONS,
            """
            month      | currency | is_converted | metric | vendor     | amount  | rate | definition        | source | reason
            2024-12-01 | EUR      | true         | mrr    | chartmogul | 1.00    |      | All subscriptions | a page |
            2025-01-01 | EUR      | true         | mrr    | chartmogul | 1500.00 |      | All subscriptions | a page |
            2025-02-01 | EUR      | true         | mrr    | chartmogul | 1734.50 |      | All subscriptions | a page |
            2025-02-01 | EUR      | true         | mrr    | stripe     |         |      | Until cancelled   | a page | The export does not tell.
            """)
        .with(
            InsightTables.DATA_COVERAGE,
            """
            currency | billing_interval | warm_up_end | subscriptions | mrr    | visible_share | implied_share | renewal_rate | shortfall
            EUR      | month            | 2025-02-01  | 2             | 934.50 | 1             | 0.2           | 0.9          | Nothing.
            """);
  }

  private static void statistics(LiteralPage page) {
    page.with(
            StatisticsTables.SIGNIFICANT_DAYS,
            """
            date       | currency | is_converted | mrr_before | change | movements | expected | p_value | q_value | rank_score | verdict     | scope
            2025-02-03 | EUR      | true         | 1500.00    | 184.50 | 1         | 3.00     | 0.0001  | 2.5E-3  | 6          | significant | single_customer
            2025-02-04 | EUR      | true         | 1684.50    | 0      | 0         | 3.00     | 1       | 1       | 0          | ordinary    |
            2025-02-05 | EUR      | true         | 1684.50    | 0      | 0         | 3.00     | 1       | 1       | 0          | ordinary    |
            """)
        .with(
            StatisticsTables.SIGNIFICANT_DAY_DRIVERS,
            "date | currency | is_converted | role | customer_id | movement | movements | change |"
                + " share\n"
                + ("2025-02-03 | EUR | true | driver | " + HOSTILE + " | new | 1 | 184.50 | 1\n"))
        .with(
            StatisticsTables.MRR_FORECAST,
            """
            date       | currency | is_converted | scenario            | is_headline | horizon_days | p2_5    | p10     | p50     | p90     | p97_5   | committed | at_renewal | churn  | expansion | new    | expected
            2025-03-01 | EUR      | true         | unseen_renewals_0.8 | true        | 1            | 1700.00 | 1720.00 | 1740.00 | 1760.00 | 1780.00 | 1000.00   | 734.50     | -10.00 | 5.00      | 10.50  | 1740.00
            2025-05-29 | EUR      | true         | unseen_renewals_0.8 | true        | 90           | 1500.00 | 1600.00 | 1800.00 | 2000.00 | 2100.00 | 500.00    | 1234.50    | -50.00 | 15.00     | 100.50 | 1800.00
            2025-05-29 | EUR      | true         | unseen_renewals_0.7 | false       | 90           | 1400.00 | 1500.00 | 1700.00 | 1900.00 | 2000.00 | 500.00    | 1234.50    | -90.00 | 15.00     | 40.50  | 1700.00
            """)
        .with(
            StatisticsTables.FORECAST_BACKTEST,
            """
            method    | horizon_days | currency | is_converted | origin     | origins | mase | smape | crps  | coverage_80 | coverage_95
            bottom_up | 7            | EUR      | true         |            | 5       | 1.25 | 0.01  | 0.005 | 0.8         | 1
            bottom_up | 7            | EUR      | true         | 2025-02-01 | 1       | 9.99 | 0.01  | 0.005 | 1           | 1
            bottom_up | 90           | EUR      | true         |            | 0       |      |       |       |             |
            """)
        .with(
            StatisticsTables.FORECAST_RISKS,
            """
            risk          | kind   | rank | currency | is_converted | what                                            | mrr    | share | probability | expected_loss | customer_id | date       | evidence        | severity
            no_season     | caveat | 1    | EUR      | true         | Seasonality cannot be measured                  |        |       |             |               |             |            | 58 days of data | low
            never_paid    | risk   | 2    | EUR      | true         | Customers who have never paid do not pay        | 100.00 | 0.058 | 0.1         | 10.00         | cus_b       | 2025-03-10 | 1 of 10         | low
            concentration | risk   | 1    | EUR      | true         | The largest customer, cus_a, does not renew on 2025-03-20 | 900.00 | 0.519 | 0.25 | 225.00   | cus_a       | 2025-03-20 | One of four     | high
            """)
        .with(
            InsightTables.RENEWAL_CALENDAR,
            """
            month      | currency | billing_interval | mrr_due | customers | largest | largest_customer_id
            2025-03-01 | EUR      | month            | 934.50  | 2         | 900.00  | cus_a
            """);
  }
}
