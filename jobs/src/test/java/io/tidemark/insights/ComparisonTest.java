package io.tidemark.insights;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.audit.Audits;
import io.tidemark.audit.TableAudits;
import io.tidemark.tables.ComparisonTables;
import java.time.LocalDate;
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
    LocalDate asOf = Business.figures().window().asOf();

    assertThat(TableAudits.headlineIsMrr(Business.figures().results(), asOf))
        .isEqualTo(new Audits.Result("headline_is_mrr", 0, null));
  }
}
