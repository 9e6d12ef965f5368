package io.tidemark.insights;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.audit.Audit;
import io.tidemark.audit.Audits;
import io.tidemark.audit.InsightAudits;
import io.tidemark.tables.ComparisonTables;
import io.tidemark.tables.MrrTables;
import io.tidemark.testing.Figures;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

/** What figures might have been: under other choices, and under other definitions. */
class ComparisonTest {
  /** Dora's year costs 450.00 before a discount of 90.00: 37.50 a month rather than 30.00. */
  @Test
  void onlyTheDiscountMakesADifference() {
    assertThat(
            Business.texts(
                ComparisonTables.POLICY_SENSITIVITY,
                "variant",
                "setting",
                "mrr_minor",
                "customers",
                "difference_minor",
                "difference_share"))
        .containsExactly(
            "before_discount amount=before_discount 20750 4 750 0.0375",
            "closed_counted open_closed=count 20000 4 0 0.0000",
            "headline as published 20000 4 0 0.0000",
            "invoiced_history history=invoiced 20000 4 0 0.0000",
            "no_grace renewal_grace_days=0 20000 4 0 0.0000",
            "overdue_left_out open_grace_days=30 20000 4 0 0.0000",
            "paid_only counting_statuses=paid 20000 4 0 0.0000",
            "uncollectible_left_out uncollectible=exclude 20000 4 0 0.0000");
  }

  @Test
  void theHeadlineIsThePublishedMrr() {
    Figures figures = Business.figures();
    Dataset<Row> worths = figures.table(ComparisonTables.POLICY_SENSITIVITY);

    assertThat(headlineIsMrr(worths)).matches(result -> !result.isFailure());
    assertThat(headlineIsMrr(worths.withColumn("mrr_minor", lit(19999L))))
        .matches(Audits.Result::isFailure);
    assertThat(headlineIsMrr(worths.limit(0))).matches(Audits.Result::isFailure);
  }

  private static Audits.Result headlineIsMrr(Dataset<Row> worths) {
    Figures figures = Business.figures();
    Audit audit =
        InsightAudits.headlineIsMrr(
            worths, figures.table(MrrTables.DAILY_MRR), figures.window().asOf());
    return Audits.results(List.of(audit)).get(0);
  }

  /**
   * 100 customers at the start, 5 of them left and 1 of the 20 new ones too; MRR of 1000.00, 100.00
   * of it churned and contracted, 100.00 expanded; 4 % churn in the six months before.
   */
  @Test
  void oneMonthUnderFourDefinitions() {
    List<Row> months =
        List.of(
            RowFactory.create(
                "2024-03-01",
                "EUR",
                false,
                false,
                100000L,
                110000L,
                20000L,
                10000L,
                100L,
                114L,
                5L,
                6L,
                20L,
                true,
                0.04));

    assertThat(VendorDefinitions.rows(months).stream().map(ComparisonTest::text))
        .contains(
            "mrr chartmogul 110000 null",
            "mrr stripe null null",
            "mrr baremetrics null null",
            "mrr profitwell 110000 null",
            "customer_churn chartmogul null 0.05",
            "customer_churn stripe null 0.05",
            "customer_churn baremetrics null 0.06",
            "customer_churn profitwell null 0.05",
            "gross_mrr_churn chartmogul null 0.2",
            "gross_mrr_churn baremetrics null 0.2",
            "net_mrr_churn chartmogul null 0.1",
            "ltv chartmogul 24123 null",
            "ltv stripe 19298 null",
            "ltv baremetrics 16082 null")
        .hasSize(20);
  }

  @Test
  void whatHasNoFigureHasAReason() {
    List<Row> months =
        List.of(month(100, 0, 0, true), month(0, 0, 0, true), month(100, 5, 6, false));
    List<Row> rows = VendorDefinitions.rows(months);

    assertThat(rows)
        .allSatisfy(
            row -> assertThat(row.isNullAt(5) && row.isNullAt(6)).isEqualTo(!row.isNullAt(11)));
    assertThat(
            rows.stream().map(ComparisonTest::text).filter(text -> text.startsWith("ltv stripe")))
        .containsExactly("ltv stripe 60000 null", "ltv stripe null null", "ltv stripe null null");
  }

  /** With as many customers at the end as at the start, of 10.00 each. */
  private static Row month(long customers, long churned, long left, boolean seesLosses) {
    long mrr = customers * 1000;
    return RowFactory.create(
        "2024-03-01",
        "EUR",
        false,
        false,
        mrr,
        mrr,
        0L,
        0L,
        customers,
        customers,
        churned,
        left,
        0L,
        seesLosses,
        null);
  }

  private static String text(Row row) {
    return row.get(3) + " " + row.get(4) + " " + row.get(5) + " " + row.get(6);
  }
}
