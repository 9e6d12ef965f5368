package io.tidemark.insights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How many are left after each renewal, and the curve that goes on from there. */
class RetentionTest {
  private static final HistoryScope SCOPE = TestCustomer.scope("2024-01-01", "2024-05-30");

  @Test
  @DisplayName("Cycles that came up for a known renewal count, whatever their currency")
  void counts() {
    KeyedSums<Retention.Renewal> sums =
        MetricRun.sums(
            new Retention(),
            TestCustomer.all(
                SCOPE,
                """
                anna sub EUR 2024-01-05 2024-02-05 month 10.00
                anna sub EUR 2024-02-05 2024-03-05 month 10.00
                anna sub EUR 2024-01-01 2025-01-01 year  10.00 stream=1
                ben  sub USD 2024-01-05 2024-02-05 month 10.00
                cleo sub USD 2024-01-05 2024-02-05 month 10.00 unseen
                dora sub USD 2024-01-05 2024-02-05 month 0.00
                """));

    assertThat(sums.rows())
        .hasSize(2)
        .containsEntry(new Retention.Renewal("month", 1), new long[] {2, 1})
        .containsEntry(new Retention.Renewal("month", 2), new long[] {1, 1});
  }

  /** Three is left out with 8, but four comes after it; six is cut off. */
  @Test
  @DisplayName("Renewals that few came up for are not shown, but count in survival")
  void fewAreNotShownButCount() {
    List<Row> rows =
        rows("month", new long[][] {{1, 100, 10}, {2, 50, 5}, {3, 8, 4}, {4, 10, 1}, {6, 40, 1}});

    List<Row> seen = rows.stream().filter(row -> !isExtrapolated(row)).toList();
    assertThat(seen).extracting(RetentionTest::number).containsExactly(1, 2, 4);
    assertThat(seen).extracting(row -> row.getAs("renewed")).containsExactly(90L, 45L, 9L);
    assertThat(seen).extracting(row -> row.getAs("renewal_rate")).containsExactly(0.9, 0.9, 0.9);
    double[] survivals = {0.9, 0.81, 0.3645};
    for (int index = 0; index < survivals.length; index++) {
      assertThat(seen.get(index).<Double>getAs("survival"))
          .isCloseTo(survivals[index], within(1e-8));
    }
    assertThat(seen.get(0).<Double>getAs("fitted_rate")).isBetween(0.8, 1.0);
  }

  /** Of 100 each, 20, 10 and 5 are lost: the curve rises. */
  @Test
  @DisplayName("The fitted curve goes on for as many renewals again, ever flatter")
  void theFittedCurveGoesOn() {
    List<Row> rows = rows("month", new long[][] {{1, 100, 20}, {2, 100, 10}, {3, 100, 5}});

    assertThat(rows).extracting(RetentionTest::number).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(rows)
        .extracting(RetentionTest::isExtrapolated)
        .containsExactly(false, false, false, true, true, true);
    assertThat(rows.subList(3, 6))
        .allMatch(row -> row.getAs("due") == null && row.getAs("survival") == null);
    double beforeLast = 1;
    for (Row row : rows) {
      double fittedRate = row.getAs("fitted_rate");
      double fitted = row.getAs("fitted_survival");
      assertThat(fitted).isCloseTo(beforeLast * fittedRate, within(1e-12));
      beforeLast = fitted;
    }
    assertThat(rows).extracting(row -> row.<Double>getAs("fitted_rate")).isSorted();
    assertThat(rows.get(5).<Double>getAs("fitted_rate")).isBetween(0.95, 1.0);
  }

  @Test
  @DisplayName("Where nobody is lost there is no curve, and nothing to go on")
  void withoutALossNothingIsExtrapolated() {
    assertThat(rows("month", new long[][] {{1, 100, 0}, {2, 50, 0}})).hasSize(2);
  }

  @Test
  @DisplayName("Fewer than ten at each renewal make no row, not even a fitted one")
  void tooFewMakeNoRow() {
    assertThat(rows("month", new long[][] {{1, 9, 2}, {2, 8, 1}})).isEmpty();
  }

  /** 90 of 100 are met by a curve that stays at 0.9 and by one that rises to 1. */
  @Test
  @DisplayName("One renewal number fits no curve")
  void oneRenewalNumberFitsNoCurve() {
    List<Row> rows = rows("year", new long[][] {{1, 100, 10}});

    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).<Double>getAs("fitted_rate")).isNull();
  }

  /** Rows of renewals with their number, how many came up for it, and how many were lost. */
  private static List<Row> rows(String interval, long[][] renewals) {
    Retention retention = new Retention();
    KeyedSums<Retention.Renewal> sums = retention.empty();
    for (long[] renewal : renewals) {
      sums.add(
          new Retention.Renewal(interval, Math.toIntExact(renewal[0])), renewal[1], renewal[2]);
    }
    return retention.finish(sums, new Results()).get(0).rows();
  }

  private static int number(Row row) {
    return row.getAs("renewal_number");
  }

  private static boolean isExtrapolated(Row row) {
    return row.getAs("is_extrapolated");
  }
}
