package io.tidemark.insights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** MRR of each day of data from Jan 2 to 6, whose opening day is Jan 1. */
class DailyTotalsTest {
  private static final HistoryScope SCOPE = TestCustomer.scope("2024-01-02", "2024-01-06");

  private static final CustomerHistory ANNA =
      TestCustomer.named("anna").layers("sub EUR 2023-12-15 2024-01-15 month 12.04").in(SCOPE);

  private static final CustomerHistory BEN =
      TestCustomer.named("ben")
          .layers("sub EUR 2024-01-03 2024-01-06 month 3.01 implied")
          .in(SCOPE);

  /** 45.15 in euros. */
  private static final CustomerHistory CLEO =
      TestCustomer.named("cleo")
          .layers("sub USD 2024-01-04 2024-01-06 month 50.17 pending")
          .in(SCOPE);

  /** From Jan 7 on, the first day that is not shown. */
  private static final CustomerHistory LATE =
      TestCustomer.named("late").layers("sub USD 2024-01-07 2024-02-07 month 9.00").in(SCOPE);

  /** Over before the data begins, in a currency without a rate. */
  private static final CustomerHistory GONE =
      TestCustomer.named("gone").layers("sub GBP 2023-11-01 2023-12-01 month 3.00").in(SCOPE);

  private static final String[] AMOUNTS = {
    "mrr_minor", "customers", "arpa_minor", "implied_share", "pending_share"
  };

  private static final String[] MOVEMENTS = {
    "opening_minor",
    "new_minor",
    "expansion_minor",
    "contraction_minor",
    "churn_minor",
    "reactivation_minor",
    "fx_minor"
  };

  @Test
  @DisplayName("MRR, customers, ARPA rounded half up, and the shares of implied and pending MRR")
  void amounts() {
    TableRows days = days(SCOPE, ANNA, BEN, CLEO, LATE, GONE);

    assertThat(of("EUR false", days, AMOUNTS))
        .containsExactly(
            "2024-01-01 1204 1 1204 0.0000 0.0000",
            "2024-01-02 1204 1 1204 0.0000 0.0000",
            "2024-01-03 1505 2 753 0.2000 0.0000",
            "2024-01-04 1505 2 753 0.2000 0.0000",
            "2024-01-05 1505 2 753 0.2000 0.0000",
            "2024-01-06 1204 1 1204 0.0000 0.0000");
    assertThat(of("USD false", days, AMOUNTS))
        .containsExactly(
            "2024-01-01 0 0 null null null",
            "2024-01-02 0 0 null null null",
            "2024-01-03 0 0 null null null",
            "2024-01-04 5017 1 5017 0.0000 1.0000",
            "2024-01-05 5017 1 5017 0.0000 1.0000",
            "2024-01-06 0 0 null null null");
    assertThat(of("EUR true", days, AMOUNTS))
        .containsExactly(
            "2024-01-01 1204 1 1204 0.0000 0.0000",
            "2024-01-02 1204 1 1204 0.0000 0.0000",
            "2024-01-03 1505 2 753 0.2000 0.0000",
            "2024-01-04 6020 3 2007 0.0500 0.7500",
            "2024-01-05 6020 3 2007 0.0500 0.7500",
            "2024-01-06 1204 1 1204 0.0000 0.0000");
  }

  @Test
  @DisplayName("Each movement is in the column of its type, on its day")
  void movements() {
    CustomerHistory changing =
        TestCustomer.named("changing")
            .layers(
                """
                sub EUR 2024-01-02 2024-01-03 month 10.00
                sub EUR 2024-01-03 2024-01-04 month 15.00
                sub EUR 2024-01-04 2024-01-05 month 13.00
                sub EUR 2024-01-06 2024-02-06 month 20.00
                """)
            .in(SCOPE);
    TableRows days = days(SCOPE, ANNA, BEN, CLEO, changing);

    assertThat(of("EUR false", days, MOVEMENTS))
        .containsExactly(
            "2024-01-01 1204 0 0 0 0 0 0",
            "2024-01-02 0 1000 0 0 0 0 0",
            "2024-01-03 0 301 500 0 0 0 0",
            "2024-01-04 0 0 0 -200 0 0 0",
            "2024-01-05 0 0 0 0 -1300 0 0",
            "2024-01-06 0 0 0 0 -301 2000 0");
    assertThat(of("EUR true", days, MOVEMENTS))
        .containsExactly(
            "2024-01-01 1204 0 0 0 0 0 0",
            "2024-01-02 0 1000 0 0 0 0 0",
            "2024-01-03 0 301 500 0 0 0 0",
            "2024-01-04 0 4515 0 -200 0 0 0",
            "2024-01-05 0 0 0 0 -1300 0 0",
            "2024-01-06 0 0 0 0 -4816 2000 0");
  }

  @Test
  @DisplayName("A currency has all its days even where all its MRR is outside of them")
  void everyCurrencyHasEveryDay() {
    TableRows days = days(SCOPE, ANNA, CLEO, LATE, GONE);

    assertThat(of("GBP false", days, AMOUNTS))
        .hasSize(6)
        .allMatch(text -> text.endsWith(" 0 0 null null null"));
    assertThat(days.rows()).hasSize(4 * 6);
  }

