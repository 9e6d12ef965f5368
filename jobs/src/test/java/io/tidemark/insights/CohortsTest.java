package io.tidemark.insights;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.Settings;
import io.tidemark.tables.CohortTables;
import io.tidemark.tables.MrrTables;
import io.tidemark.tables.StagingTables;
import io.tidemark.tables.Table;
import io.tidemark.testing.LiteralTable;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
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
            "2024-02 1 coupon none 1 3000",
            "2024-02 1 first_discount up_to_25_percent 1 3000",
            "2024-02 1 mrr_band 25_to_50 1 3000");
  }

  /** Anna was created and paid before the data; Ben was created in November, paid in January. */
  @Test
  void cohortsByCreation() {
    Dataset<Row> customers =
        LiteralTable.of(
            StagingTables.CUSTOMERS,
            """
            customer_id | created_at
            cus_anna    | 2022-06-15T00:00:00Z
            cus_ben     | 2023-11-30T00:00:00Z
            cus_dora    | 2024-02-05T00:00:00Z
            """);
    Map<Table, Dataset<Row>> tables = Business.figures().tables();
    Dataset<Row> changes =
        IntervalChanges.of(
            tables.get(MrrTables.MRR_LAYERS),
            tables.get(StagingTables.SUBSCRIPTIONS),
            tables.get(MrrTables.MRR_MOVEMENTS),
            Business.figures().window());
    Dataset<Row> segments =
        CustomerSegments.of(
            tables.get(MrrTables.MRR_MOVEMENTS),
            changes,
            tables.get(StagingTables.INVOICES),
            customers,
            Settings.CohortBy.CREATION,
            Business.figures().window());

    assertThat(
            segments.where("NOT is_converted").orderBy("customer_id").collectAsList().stream()
                .map(row -> row.getAs("customer_id") + " " + row.getAs("cohort")))
        .containsExactly(
            "cus_anna before",
            "cus_ben 2023-11",
            "cus_cleo 2024-01",
            "cus_dora 2024-02",
            "cus_emil 2024-04");
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
