package io.tidemark.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.mrr.restate.CommonDays;
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

/** Every query finds exactly the rows that break it; adjustments are named after what they show. */
class AuditsTest {
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
  @DisplayName("Results count offenders and show the first, in the order of their audits")
  void results() {
    String adjustments =
        """
        adjustment_id | customer_id
        not_made      | a
        again         | a
        """;
    AuditQuery broken =
        Audits.adjustmentsAreLayers(
            table(StagingTables.ADJUSTMENTS, adjustments), table(MrrTables.MRR_LAYERS, "layer_id"));
    AuditQuery fulfilled = new AuditQuery("fulfilled", broken.offenders().limit(0));
    Audits.Result known = new Audits.Result("known", 1, "EUR");

    assertThat(Audits.results(List.of(broken, known, fulfilled)))
        .containsExactly(
            new Audits.Result("adjustments_are_layers", 2, "again"),
            known,
            new Audits.Result("fulfilled", 0, null))
        .extracting(Audits.Result::isFailure)
        .containsExactly(true, true, false);
  }

  @Test
  @DisplayName("Audits without a query keep their results")
  void resultsWithoutQueries() {
    Audits.Result known = new Audits.Result("known", 0, null);

    assertThat(Audits.results(List.of(known))).containsExactly(known);
    assertThat(Audits.results(List.of())).isEmpty();
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