  @Test
  @DisplayName("The reporting currency has all its days even without any MRR")
  void nothing() {
    TableRows days = days(SCOPE);

    assertThat(of("EUR true", days, AMOUNTS))
        .hasSize(6)
        .allMatch(text -> text.endsWith(" 0 0 null null null"));
    assertThat(days.rows()).hasSize(6).noneMatch(row -> row.<Boolean>getAs("is_warming_up"));
  }

  @Test
  @DisplayName("The longest cycle that is invoiced decides from when on all of a currency shows")
  void warmUp() {
    HistoryScope scope = TestCustomer.scope("2024-01-01", "2024-04-30");
    CustomerHistory euros =
        TestCustomer.named("euros")
            .layers(
                """
                sub_1 EUR 2024-01-01 2024-02-01 month   1.00
                sub_2 EUR 2024-01-10 2024-01-20 quarter 1.00 orphan_proration
                """)
            .in(scope);
    CustomerHistory dollars =
        TestCustomer.named("dollars")
            .layers(
                """
                sub_1 USD 2024-01-01 2024-01-08 week       1.00
                sub_2 USD 2024-01-01 2025-01-01 year       1.00 implied
                sub_3 USD 2024-01-01 2025-01-01 year       1.00 pending
                -     USD 2024-01-01 2027-01-01 adjustment 1.00 adjustment
                """)
            .in(scope);
    CustomerHistory adjusted =
        TestCustomer.named("adjusted")
            .layers("- CHF 2024-01-01 2027-01-01 adjustment 1.00 adjustment")
            .in(scope);
    TableRows days = days(scope, euros, dollars, adjusted);

    assertThat(firstVisible("EUR false", days)).isEqualTo("2024-04-01");
    assertThat(firstVisible("USD false", days)).isEqualTo("2024-02-01");
    assertThat(firstVisible("EUR true", days)).isEqualTo("2024-04-01");
    assertThat(firstVisible("CHF false", days)).isEqualTo("2023-12-31");
  }

  @Test
  @DisplayName("A cycle counts for the warm-up even where its customer has no MRR at all")
  void warmUpWithoutMrr() {
    HistoryScope scope = TestCustomer.scope("2024-01-01", "2024-04-30");
    CustomerHistory credited =
        TestCustomer.named("credited")
            .layers("sub USD 2024-01-01 2024-02-01 two_months -1.00")
            .in(scope);

    assertThat(firstVisible("EUR true", days(scope, credited))).isEqualTo("2024-03-01");
  }

  @Test
  @DisplayName("A trial without an amount does not count for the warm-up")
  void warmUpWithTrial() {
    HistoryScope scope = TestCustomer.scope("2024-01-01", "2024-04-30");
    CustomerHistory trial =
        TestCustomer.named("trial")
            .layers(
                """
                sub USD 2024-01-01 2024-04-01 quarter 0.00
                sub USD 2024-04-01 2024-05-01 month   1.00
                """)
            .in(scope);

    assertThat(firstVisible("USD false", days(scope, trial))).isEqualTo("2024-02-01");
  }

  @Test
  @DisplayName("The customers of several tasks give the same days, whichever comes first")
  void merges() {
    List<CustomerHistory> customers = List.of(ANNA, BEN, CLEO, LATE, GONE);
    DailyTotals metric = new DailyTotals(SCOPE.months(), "EUR");
    DailySums ofOneTask = metric.empty();
    customers.forEach(customer -> metric.observe(customer, ofOneTask));
    List<Row> expected = metric.finish(ofOneTask, new Results()).get(0).rows();

    assertThat(days(SCOPE, ANNA, BEN, CLEO, LATE, GONE).rows()).isEqualTo(expected);
    assertThat(days(SCOPE, GONE, LATE, CLEO, BEN, ANNA).rows()).isEqualTo(expected);
    assertThat(days(SCOPE, BEN, ANNA, GONE, LATE, CLEO).rows()).isEqualTo(expected);
  }

  @Test
  @DisplayName("MRR that does not fit 64 bits is an error")
  void overflow() {
    CustomerHistory huge =
        TestCustomer.named("huge")
            .layers("sub EUR 2024-01-03 2024-02-03 month 90000000000000000.00")
            .in(SCOPE);

    assertThatThrownBy(() -> days(SCOPE, huge, huge)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> days(SCOPE, huge, ANNA, huge)).isInstanceOf(ArithmeticException.class);
  }

  private static TableRows days(HistoryScope scope, CustomerHistory... customers) {
    return MetricRun.table(new DailyTotals(scope.months(), "EUR"), List.of(customers));
  }

  /** Returns columns of an account by day. */
  private static List<String> of(String account, TableRows days, String... columns) {
    String[] currencyAndIsConverted = account.split(" ");
    return RowTexts.of(days)
        .where("currency", currencyAndIsConverted[0])
        .where("is_converted", currencyAndIsConverted[1])
        .texts(Stream.concat(Stream.of("date"), Stream.of(columns)).toArray(String[]::new));
  }

  private static String firstVisible(String account, TableRows days) {
    return of(account, days, "is_warming_up").stream()
        .filter(text -> text.endsWith(" false"))
        .findFirst()
        .orElseThrow()
        .replace(" false", "");
  }
}
