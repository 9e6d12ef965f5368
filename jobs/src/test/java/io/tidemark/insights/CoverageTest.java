package io.tidemark.insights;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How much of each billing interval files from January 1 to March 31 can show. */
class CoverageTest {
  private static final HistoryScope SCOPE = TestCustomer.scope("2024-01-01", "2024-03-30");

  @Test
  @DisplayName("A subscription counts once per interval, and what has none once per customer")
  void subscriptionsCovered() {
    List<Row> rows = rows(BillingCyclesTest.customers(BillingCyclesTest.PARALLEL));

    assertThat(new RowTexts(rows).texts("billing_interval", "subscriptions", "mrr_minor"))
        .containsExactly("month 2 420", "other 0 0", "quarter 1 70", "year 3 2750");
  }

  @Test
  @DisplayName("A row shows what the files cannot: hidden cycles, implied MRR, renewals to come")
  void whatCannotShow() {
    List<Row> rows = rows(BillingCyclesTest.customers(BillingCyclesTest.LAYERS));

    assertThat(rows)
        .extracting(
            row ->
                String.format(
                    Locale.ROOT,
                    "%s warm %s, visible %.3f, implied %.3f, %d of %d renewed, MRR %d",
                    row.<String>getAs("billing_interval"),
                    row.get(row.fieldIndex("warm_up_end")),
                    row.<Double>getAs("visible_share"),
                    row.<Double>getAs("implied_share"),
                    row.<Long>getAs("renewed_cycles"),
                    row.<Long>getAs("due_cycles"),
                    row.<Long>getAs("mrr_minor")))
        .containsExactly(
            "month warm 2024-02-01, visible 1.000, implied 0.137, 3 of 11 renewed, MRR 2000",
            "quarter warm 2024-04-01, visible 1.000, implied 0.000, 1 of 1 renewed, MRR 500",
            "year warm 2025-01-01, visible 0.249, implied 0.000, 0 of 0 renewed, MRR 900");
    assertThat(rows.get(0).<String>getAs("shortfall"))
        .isEqualTo("Nothing: the files cover at least one full billing interval.");
    assertThat(rows.get(2).<String>getAs("shortfall"))
        .isEqualTo(
            "The files cover 91 of the 366 days of one billing interval. Customers billed before"
                + " 2024-01-01 and not again until 2024-03-31 are not visible: about 75 % of the"
                + " MRR of this interval, if billing days are evenly spread.");
    assertThat(rows.get(2).<Double>getAs("renewal_rate")).isNull();
    assertThat(rows)
        .extracting(row -> row.getAs("is_warming_up"))
        .containsExactly(false, true, true);
  }

  @Test
  @DisplayName("A cycle that begins and ends on one day is a day long, and has been seen whole")
  void aCycleOfHours() {
    assertThat(
            warmUps(
                """
                pass sub GBP 2024-01-10T10:00 2024-01-10T20:00 other 10.00
                """))
        .containsExactly("GBP other 2024-01-02 1.0000");
  }

  @Test
  @DisplayName("The longest cycle of any customer decides where an interval has no fixed length")
  void theLongestCycleDecides() {
    assertThat(
            warmUps(
                """
                a sub EUR 2024-01-10 2024-01-15 other     1.00
                b sub EUR 2024-01-10 2024-05-19 other     1.00
                c sub EUR 2024-01-10 2024-01-20 other     1.00
                c sub EUR 2024-01-10 2024-01-24 two_weeks 1.00 stream=1
                """))
        .containsExactly("EUR other 2024-05-10 0.7000", "EUR two_weeks 2024-01-15 1.0000");
  }

  @Test
  @DisplayName("A trial without an amount makes no billing interval")
  void aTrialWithoutAnAmount() {
    assertThat(
            warmUps(
                """
                cus sub EUR 2024-01-10 2024-01-24 two_weeks 0.00
                cus sub EUR 2024-01-24 2024-02-24 month    10.00
                """))
        .containsExactly("EUR month 2024-02-01 1.0000");
  }

  /** Of one subscription a credit takes all; of the other it leaves 4.00. */
  @Test
  @DisplayName("A subscription counts if its MRR on the as-of date is above zero")
  void subscriptionsWithMrr() {
    List<Row> rows =
        rows(
            BillingCyclesTest.customers(
                """
                one sub_1 EUR 2024-03-10 2024-04-10 month  10.00
                one sub_1 EUR 2024-03-20 2024-04-10 month -10.00
                one sub_2 EUR 2024-03-10 2024-04-10 month  10.00
                one sub_2 EUR 2024-03-20 2024-04-10 month  -6.00
                one sub_3 EUR 2024-03-10 2024-04-10 month   0.00
                """));

    assertThat(new RowTexts(rows).texts("subscriptions", "mrr_minor")).containsExactly("1 400");
  }

  @Test
  @DisplayName("Manual adjustments have no billing interval that could be covered")
  void withoutAdjustments() {
    assertThat(warmUps("cus - EUR 2024-01-10 2024-12-31 adjustment 10.00 adjustment")).isEmpty();
  }

  /** Currency, interval, end of the warm-up and visible share. */
  private static List<String> warmUps(String lines) {
    return new RowTexts(rows(BillingCyclesTest.customers(lines)))
        .texts("currency", "billing_interval", "warm_up_end", "visible_share");
  }

  private static List<Row> rows(List<CustomerHistory> customers) {
    return MetricRun.table(new Coverage(SCOPE.window()), customers).rows();
  }
}
