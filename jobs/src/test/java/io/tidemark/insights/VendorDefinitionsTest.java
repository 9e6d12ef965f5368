package io.tidemark.insights;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.mrr.Account;
import io.tidemark.mrr.AccountKey;
import io.tidemark.mrr.MrrMovement;
import io.tidemark.tables.ComparisonTables;
import io.tidemark.tables.InsightTables;
import io.tidemark.tables.Movement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Literal months under the definitions of four vendors. */
class VendorDefinitionsTest {
  private static final HistoryScope SCOPE = TestCustomer.scope("2024-01-01", "2024-03-30");
  private static final MonthRange EIGHT_MONTHS =
      new MonthRange(LocalDate.parse("2023-08-01"), LocalDate.parse("2024-03-31"));
  private static final AccountKey EUR = new AccountKey("EUR", false);

  private static final String NO_TRAIL =
      "Fewer than six previous months of customer churn are available.";

  private static final String HEADER =
      "month | currency | is_converted | billing_interval | start_mrr_minor | end_mrr_minor"
          + " | lost_minor | net_lost_minor | start_customers | end_customers"
          + " | churned_customers | gross_mrr_churn | customer_churn | is_partial\n";

  /**
   * 100 customers at the start, 5 of them left and 1 of the 20 new ones too; MRR of 1000.00, 200.00
   * of it churned and contracted, 150.00 of which customers had at the start, 100.00 expanded; 4 %
   * churn on average in the six months before.
   */
  private static final String MARCH =
      HEADER
          + """
          2023-08-01 | EUR | false | all   | 0 | 0 | 0 | 0 | 0 | 0 | 0 | | 0.9  | false
          2023-09-01 | EUR | false | all   | 0 | 0 | 0 | 0 | 0 | 0 | 0 | | 0.05 | false
          2023-10-01 | EUR | false | all   | 0 | 0 | 0 | 0 | 0 | 0 | 0 | | 0.03 | false
          2023-11-01 | EUR | false | all   | 0 | 0 | 0 | 0 | 0 | 0 | 0 | | 0.04 | false
          2023-12-01 | EUR | false | all   | 0 | 0 | 0 | 0 | 0 | 0 | 0 | | 0.04 | false
          2024-01-01 | EUR | false | all   | 0 | 0 | 0 | 0 | 0 | 0 | 0 | | 0.08 | false
          2024-02-01 | EUR | false | all   | 0 | 0 | 0 | 0 | 0 | 0 | 0 | | 0.0  | false
          2024-03-01 | EUR | false | all   | 100000 | 110000 | 20000 | 10000 | 100 | 114 | 5 | 0.2 | 0.05 | true
          2024-03-01 | EUR | false | month | 7 | 7 | 7 | 7 | 7 | 7 | 7 | 0.7 | 0.7 | false
          """;

  @Test
  @DisplayName("One month has the figures that each vendor's definition gives")
  void oneMonthUnderFourDefinitions() {
    TableRows rows = vendors(MARCH, counts(7, 6, 20, 15_000));
    List<String> march =
        RowTexts.of(rows)
            .where("month", "2024-03-01")
            .texts(
                "metric",
                "vendor",
                "amount_minor",
                "rate",
                "numerator",
                "denominator",
                "is_partial");

    assertThat(rows.rows()).hasSize(8 * 20);
    assertThat(march)
        .containsExactly(
            "mrr chartmogul 110000 null null null true",
            "mrr stripe null null null null true",
            "mrr baremetrics null null null null true",
            "mrr profitwell 110000 null null null true",
            "customer_churn chartmogul null 0.0500 5 100 true",
            "customer_churn stripe null 0.0500 6 120 true",
            "customer_churn baremetrics null 0.0600 6 100 true",
            "customer_churn profitwell null 0.0500 5 100 true",
            "gross_mrr_churn chartmogul null 0.2000 20000 100000 true",
            "gross_mrr_churn baremetrics null 0.1500 15000 100000 true",
            "gross_mrr_churn stripe null null null null true",
            "gross_mrr_churn profitwell null null null null true",
            "net_mrr_churn chartmogul null 0.1000 10000 100000 true",
            "net_mrr_churn stripe null null null null true",
            "net_mrr_churn baremetrics null null null null true",
            "net_mrr_churn profitwell null null null null true",
            "ltv chartmogul 24123 null null null true",
            "ltv stripe 19298 null null null true",
            "ltv baremetrics 16082 null null null true",
            "ltv profitwell null null null null true");
  }

