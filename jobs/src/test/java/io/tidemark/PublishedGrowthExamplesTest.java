package io.tidemark;

import static io.tidemark.tables.MrrTables.DAILY_MRR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tidemark.audit.Audits;
import io.tidemark.insights.Growth;
import io.tidemark.testing.LiteralTable;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/**
 * Published examples of what is derived from daily MRR: quick ratios of metrickittools and
 * pitchkit, and the roll-forward of Lago's {@code mrrs.json}.
 */
class PublishedGrowthExamplesTest {
  /** 12000 and 8000 over 3000 and 5000 are 2.5; 20 and 8 thousand over 5 and 3 are 3.5. */
  @Test
  void quickRatio() {
    Dataset<Row> daily =
        LiteralTable.of(
            DAILY_MRR,
            """
            date       | currency | mrr_minor | new_minor | expansion_minor | contraction_minor | churn_minor
            2024-01-31 | EUR      |   5000000 |         0 |               0 |                 0 |           0
            2024-02-15 | EUR      |   6200000 |   1200000 |          800000 |           -300000 |     -500000
            2024-02-29 | EUR      |   6200000 |         0 |               0 |                 0 |           0
            2024-01-31 | USD      |   5000000 |         0 |               0 |                 0 |           0
            2024-02-29 | USD      |   7000000 |   2000000 |          800000 |           -300000 |     -500000
            """);

    assertThat(
            Growth.of(daily, LocalDate.parse("2024-02-29"))
                .where("month = '2024-02-01'")
                .orderBy("currency")
                .collectAsList()
                .stream()
                .map(row -> row.<Double>getAs("quick_ratio")))
        .containsExactly(2.5, 3.5);
  }

  /** 600 new and 200 expanded over 400 lost are 2; 200 who came back make it 2.5. */
  @Test
  void theQuickRatioWithReactivationHasANameOfItsOwn() {
    Dataset<Row> daily =
        LiteralTable.of(
            DAILY_MRR,
            """
            date       | currency | mrr_minor | new_minor | expansion_minor | reactivation_minor | churn_minor
            2024-01-31 | EUR      |    100000 |         0 |               0 |                  0 |           0
            2024-02-29 | EUR      |    160000 |     60000 |           20000 |              20000 |      -40000
            """);

    assertThat(Growth.of(daily, LocalDate.parse("2024-02-29")).orderBy("month").collectAsList())
        .extracting(
            row -> row.getAs("quick_ratio"), row -> row.getAs("quick_ratio_with_reactivation"))
        .containsExactly(tuple(null, null), tuple(2.0, 2.5));
  }

  /**
   * A file that ends on Feb 29 with three days of grace: what ended from Feb 26 on may renew yet.
   */
  @Test
  void churnAtTheEdgeOfTheFileMayStillBeUndone() {
    Dataset<Row> daily =
        LiteralTable.of(
            DAILY_MRR,
            """
            date       | currency | mrr_minor | churn_minor
            2024-01-31 | EUR      |     10000 |        -500
            2024-02-25 | EUR      |      9000 |       -1000
            2024-02-26 | EUR      |      8800 |        -200
            2024-02-28 | EUR      |      8500 |        -300
            """);

    assertThat(Growth.of(daily, LocalDate.parse("2024-02-25")).orderBy("month").collectAsList())
        .extracting(row -> row.getAs("churn_minor"), row -> row.getAs("unsettled_churn_minor"))
        .containsExactly(tuple(-500L, 0L), tuple(-1_500L, -500L));
  }

  /** Lago's figures in cents: nothing, 25016546 new and 1314800 lost, then 23701746. */
  @Test
  void whatMovedADayIsTheWholeOfItsChange() {
    String rolledForward =
        """
        date       | currency | mrr_minor | new_minor | expansion_minor | churn_minor
        2023-11-01 | EUR      |  23701746 |  25016546 |               0 |    -1314800
        2023-12-01 | EUR      |  23457216 |         0 |               0 |     -244530
        2024-01-01 | EUR      |  24821948 |         0 |         1364732 |           0
        2024-02-01 | EUR      |  25828288 |         0 |         1006340 |           0
        """;
    String aCentOff = rolledForward.replace("24821948", "24821949");

    assertThat(offenders(rolledForward)).isEmpty();
    assertThat(offenders(aCentOff)).containsExactly("2024-01-01 EUR", "2024-02-01 EUR");
  }

  private static List<String> offenders(String daily) {
    return Audits.movementsExplainDays(LiteralTable.of(DAILY_MRR, daily))
        .offenders()
        .orderBy("offender")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }
}
