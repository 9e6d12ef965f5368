package io.tidemark.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.mrr.CommonDays;
import io.tidemark.tables.MrrTables;
import io.tidemark.tables.RestatementTables;
import io.tidemark.tables.StagingTables;
import io.tidemark.tables.Table;
import io.tidemark.testing.LiteralTable;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every audit finds exactly the rows that break it; customers are named after what they show. */
class AuditsTest {
  @Test
  @DisplayName("Intervals of a customer touch, but do not overlap or end before they start")
  void intervalsDoNotOverlap() {
    String intervals =
        """
        customer_id | currency | is_converted | valid_from | valid_to
        touches     | EUR      | false        | 2025-01-01 | 2025-02-01
        touches     | EUR      | false        | 2025-02-01 | 2025-03-01
        touches     | USD      | false        | 2025-01-15 | 2025-03-01
        touches     | EUR      | true         | 2025-01-15 | 2025-03-01
        overlaps    | EUR      | false        | 2025-01-01 | 2025-02-01
        overlaps    | EUR      | false        | 2025-01-31 | 2025-03-01
        is_empty    | EUR      | false        | 2025-01-01 | 2025-01-01
        is_reversed | EUR      | false        | 2025-01-02 | 2025-01-01
        """;

    assertThat(offenders(Audits.intervalsDoNotOverlap(table(MrrTables.CUSTOMER_MRR, intervals))))
        .containsExactly(
            "is_empty EUR 2025-01-01", "is_reversed EUR 2025-01-02", "overlaps EUR 2025-01-31");
  }

  @Test
  @DisplayName("Movements of a day add up and end where the customer's MRR is")
  void movementsExplainCustomers() {
    String movements =
        """
        date       | customer_id | currency | movement    | mrr_before_minor | mrr_after_minor | change_minor
        2025-01-01 | right       | EUR      | new         |   0 | 100 | 100
        2025-02-01 | right       | EUR      | churn       | 100 |   0 | -100
        2025-01-01 | revalued    | EUR      | expansion   | 110 | 150 |  40
        2025-01-01 | revalued    | EUR      | fx          | 100 | 110 |  10
        2025-01-01 | miscounts   | EUR      | new         |   0 | 100 |  90
        2025-01-01 | one_of_two  | EUR      | fx          | 100 | 110 |   9
        2025-01-01 | one_of_two  | EUR      | expansion   | 110 | 150 |  40
        2025-01-01 | elsewhere   | EUR      | new         |   0 | 100 | 100
        2025-01-01 | too_early   | EUR      | new         |   0 | 100 | 100
        2025-02-01 | too_late    | EUR      | expansion   |   0 | 100 | 100
        """;
    String customers =
        """
        customer_id | currency | is_converted | valid_from | valid_to   | mrr_minor
        right       | EUR      | false        | 2025-01-01 | 2025-02-01 | 100
        right       | USD      | false        | 2025-01-01 | 2025-03-01 | 70
        right       | EUR      | true         | 2025-01-01 | 2025-03-01 | 60
        revalued    | EUR      | false        | 2025-01-01 | 2025-02-01 | 150
        miscounts   | EUR      | false        | 2025-01-01 | 2025-02-01 | 100
        one_of_two  | EUR      | false        | 2025-01-01 | 2025-02-01 | 150
        elsewhere   | EUR      | false        | 2025-01-01 | 2025-02-01 | 120
        too_early   | EUR      | false        | 2025-01-02 | 2025-02-01 | 100
        too_late    | EUR      | false        | 2025-01-01 | 2025-02-01 | 100
        """;

    assertThat(
            offenders(
                Audits.movementsExplainCustomers(
                    table(MrrTables.MRR_MOVEMENTS, movements),
                    table(MrrTables.CUSTOMER_MRR, customers))))
        .containsExactly(
            "elsewhere EUR 2025-01-01",
            "miscounts EUR 2025-01-01",
            "one_of_two EUR 2025-01-01",
            "too_early EUR 2025-01-01",
            "too_late EUR 2025-02-01");
  }

  @Test
  @DisplayName("The MRR of a day is that of the day before and its movements")
  void movementsExplainDays() {
    String days =
        """
        date       | currency | is_converted | mrr_minor | opening_minor | new_minor | expansion_minor | contraction_minor | churn_minor | reactivation_minor | fx_minor
        2025-01-01 | EUR      | false        | 100       | 60            | 40        | 0               | 0                 | 0           | 0                  | 0
        2025-01-02 | EUR      | false        |  97       | 0             | 0         | 20              | -5                | -30         | 10                 | 2
        2025-01-03 | EUR      | false        |  98       | 0             | 0         | 0               | 0                 | 0           | 0                  | 0
        2025-01-01 | EUR      | true         |  50       | 50            | 0         | 0               | 0                 | 0           | 0                  | 0
        2025-01-01 | USD      | false        |  50       | 0             | 49        | 0               | 0                 | 0           | 0                  | 0
        """;

    assertThat(offenders(Audits.movementsExplainDays(table(MrrTables.DAILY_MRR, days))))
        .containsExactly("2025-01-01 USD", "2025-01-03 EUR");
  }

