package io.tidemark.insights.days;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.Policy;
import io.tidemark.insights.CustomerHistory;
import io.tidemark.insights.DailyTotals;
import io.tidemark.insights.HistoryScope;
import io.tidemark.insights.MetricRun;
import io.tidemark.insights.Results;
import io.tidemark.insights.RowTexts;
import io.tidemark.insights.TableRows;
import io.tidemark.insights.TestCustomer;
import io.tidemark.insights.days.MovementDay.Change;
import io.tidemark.mrr.AccountKey;
import io.tidemark.tables.Movement;
import io.tidemark.tables.StatisticsTables;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.commons.lang3.SerializationUtils;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The movements of days, gathered from customers. */
class SignificantDaysMetricTest {
  private static final AccountKey EUROS = new AccountKey("EUR", false);
  private static final LocalDate DAY = LocalDate.parse("2024-01-20");

  @Test
  @DisplayName("Of 203 movements the 200 largest are listed, by size, customer in UTF-8 and type")
  void listsTheLargest() {
    List<Change> all = new ArrayList<>();
    for (int number = 100; number < 297; number++) {
      all.add(new Change("cus_" + number, Movement.NEW, number % 2 == 0 ? 5_000 : -5_000));
    }
    all.add(new Change("last", Movement.NEW, 1_000));
    all.add(new Change("\uFF5E", Movement.FX, -2_000));
    all.add(new Change("\uD83D\uDE00", Movement.CHURN, -2_000));
    all.add(new Change("\uFF5E", Movement.CONTRACTION, -2_000));
    all.add(new Change("a", Movement.EXPANSION, 2_000));
    all.add(new Change("largest", Movement.NEW, 7_000));
    MovementDay one = day(all);
    Collections.reverse(all);

    assertThat(one.changes().get(0).customerId()).isEqualTo("largest");
    assertThat(one.changes().subList(198, 200))
        .containsExactly(
            new Change("a", Movement.EXPANSION, 2_000),
            new Change("\uFF5E", Movement.CONTRACTION, -2_000));
    assertThat(one.movements()).isEqualTo(203);
    assertThat(one.rest()).isEqualTo(new MovementDay.Rest(1, 1_000, 2, -2_000 - 2_000));
    assertThat(one.changeMinor()).isEqualTo(5_000 + 1_000 - 2_000 - 2_000 - 2_000 + 2_000 + 7_000);
    assertThat(one.mrrBeforeMinor()).isEqualTo(100_000 - one.changeMinor());
    assertThat(day(all)).isEqualTo(one);
  }

  /** Adds movements as three tasks do; MRR is 1,000.00 at the end of the day. */
  private static MovementDay day(List<Change> changes) {
    List<DailyMovements> tasks =
        List.of(new DailyMovements(), new DailyMovements(), new DailyMovements());
    for (int index = 0; index < changes.size(); index++) {
      tasks.get(index % 3).add(EUROS, DAY, changes.get(index));
    }
    DailyMovements all = new DailyMovements();
    tasks.forEach(task -> all.merge(SerializationUtils.clone(task)));
    return all.day(EUROS, DAY, 100_000);
  }

  /** January 2024: ben comes on the 9th, anna leaves on the 15th, cleo grows by 50.00. */
  @Test
  @DisplayName("A row for each day after the opening day and each series, with all its movements")
  void tables() {
    List<CustomerHistory> customers =
        TestCustomer.all(
            TestCustomer.scope("2024-01-02", "2024-02-29"),
            """
            anna sub EUR 2023-12-15 2024-01-15 month 12.00
            ben  sub EUR 2024-01-09 2024-03-09 month 30.00
            cleo sub USD 2024-01-10 2024-01-20 month 100.00
            cleo sub USD 2024-01-20 2024-03-20 month 150.00
            """);

    RowTexts days = RowTexts.of(found(customers).get(0));

    assertThat(days.texts()).hasSize(3 * 59);
    assertThat(movements(days, "2024-01-09"))
        .containsExactly("EUR false 1200 3000 1", "EUR true 1200 3000 1", "USD false 0 0 0");
    assertThat(movements(days, "2024-01-15"))
        .containsExactly("EUR false 4200 -1200 1", "EUR true 13200 -1200 1", "USD false 10000 0 0");
    assertThat(movements(days, "2024-01-20"))
        .containsExactly("EUR false 3000 0 0", "EUR true 12000 4500 1", "USD false 10000 5000 1");
  }

  private static List<String> movements(RowTexts days, String date) {
    return days.where("date", LocalDate.parse(date))
        .texts("currency", "is_converted", "mrr_before_minor", "change_minor", "movements");
  }

  /** A sale of 2,000.00 at an MRR of some 1,000.00, where one customer comes or goes each day. */
  @Test
  @DisplayName("A large sale is significant, and its customer the driver")
  void drivers() {
    List<TableRows> found = found(withSale());

    assertThat(
            RowTexts.of(found.get(0))
                .where("verdict", "significant")
                .texts("date", "currency", "is_converted", "scope"))
        .containsExactly(
            "2024-02-20 EUR false single_customer", "2024-02-20 EUR true single_customer");
    assertThat(
            RowTexts.of(found.get(1))
                .where("date", LocalDate.parse("2024-02-20"))
                .where("role", "driver")
                .texts("is_converted", "customer_id", "movement", "movements", "change_minor"))
        .containsExactly("false sale new 1 200000", "true sale new 1 200000");
  }

  @Test
  @DisplayName("Days are tested from the end of the longest cycle that runs on the as-of date")
  void visibility() {
    RowTexts days = RowTexts.of(found(withSale()).get(0)).where("is_converted", false);

    assertThat(days.where("verdict", "not_tested").texts("date"))
        .hasSize(31)
        .contains("2024-01-02", "2024-02-01")
        .doesNotContain("2024-02-02");
  }

  private static List<CustomerHistory> withSale() {
    StringBuilder lines = new StringBuilder("sale sub EUR 2024-02-20 2024-04-20 month 2000.00\n");
    for (int day = 0; day < 60; day++) {
      LocalDate first = LocalDate.parse("2023-12-10").plusDays(day);
      lines.append("cus_%d sub EUR %s %s month 30.00\n".formatted(day, first, first.plusDays(62)));
    }
    return TestCustomer.all(TestCustomer.scope("2024-01-02", "2024-03-15"), lines.toString());
  }

  /** Returns the tables of significant days and of their drivers. */
  private static List<TableRows> found(List<CustomerHistory> customers) {
    HistoryScope scope = customers.get(0).scope();
    Results results =
        MetricRun.results(
            List.of(
                new DailyTotals(scope.months(), "EUR"),
                new SignificantDays(Policy.defaults(), scope.window())),
            customers);
    return List.of(
        new TableRows(
            StatisticsTables.SIGNIFICANT_DAYS, results.rows(StatisticsTables.SIGNIFICANT_DAYS)),
        new TableRows(
            StatisticsTables.SIGNIFICANT_DAY_DRIVERS,
            results.rows(StatisticsTables.SIGNIFICANT_DAY_DRIVERS)));
  }
}
