package io.tidemark.insights;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.tables.CohortTables;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Pivots of the cohorts of literal customers. */
class CohortPivotsTest {
  @Test
  @DisplayName("Pivots of amounts have no average, and customers from before the data no month 0")
  void amounts() {
    List<TableRows> tables = tables(FiveCustomers.histories());

    assertThat(tables)
        .extracting(table -> table.table().name())
        .containsExactly(
            "cohorts",
            "cohort_mrr_pivot",
            "cohort_customers_pivot",
            "cohort_retention_pivot",
            "cohort_grr_pivot",
            "cohort_nrr_pivot");
    assertThat(lines(tables.get(1)))
        .containsExactly(
            "EUR false 2024-01 2 8000 8000 8000 7000 7000 7000 null",
            "EUR false 2024-02 1 4000 4000 3000 3000 3000 null null",
            "EUR false 2024-04 1 2000 2000 2000 null null null null",
            "EUR false before 1 10000 null 10000 10000 10000 10000 8000");
    assertThat(lines(tables.get(2)))
        .containsExactly(
            "EUR false 2024-01 2 8000 2.0000 2.0000 1.0000 1.0000 1.0000 null",
            "EUR false 2024-02 1 4000 1.0000 1.0000 1.0000 1.0000 null null",
            "EUR false 2024-04 1 2000 1.0000 1.0000 null null null null",
            "EUR false before 1 10000 null 1.0000 1.0000 1.0000 1.0000 1.0000");
    assertThat(tables.get(1).table())
        .isEqualTo(CohortTables.wide(CohortTables.COHORT_MRR_PIVOT, 5));
  }

  /**
   * After two months, one of two and one of one customer are left: 2 of 3. Of 80.00 and 40.00,
   * 50.00 and 30.00 are kept, and 70.00 and 30.00 are paid: 80 and 100 of 120.
   */
  @Test
  @DisplayName("Averages of rates are weighted by the denominator of the rate")
  void rates() {
    List<TableRows> tables = tables(FiveCustomers.histories());

    assertThat(lines(tables.get(3)))
        .containsExactly(
            "EUR false 2024-01 2 8000 1.0000 1.0000 0.5000 0.5000 0.5000 null",
            "EUR false 2024-02 1 4000 1.0000 1.0000 1.0000 1.0000 null null",
            "EUR false 2024-04 1 2000 1.0000 1.0000 null null null null",
            "EUR false average 4 14000 1.0000 1.0000 0.6667 0.6667 0.5000 null",
            "EUR false before 1 10000 null 1.0000 1.0000 1.0000 1.0000 1.0000");
    assertThat(lines(tables.get(4)))
        .containsExactly(
            "EUR false 2024-01 2 8000 1.0000 1.0000 0.6250 0.6250 0.6250 null",
            "EUR false 2024-02 1 4000 1.0000 0.7500 0.7500 0.7500 null null",
            "EUR false 2024-04 1 2000 1.0000 1.0000 null null null null",
            "EUR false average 4 14000 1.0000 0.9286 0.6667 0.6667 0.6250 null",
            "EUR false before 1 10000 null 1.0000 1.0000 1.0000 1.0000 0.8000");
    assertThat(lines(tables.get(5)))
        .containsExactly(
            "EUR false 2024-01 2 8000 1.0000 1.0000 0.8750 0.8750 0.8750 null",
            "EUR false 2024-02 1 4000 1.0000 0.7500 0.7500 0.7500 null null",
            "EUR false 2024-04 1 2000 1.0000 1.0000 null null null null",
            "EUR false average 4 14000 1.0000 0.9286 0.8333 0.8333 0.8750 null",
            "EUR false before 1 10000 null 1.0000 1.0000 1.0000 1.0000 0.8000");
  }

  @Test
  @DisplayName("Of survivors alone there is no average")
  void noAverageOfSurvivors() {
    List<CustomerHistory> anna = FiveCustomers.histories().subList(0, 1);

    assertThat(lines(tables(anna).get(5)))
        .containsExactly("EUR false before 1 10000 null 1.0000 1.0000 1.0000 1.0000 0.8000");
  }

  @Test
  @DisplayName("Without customers there are no cohorts, and pivots have their first column")
  void nothing() {
    List<TableRows> tables = tables(List.of());

    assertThat(tables).hasSize(6).allMatch(table -> table.rows().isEmpty());
    assertThat(tables.get(5).table())
        .isEqualTo(CohortTables.wide(CohortTables.COHORT_NRR_PIVOT, 0));
  }

  private static List<TableRows> tables(List<CustomerHistory> customers) {
    return MetricRun.results(List.of(new Cohorts(FiveCustomers.SCOPE.months())), customers).all();
  }

  private static List<String> lines(TableRows pivot) {
    return RowTexts.of(pivot).where("is_converted", false).texts();
  }
}