  @Test
  @DisplayName("Causes of restatement add up to the difference of every common day")
  void restatementsAddUp() {
    String published =
        """
        date       | currency | mrr_minor
        2024-12-31 | EUR      | 500
        2025-01-01 | EUR      | 100
        2025-01-02 | EUR      | 100
        2025-01-03 | EUR      | 100
        2025-01-04 | EUR      | 100
        """;
    String now =
        """
        date       | currency | mrr_minor
        2025-01-01 | EUR      | 100
        2025-01-02 | EUR      | 130
        2025-01-03 | EUR      | 120
        2025-01-05 | EUR      | 40
        2025-01-06 | EUR      | 900
        """;
    String causes =
        """
        date       | currency | change_minor
        2025-01-02 | EUR      | 20
        2025-01-02 | EUR      | 10
        2025-01-03 | EUR      | 15
        2025-01-04 | EUR      | -100
        2025-01-05 | EUR      | 40
        2025-01-05 | USD      | 7
        """;
    CommonDays common = new CommonDays(LocalDate.of(2025, 1, 1), LocalDate.of(2025, 1, 5));

    assertThat(
            offenders(
                Audits.restatementsAddUp(
                    table(MrrTables.DAILY_MRR, published),
                    table(MrrTables.DAILY_MRR, now),
                    table(RestatementTables.RESTATEMENTS, causes),
                    common)))
        .containsExactly("2025-01-03 EUR", "2025-01-05 USD");
  }

  @Test
  @DisplayName("The days of all customers add up to the days of their currency")
  void customersAddUpToDays() {
    String customers =
        """
        date       | customer_id | currency | mrr_minor
        2025-01-01 | one         | EUR      | 60
        2025-01-01 | two         | EUR      | 40
        2025-01-02 | one         | EUR      | 60
        2025-01-03 | one         | EUR      | 60
        """;
    String days =
        """
        date       | currency | mrr_minor | customers
        2025-01-01 | EUR      | 100       | 2
        2025-01-02 | EUR      |  61       | 1
        2025-01-03 | EUR      |  60       | 2
        2025-01-04 | EUR      |   0       | 0
        2025-01-05 | EUR      |   0       | 1
        """;

    assertThat(
            offenders(
                Audits.customersAddUpToDays(
                    table(MrrTables.CUSTOMER_DAILY_MRR, customers),
                    table(MrrTables.DAILY_MRR, days))))
        .containsExactly("2025-01-02 EUR", "2025-01-03 EUR", "2025-01-05 EUR");
  }

  @Test
  @DisplayName("Every manual adjustment is a layer, and every adjusted layer is one of them")
  void adjustmentsAreLayers() {
    String adjustments =
        """
        adjustment_id | customer_id | currency | valid_from | mrr_minor
        same          | a           | EUR      | 2025-01-01 | 100
        other_amount  | a           | EUR      | 2025-01-01 | 100
        not_made      | a           | EUR      | 2025-01-01 | 100
        """;
    String layers =
        """
        layer_id     | customer_id | currency | start_date | mrr_minor | basis
        same         | a           | EUR      | 2025-01-01 | 100       | adjusted
        other_amount | a           | EUR      | 2025-01-01 | 90        | adjusted
        not_said     | a           | EUR      | 2025-01-01 | 100       | adjusted
        invoiced     | a           | EUR      | 2025-01-01 | 100       | invoiced
        """;

    assertThat(
            offenders(
                Audits.adjustmentsAreLayers(
                    table(StagingTables.ADJUSTMENTS, adjustments),
                    table(MrrTables.MRR_LAYERS, layers))))
        .containsExactly("not_made", "not_said", "other_amount", "other_amount");
  }

  @Test
  @DisplayName("Results count offenders and show the first; an audit without offenders passes")
  void results() {
    String overlapping =
        """
        customer_id | currency | valid_from | valid_to
        is_empty    | EUR      | 2025-01-01 | 2025-01-01
        is_reversed | EUR      | 2025-01-02 | 2025-01-01
        """;
    AuditQuery broken = Audits.intervalsDoNotOverlap(table(MrrTables.CUSTOMER_MRR, overlapping));
    AuditQuery fulfilled = new AuditQuery("fulfilled", broken.offenders().limit(0));

    assertThat(Audits.results(List.of(broken, fulfilled)))
        .containsExactly(
            new Audits.Result("customer_intervals_do_not_overlap", 2, "is_empty EUR 2025-01-01"),
            new Audits.Result("fulfilled", 0, null))
        .extracting(Audits.Result::isFailure)
        .containsExactly(true, false);
  }

  private static Dataset<Row> table(Table table, String text) {
    return LiteralTable.of(table, text);
  }

  private static List<String> offenders(AuditQuery audit) {
    return audit.offenders().collectAsList().stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }
}
