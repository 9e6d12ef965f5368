package io.tidemark.insights;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.audit.AuditQuery;
import io.tidemark.audit.Audits;
import io.tidemark.audit.InsightAudits;
import io.tidemark.tables.ComparisonTables;
import io.tidemark.tables.MrrTables;
import io.tidemark.testing.Figures;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Figures under other choices of the policy. */
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
    AuditQuery audit =
        InsightAudits.headlineIsMrr(
            worths, figures.table(MrrTables.DAILY_MRR), figures.window().asOf());
    return Audits.results(List.of(audit)).get(0);
  }
}