  @Test
  @DisplayName("The trailing churn needs a rate in each of the six months before")
  void trailingChurn() {
    String gap = MARCH.replace("| 0.04 | false", "|      | false");

    assertThat(reasons(MARCH, "ltv", "chartmogul"))
        .containsExactly(NO_TRAIL, "The denominator is zero.", "null");
    assertThat(reasons(gap, "ltv", "chartmogul")).containsExactly(NO_TRAIL);
  }

  /** As many customers at the end as at the start, of 10.00 each. */
  private static final String WITHOUT =
      HEADER
          + """
          2024-03-01 | EUR | false | all | 100000 | 100000 | 0 | 0 | 100 | 100 | 0 | 0.0 | 0.0 | false
          2024-03-01 | GBP | false | all | 0      | 0      | 0 | 0 | 0   | 0   | 0 | 0.0 |     | false
          2024-03-01 | USD | false | all | 100000 | 100000 | 0 | 0 | 100 | 100 | 5 |     |     | false
          """;

  @Test
  @DisplayName("A metric without a figure has a reason, and one with a figure has none")
  void reasons() {
    KeyedSums<AccountKey> counts = counts(7, 0, 0, 0);
    counts.row(new AccountKey("USD", false))[3 * 7] = 6;
    TableRows rows = vendors(WITHOUT, counts);

    assertThat(rows.rows())
        .hasSize(3 * 20)
        .allSatisfy(
            row ->
                assertThat(row.getAs("amount_minor") == null && row.getAs("rate") == null)
                    .isEqualTo(row.getAs("reason") != null));
    assertThat(
            RowTexts.of(rows)
                .where("metric", "ltv")
                .where("vendor", "stripe")
                .texts("currency", "amount_minor", "reason"))
        .containsExactly(
            "EUR 60000 null",
            "GBP null The denominator is zero.",
            "USD null Churn is not visible in this month: no billing interval was fully visible.");
  }

  /** Who came and left within a month is both; who is back by the end of it has not left. */
  @Test
  @DisplayName("Customers who left and new customers are counted by month and account")
  void counts() {
    assertThat(observed("stays", "sub EUR 2024-01-05 2024-05-05 month 10.00"))
        .containsExactly("EUR false 2024-01 left 0 new 1", "EUR true 2024-01 left 0 new 1");
    assertThat(observed("leaves", "sub EUR 2024-01-05 2024-02-29 month 10.00"))
        .contains("EUR false 2024-01 left 0 new 1", "EUR false 2024-02 left 1 new 0");
    assertThat(observed("visits", "sub EUR 2024-02-05 2024-02-07 month 10.00"))
        .contains("EUR false 2024-02 left 1 new 1");
    assertThat(observed("before", "sub USD 2023-12-05 2024-03-05 month 10.00"))
        .containsExactly("EUR true 2024-03 left 1 new 0", "USD false 2024-03 left 1 new 0");
    assertThat(
            observed(
                "returns",
                """
                sub EUR 2023-12-05 2024-02-05 month 10.00
                sub EUR 2024-02-10 2024-05-10 month 10.00
                """))
        .isEmpty();
    assertThat(
            observed(
                "leaves twice",
                """
                sub EUR 2023-12-05 2024-02-05 month 10.00
                sub EUR 2024-02-10 2024-02-20 month 10.00
                sub EUR 2024-03-10 2024-03-20 month 10.00
                """))
        .contains("EUR false 2024-02 left 1 new 0", "EUR false 2024-03 left 1 new 0");
    assertThat(observed("after", "sub EUR 2023-12-05 2024-03-31 month 10.00")).isEmpty();
  }

