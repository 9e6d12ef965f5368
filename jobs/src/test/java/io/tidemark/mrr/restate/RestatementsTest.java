package io.tidemark.mrr.restate;

import static io.tidemark.tables.MrrTables.CUSTOMER_MRR;
import static io.tidemark.tables.MrrTables.DAILY_MRR;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.audit.Audits;
import io.tidemark.tables.RestatementCause;
import io.tidemark.tables.Table;
import io.tidemark.testing.LiteralTable;
import io.tidemark.testing.TestSpark;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Both runs show Jan 1 to Jan 4. Ada pays 1.00 and was published with 2.00 from Jan 3 on; Ben was
 * published until Jan 2 and pays on; Cleo is as she was; Dora changes after Jan 4 only.
 */
class RestatementsTest {
  private static final CommonDays COMMON =
      new CommonDays(LocalDate.parse("2025-01-01"), LocalDate.parse("2025-01-04"));
  private static Dataset<Row> publishedDays;
  private static Dataset<Row> days;
  private static Dataset<Row> restatements;

  @BeforeAll
  static void compare() {
    Dataset<Row> publishedMrr =
        LiteralTable.of(
            CUSTOMER_MRR,
            """
            customer_id | currency | valid_from | valid_to   | mrr_minor
            ada         | EUR      | 2024-12-01 | 2025-01-03 | 100
            ada         | EUR      | 2025-01-03 | 2025-02-01 | 200
            ben         | EUR      | 2024-12-01 | 2025-01-03 | 50
            cleo        | EUR      | 2024-12-01 | 2025-03-01 | 7
            dora        | USD      | 2025-01-04 | 2025-01-05 | 9
            """);
    Dataset<Row> mrr =
        LiteralTable.of(
            CUSTOMER_MRR,
            """
            customer_id | currency | valid_from | valid_to   | mrr_minor
            ada         | EUR      | 2024-12-15 | 2025-02-01 | 100
            ben         | EUR      | 2024-12-01 | 2025-02-03 | 50
            cleo        | EUR      | 2024-12-15 | 2025-01-10 | 7
            cleo        | EUR      | 2025-01-10 | 2025-03-01 | 8
            dora        | USD      | 2025-01-04 | 2025-01-08 | 9
            """);
    publishedDays =
        LiteralTable.of(
            DAILY_MRR,
            """
            date       | currency | mrr_minor
            2025-01-01 | EUR      | 157
            2025-01-02 | EUR      | 157
            2025-01-03 | EUR      | 207
            2025-01-04 | EUR      | 207
            2025-01-04 | USD      | 9
            """);
    days =
        LiteralTable.of(
            DAILY_MRR,
            """
            date       | currency | mrr_minor
            2025-01-01 | EUR      | 157
            2025-01-02 | EUR      | 157
            2025-01-03 | EUR      | 157
            2025-01-04 | EUR      | 157
            2025-01-04 | USD      | 9
            2025-01-05 | EUR      | 157
            """);
    restatements =
        Restatements.of(
                publishedDays,
                publishedMrr,
                days,
                mrr,
                causes("ada"),
                RestatementCause.POLICY,
                COMMON)
            .localCheckpoint();
  }

  @Test
  void onlyDaysOnWhichSomeoneHasAnotherMrr() {
    assertThat(restatements.orderBy("date", "cause").collectAsList())
        .extracting(Row::toString)
        .containsExactly(
            "[2025-01-03,EUR,false,correction,207,157,-50,-100,1]",
            "[2025-01-03,EUR,false,policy,207,157,-50,50,1]",
            "[2025-01-04,EUR,false,correction,207,157,-50,-100,1]",
            "[2025-01-04,EUR,false,policy,207,157,-50,50,1]");
  }

  /** Fay pays in dollars, and in the reporting currency what they are worth. */
  @Test
  void ofWhatIsNotConvertedNoRateIsTheCause() {
    Dataset<Row> published = ofFay("100", "90");
    Dataset<Row> now = ofFay("200", "160");
    Dataset<Row> none = publishedDays.limit(0);

    assertThat(
            Restatements.of(
                    none, published, none, now, causes("ada"), RestatementCause.RATES, COMMON)
                .select("currency", "cause")
                .distinct()
                .orderBy("currency")
                .collectAsList())
        .extracting(Row::toString)
        .containsExactly("[EUR,rates]", "[USD,window]");
  }

  private static Dataset<Row> ofFay(String dollars, String euros) {
    return LiteralTable.of(
        CUSTOMER_MRR,
        """
        customer_id | currency | is_converted | valid_from | valid_to   | mrr_minor
        fay         | USD      | false        | 2024-12-01 | 2025-02-01 | %s
        fay         | EUR      | true         | 2024-12-01 | 2025-02-01 | %s
        """
            .formatted(dollars, euros));
  }

  private static Dataset<Row> causes(String corrected) {
    return TestSpark.session()
        .createDataFrame(
            List.of(RowFactory.create(corrected, RestatementCause.CORRECTION.text())),
            new StructType().add("customer_id", Table.STRING).add("cause", Table.STRING));
  }

  @Test
  void theAuditFindsWhatDoesNotAddUp() {
    assertThat(audit(restatements)).isZero();
    assertThat(audit(restatements.where("cause = 'policy'"))).isEqualTo(2);
    assertThat(audit(restatements.where("date > '2025-01-03'"))).isEqualTo(1);
  }

  private static long audit(Dataset<Row> told) {
    return Audits.results(List.of(Audits.restatementsAddUp(publishedDays, days, told, COMMON)))
        .get(0)
        .offenders();
  }
}
