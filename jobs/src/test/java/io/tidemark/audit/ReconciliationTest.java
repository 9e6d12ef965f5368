package io.tidemark.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.Settings.Amount;
import io.tidemark.insights.HistoryScope;
import io.tidemark.insights.MetricRun;
import io.tidemark.insights.TestCustomer;
import io.tidemark.tables.AuditTables;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Books of 100 EUR counted: 60 of it in a layer of two thirds of June, 40 displaced; in cents. */
class ReconciliationTest {
  private static final HistoryScope SCOPE = TestCustomer.scope("2025-01-01", "2025-06-30");

  private static final String INVOICES =
      """
      in_1 EUR 2025-06-01 100.00
      in_2 EUR 2025-06-01   7.00 excluded=STATUS_VOID
      in_3 EUR 2025-06-01   3.00 excluded=STATUS_VOID
      """;

  private static final String LAYERS =
      """
      sub_1 EUR 2025-06-01 2025-06-21 month 90.00 cycle=2025-06-01..2025-07-01
      sub_1 EUR 2025-05-01 2025-06-01 month 90.00 implied
      sub_1 EUR 2025-07-01 2025-08-01 month 90.00 pending
      -     EUR 2025-05-01 2025-06-01 adjustment  5.00 adjustment
      -     EUR 2025-05-01 2025-06-01 adjustment  0.00 adjustment
      -     EUR 2025-05-01 2025-06-01 adjustment -0.40 adjustment
      """;

  @Test
  @DisplayName("Counted and excluded invoices add up to all read, layers and lines to the counted")
  void lines() {
    List<Row> rows =
        rows("DISPLACED 12001/3", "ROUNDING -1/3", "MOVED_OUT 5", "MOVED_IN 5", "MOVED_IN 0");

    assertThat(Reconciliation.unbalanced(rows)).isEmpty();
    assertThat(texts(rows, "EUR"))
        .containsExactly(
            "0 read read 4 11050 true",
            "1 counted counted 1 10000 true",
            "2 status_draft excluded 0 0 true",
            "3 status_void excluded 2 1000 true",
            "4 status_open excluded 0 0 true",
            "5 open_closed excluded 0 0 true",
            "6 open_overdue excluded 0 0 true",
            "7 one_off excluded 1 50 true",
            "8 no_service_period excluded 0 0 true",
            "9 status_uncollectible excluded 0 0 true",
            "10 credited excluded 0 0 true",
            "11 orphan_credit excluded 0 0 true",
            "12 one_off_period excluded 0 0 true",
            "20 served layers - 6000 true",
            "21 unserved layers - 0 true",
            "22 displaced layers - 4000 true",
            "23 remainder layers - 0 true",
            "24 setup_fee layers - 0 true",
            "25 one_off_part layers - 0 true",
            "26 rounding layers - 0 true",
            "27 moved_out memo - 5 true",
            "28 moved_in memo - 5 true",
            "30 adjusted_up memo 2 500 true",
            "31 adjusted_down memo 1 -40 true");
  }

  @Test
  @DisplayName("Manual adjustments have a line only in currencies that have some")
  void adjustmentsOnlyWhereThereAreSome() {
    assertThat(texts(rows("DISPLACED 4000"), "USD"))
        .hasSize(22)
        .contains("1 counted counted 1 9 true", "20 served layers - 9 true")
        .noneMatch(text -> text.contains("adjusted"));
  }

  @Test
  @DisplayName("A currency that only an adjustment has is shown, and balances")
  void currencyOfAnAdjustment() {
    TestCustomer customer =
        TestCustomer.named("anna").layers("- USD 2025-05-01 2025-06-01 adjustment 1 adjustment");

    List<Row> rows = rows(Amount.NET, customer);

    assertThat(texts(rows, "USD"))
        .hasSize(23)
        .contains("0 read read 0 0 true", "30 adjusted_up memo 1 100 true");
  }