  /**
   * In February a customer of 10.00 grows to 50.00 and leaves: 10.00 of the 50.00 were there at the
   * start. Another goes from 30.00 to 20.00, and a third comes and leaves within the month.
   */
  @Test
  @DisplayName("A customer loses at most its MRR at the start of the month")
  void cappedLosses() {
    List<CustomerHistory> customers =
        TestCustomer.all(
            SCOPE,
            """
            grows   sub EUR 2023-12-05 2024-02-05 month 10.00
            grows   sub EUR 2024-02-05 2024-02-20 month 50.00
            shrinks sub EUR 2023-12-05 2024-02-05 month 30.00
            shrinks sub EUR 2024-02-05 2024-05-05 month 20.00
            visits  sub EUR 2024-02-05 2024-02-20 month 40.00
            """);

    long[] february = MetricRun.sums(new VendorDefinitions(SCOPE.months()), customers).get(EUR);

    assertThat(february[3 * SCOPE.months().index(LocalDate.parse("2024-02-01")) + 2])
        .isEqualTo(1000 + 1000);
  }

  @Test
  @DisplayName("Who loses all MRR by a change of rates alone has not left")
  void revaluedToZero() {
    List<MrrMovement> movements =
        List.of(
            new MrrMovement(LocalDate.parse("2024-02-05"), Movement.CHURN, 10, 0),
            new MrrMovement(LocalDate.parse("2024-02-10"), Movement.REACTIVATION, 0, 10),
            new MrrMovement(LocalDate.parse("2024-03-05"), Movement.FX, 10, 0));
    Account account = new Account(new AccountKey("EUR", true), List.of(), movements);

    assertThat(observed(TestCustomer.named("revalued").accounts(account).in(SCOPE))).isEmpty();
  }

  private static List<String> observed(String customer, String layers) {
    return observed(TestCustomer.named(customer).layers(layers).in(SCOPE));
  }

  private static List<String> observed(CustomerHistory customer) {
    KeyedSums<AccountKey> sums =
        MetricRun.sums(new VendorDefinitions(SCOPE.months()), List.of(customer));
    List<String> texts = new ArrayList<>();
    sums.rows()
        .forEach(
            (account, row) -> {
              for (int month = 0; month < SCOPE.months().count(); month++) {
                if (row[3 * month] != 0 || row[3 * month + 1] != 0) {
                  texts.add(
                      "%s %s %.7s left %d new %d"
                          .formatted(
                              account.currency(),
                              account.isConverted(),
                              SCOPE.months().month(month),
                              row[3 * month],
                              row[3 * month + 1]));
                }
              }
            });
    return texts;
  }

  private static KeyedSums<AccountKey> counts(int month, long left, long gained, long cappedLost) {
    KeyedSums<AccountKey> sums = new VendorDefinitions(EIGHT_MONTHS).empty();
    long[] counts = sums.row(EUR);
    counts[3 * month] = left;
    counts[3 * month + 1] = gained;
    counts[3 * month + 2] = cappedLost;
    return sums;
  }

  private static TableRows vendors(String churn, KeyedSums<AccountKey> counts) {
    Results results = new Results();
    results.add(LiteralRows.of(InsightTables.CHURN_BY_MONTH, churn));
    TableRows rows = new VendorDefinitions(EIGHT_MONTHS).finish(counts, results).get(0);
    assertThat(rows.table()).isEqualTo(ComparisonTables.VENDOR_DEFINITIONS);
    return rows;
  }

  /** Returns the reasons of all months of a metric and vendor, each once. */
  private static List<String> reasons(String churn, String metric, String vendor) {
    return RowTexts.of(vendors(churn, counts(7, 6, 20, 0)))
        .where("metric", metric)
        .where("vendor", vendor)
        .texts("reason")
        .stream()
        .distinct()
        .toList();
  }
}
