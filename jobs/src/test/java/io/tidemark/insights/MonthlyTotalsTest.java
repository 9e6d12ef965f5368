package io.tidemark.insights;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.tables.Movement;
import io.tidemark.tables.MrrTables;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The days of two months, added up. */
class MonthlyTotalsTest {
  private static final MonthRange MONTHS =
      new MonthRange(LocalDate.parse("2024-01-30"), LocalDate.parse("2024-02-02"));

  private static final String DAYS =
      """
      date       | currency | is_converted | mrr_minor | customers | arpa_minor | is_warming_up | opening_minor | new_minor | churn_minor
      2024-01-30 | EUR      | false        |       100 |         1 |        100 | true          |           100 |         0 |           0
      2024-01-31 | EUR      | false        |       150 |         2 |         75 | false         |             0 |        60 |         -10
      2024-02-01 | EUR      | false        |       170 |         2 |         85 | false         |             0 |        25 |          -5
      2024-02-02 | EUR      | false        |        90 |         1 |         90 | false         |             0 |         0 |         -80
      2024-01-30 | EUR      | true         |         0 |         0 |            | false         |             0 |         0 |           0
      2024-01-31 | EUR      | true         |         0 |         0 |            | false         |             0 |         0 |           0
      2024-02-01 | EUR      | true         |         7 |         1 |          7 | false         |             0 |         7 |           0
      2024-02-02 | EUR      | true         |         0 |         0 |            | true          |             0 |         0 |          -7
      """;

  @Test
  @DisplayName("Movements are summed; MRR, customers and ARPA are those of the last day")
  void sumsAndEnds() {
    assertThat(totals("2024-02-02"))
        .containsExactly(
            "EUR false 0: opening 100 new 60 churn -10, 150 of 2 at 75, unsettled 0, warming up",
            "EUR false 1: opening 0 new 25 churn -85, 90 of 1 at 90, unsettled 0",
            "EUR true 0: opening 0 new 0 churn 0, 0 of 0 at null, unsettled 0",
            "EUR true 1: opening 0 new 7 churn -7, 0 of 0 at null, unsettled 0, warming up");
  }

  @Test
  @DisplayName("Churn after the last settled day is unsettled")
  void unsettledChurn() {
    assertThat(totals("2024-02-01"))
        .extracting(text -> text.replaceFirst(".*unsettled (-?\\d+).*", "$1"))
        .containsExactly("0", "-80", "0", "-7");
    assertThat(totals("2024-01-30"))
        .extracting(text -> text.replaceFirst(".*unsettled (-?\\d+).*", "$1"))
        .containsExactly("-10", "-85", "0", "-7");
  }

  private static List<String> totals(String settledThrough) {
    Results results = new Results();
    results.add(LiteralRows.of(MrrTables.DAILY_MRR, DAYS));
    return MonthlyTotals.of(results, MONTHS, LocalDate.parse(settledThrough)).stream()
        .map(MonthlyTotalsTest::text)
        .toList();
  }

  private static String text(MonthlyTotals total) {
    return "%s %s %d: opening %d new %d churn %d, %d of %d at %s, unsettled %d%s"
        .formatted(
            total.account().currency(),
            total.account().isConverted(),
            total.month(),
            total.movement(Movement.OPENING),
            total.movement(Movement.NEW),
            total.movement(Movement.CHURN),
            total.endMinor(),
            total.customers(),
            total.arpaMinor(),
            total.unsettledChurnMinor(),
            total.isWarmingUp() ? ", warming up" : "");
  }
}
