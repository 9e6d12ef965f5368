package io.tidemark.insights;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.tables.CohortTables;
import org.junit.jupiter.api.Test;

/** Cohorts of a {@link Business} a person can follow. */
class CohortsTest {
  /** Offset, customers ever and their first MRR, then customers, MRR, GRR and NRR. */
  @Test
  void cohorts() {
    assertThat(
            Business.texts(
                    CohortTables.COHORTS,
                    "dimension",
                    "segment",
                    "cohort",
                    "month_offset",
                    "cohort_customers",
                    "initial_mrr_minor",
                    "customers",
                    "mrr_minor",
                    "grr",
                    "nrr")
                .stream()
                .filter(text -> text.startsWith("all ")))
        .containsExactly(
            "all all 2024-01 0 2 8000 2 8000 1.0000 1.0000",
            "all all 2024-01 1 2 8000 2 8000 1.0000 1.0000",
            "all all 2024-01 2 2 8000 1 7000 0.6250 0.8750",
            "all all 2024-01 3 2 8000 1 7000 0.6250 0.8750",
            "all all 2024-01 4 2 8000 1 7000 0.6250 0.8750",
            "all all 2024-02 0 1 4000 1 4000 1.0000 1.0000",
            "all all 2024-02 1 1 4000 1 3000 0.7500 0.7500",
            "all all 2024-02 2 1 4000 1 3000 0.7500 0.7500",
            "all all 2024-02 3 1 4000 1 3000 0.7500 0.7500",
            "all all 2024-04 0 1 2000 1 2000 1.0000 1.0000",
            "all all 2024-04 1 1 2000 1 2000 1.0000 1.0000",
            "all all before 0 1 10000 1 10000 1.0000 1.0000",
            "all all before 1 1 10000 1 10000 1.0000 1.0000",
            "all all before 2 1 10000 1 10000 1.0000 1.0000",
            "all all before 3 1 10000 1 10000 1.0000 1.0000",
            "all all before 4 1 10000 1 10000 1.0000 1.0000",
            "all all before 5 1 10000 1 8000 0.8000 0.8000");
  }

  @Test
  void segmentsOfACohort() {
    assertThat(
            Business.texts(
                    CohortTables.COHORTS,
                    "cohort",
                    "month_offset",
                    "dimension",
                    "segment",
                    "cohort_customers",
                    "mrr_minor")
                .stream()
                .filter(text -> text.startsWith("2024-02 1 ")))
        .containsExactly(
            "2024-02 1 all all 1 3000",
            "2024-02 1 billing_interval month 1 3000",
            "2024-02 1 country none 1 3000",
            "2024-02 1 coupon none 1 3000",
            "2024-02 1 first_discount up_to_25_percent 1 3000",
            "2024-02 1 mrr_band 25_to_50 1 3000");
  }

  /** The averages leave out who paid before: 7000 and 3000 of 8000 and 4000 are 0.8333. */
  @Test
  void pivots() {
    assertThat(Business.texts(CohortTables.COHORT_NRR_PIVOT))
        .containsExactly(
            "EUR false 2024-01 2 8000 1.0000 1.0000 0.8750 0.8750 0.8750 null",
            "EUR false 2024-02 1 4000 1.0000 0.7500 0.7500 0.7500 null null",
            "EUR false 2024-04 1 2000 1.0000 1.0000 null null null null",
            "EUR false average 4 14000 1.0000 0.9286 0.8333 0.8333 0.8750 null",
            "EUR false before 1 10000 1.0000 1.0000 1.0000 1.0000 1.0000 0.8000");
    assertThat(Business.texts(CohortTables.COHORT_MRR_PIVOT))
        .containsExactly(
            "EUR false 2024-01 2 8000 8000 8000 7000 7000 7000 null",
            "EUR false 2024-02 1 4000 4000 3000 3000 3000 null null",
            "EUR false 2024-04 1 2000 2000 2000 null null null null",
            "EUR false average 4 14000 6000 5714 5667 5667 7000 null",
            "EUR false before 1 10000 10000 10000 10000 10000 10000 8000");
    assertThat(Business.texts(CohortTables.COHORT_CUSTOMERS_PIVOT))
        .containsExactly(
            "EUR false 2024-01 2 8000 2.0000 2.0000 1.0000 1.0000 1.0000 null",
            "EUR false 2024-02 1 4000 1.0000 1.0000 1.0000 1.0000 null null",
            "EUR false 2024-04 1 2000 1.0000 1.0000 null null null null",
            "EUR false average 4 14000 1.5714 1.5714 1.0000 1.0000 1.0000 null",
            "EUR false before 1 10000 1.0000 1.0000 1.0000 1.0000 1.0000 1.0000");
  }
}