  @Test
  @DisplayName("Exact amounts have twelve decimals next to the amounts in whole minor units")
  void twelveDecimals() {
    assertThat(rows("DISPLACED 12001/3", "ROUNDING -1/3", "REMAINDER 1/2").stream())
        .extracting(row -> row.getAs("line") + " " + row.getAs("exact_minor_units"))
        .contains(
            "displaced 4000.333333333333",
            "rounding -0.333333333333",
            "remainder 0.500000000000",
            "served 6000.000000000000");
  }

  @ParameterizedTest(name = "{0}, {1}: balanced {2}")
  @DisplayName("Books balance to the fraction of a cent, and what is moved out is moved in")
  @CsvSource({
    "DISPLACED 4000, REMAINDER 0, true",
    "UNSERVED 4000, REMAINDER 0, true",
    "REMAINDER 4000, UNSERVED 0, true",
    "ROUNDING 4000, UNSERVED 0, true",
    "SETUP_FEE 3999, ONE_OFF_PART 1, true",
    "DISPLACED 4000, ROUNDING 1/1000, false",
    "DISPLACED 3999, ROUNDING 0, false",
    "DISPLACED 4000, MOVED_OUT 5, false",
    "DISPLACED 4000, MOVED_IN 5, false"
  })
  void balance(String one, String other, boolean isBalanced) {
    List<Row> rows = rows(one, other);

    assertThat(Reconciliation.unbalanced(rows)).isEqualTo(isBalanced ? List.of() : List.of("EUR"));
    assertThat(texts(rows, "EUR")).allMatch(line -> line.endsWith(" " + isBalanced));
    assertThat(texts(rows, "USD")).allMatch(line -> line.endsWith(" true"));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @DisplayName("Invoices count with the amount of the policy; an unknown discount is none")
  @CsvSource({"NET, 12000 800", "BEFORE_DISCOUNT, 15000 900"})
  void amountOfThePolicy(Amount amount, String expected) {
    TestCustomer customer =
        TestCustomer.named("anna")
            .invoices(
                """
                in_1 EUR 2025-06-01 100.00 discount=30.00
                in_2 EUR 2025-06-01  20.00
                in_3 EUR 2025-06-01   8.00 discount=1.00 excluded=ONE_OFF
                """);

    assertThat(
            rows(amount, customer).stream()
                .filter(row -> List.of("counted", "one_off").contains(row.<String>getAs("line")))
                .map(row -> String.valueOf(row.<Long>getAs("amount_minor")))
                .collect(Collectors.joining(" ")))
        .isEqualTo(expected);
  }

  /** Two customers; the postings are those of the first invoice. */
  private static List<Row> rows(String... postings) {
    TestCustomer anna =
        TestCustomer.named("anna")
            .invoices(INVOICES)
            .layers(LAYERS)
            .postings(
                Arrays.stream(postings)
                    .map(posting -> "in_1 EUR " + posting)
                    .collect(Collectors.joining("\n")));
    TestCustomer ben =
        TestCustomer.named("ben")
            .invoices(
                """
                in_4 EUR 2025-06-01 0.50 excluded=ONE_OFF
                in_5 USD 2025-06-01 0.09
                """)
            .layers("sub_5 USD 2025-06-01 2025-09-01 quarter 0.03");
    return rows(Amount.NET, anna, ben);
  }

  private static List<Row> rows(Amount amount, TestCustomer... customers) {
    return MetricRun.results(
            List.of(new Reconciliation(amount)), TestCustomer.histories(SCOPE, customers))
        .rows(AuditTables.RECONCILIATION);
  }

  /** Position, line, part, invoices, rounded amount and balance. */
  private static List<String> texts(List<Row> rows, String currency) {
    return rows.stream()
        .filter(row -> row.getAs("currency").equals(currency))
        .map(
            row ->
                String.join(
                    " ",
                    row.getAs("position").toString(),
                    row.getAs("line"),
                    row.getAs("part"),
                    Objects.toString(row.getAs("invoices"), "-"),
                    row.getAs("amount_minor").toString(),
                    row.getAs("is_balanced").toString()))
        .toList();
  }
}
