package io.tidemark.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.insights.HistoryScope;
import io.tidemark.insights.MetricRun;
import io.tidemark.insights.TestCustomer;
import io.tidemark.tables.QualityCheck;
import io.tidemark.tables.StagingTables;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is odd about one invoice or customer is a finding of the run. */
class OdditiesTest {
  private static final HistoryScope SCOPE = TestCustomer.scope("2025-01-01", "2025-06-30");

  private static final String CYCLE = " cycle=2025-01-01..2025-02-01";

  @Test
  @DisplayName("Rounding, layers beyond their cycle and negative MRR are warnings with an example")
  void eachOddityIsAFinding() {
    TestCustomer one =
        TestCustomer.named("cus_1")
            .layers(
                """
                sub_1 EUR 2025-01-01 2025-02-01 month  10.00 invoice=in_1
                sub_1 EUR 2025-01-01 2025-02-02 month -25.00 invoice=in_2 cycle=2025-01-01..2025-02-01
                sub_1 EUR 2025-01-01 2025-02-03 month  10.00 invoice=in_3 cycle=2025-01-01..2025-02-01 pending
                -     EUR 2025-01-01 2025-02-01 month   0.00 invoice=in_4
                """)
            .roundedTooMuch("in_7");
    TestCustomer much =
        TestCustomer.named("cus_much")
            .layers("sub_2 EUR 2025-01-01 2025-02-01 month 100.00 invoice=in_5")
            .postings("in_5 EUR DISPLACED 110000");
    TestCustomer little =
        TestCustomer.named("cus_little")
            .layers("sub_3 EUR 2025-01-01 2025-02-01 month 100.00 invoice=in_6")
            .postings("in_6 EUR DISPLACED 300");

    assertThat(texts(one, much, little))
        .containsExactlyInAnyOrder(
            "ROUNDING_UNEXPLAINED warning rows 1 in_7",
            "LAYER_OUTSIDE_CYCLE warning rows 1 in_2",
            "MRR_NEGATIVE warning rows 2 cus_1 2025-01-01",
            "CONSOLIDATED_INVOICES warning file 1 in_4",
            "REVENUE_DISPLACED warning file 1 cus_much");
  }

  @Test
  @DisplayName("Customers missing from the files are found by invoices and adjustments, as shares")
  void unknownCustomers() {
    TestCustomer known =
        TestCustomer.named("cus_1")
            .invoices("in_1 EUR 2025-01-01 10.00\nin_2 EUR 2025-02-01 10.00");
    TestCustomer unknown =
        TestCustomer.named("cus_2")
            .placeholder()
            .invoices("in_3 EUR 2025-01-01 10.00\nin_4 EUR 2025-02-01 10.00");
    TestCustomer adjusted =
        TestCustomer.named("cus_3")
            .placeholder()
            .layers("- EUR 2025-01-01 2025-02-01 month 1.00 adjustment");

    assertThat(rows(known, unknown, adjusted))
        .extracting(
            row ->
                row.getAs("check")
                    + " "
                    + row.getAs("rows")
                    + " "
                    + row.getAs("share")
                    + " "
                    + row.getAs("example"))
        .containsExactly("CUSTOMER_UNKNOWN 2 0.5 cus_2", "ADJUSTMENT_CUSTOMER_UNKNOWN 1 1.0 cus_3");
  }

  @Test
  @DisplayName("A finding has its definition, and no share of all rows")
  void definition() {
    Row row = rows(TestCustomer.named("anna").roundedTooMuch("in_7")).get(0);

    assertThat(row.<String>getAs("what"))
        .isEqualTo(QualityCheck.ROUNDING_UNEXPLAINED.definition())
        .startsWith("Invoices with an amount that differs");
    assertThat(row.<Double>getAs("share")).isNull();
  }

  @Test
  @DisplayName("Layers within their cycles and positive MRR are no findings")
  void nothingOddIsNoFinding() {
    assertThat(
            texts(
                TestCustomer.named("anna")
                    .layers("sub_1 EUR 2025-01-01 2025-02-01 month 10.00 invoice=in_1")))
        .isEmpty();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @DisplayName("A layer is within its cycle, or follows it as pending")
  @CsvSource({
    "2025-01-01 2025-02-01 month 10.00, false",
    "2025-02-01 2025-02-02 month 10.00 pending, false",
    "2024-12-31 2025-02-01 month 10.00, true",
    "2025-01-01 2025-02-02 month 10.00 implied, true",
    "2025-02-01 2025-02-01 month 10.00 pending, true",
    "2025-01-31 2025-01-30 month 10.00, true"
  })
  void layersAreWithinCycles(String layer, boolean isOutside) {
    TestCustomer customer =
        TestCustomer.named("anna").layers("sub_1 EUR " + layer + CYCLE + " invoice=in_1");

    assertThat(texts(customer).contains("LAYER_OUTSIDE_CYCLE warning rows 1 in_1"))
        .isEqualTo(isOutside);
  }

  @Test
  @DisplayName("An invoice without a subscription counts once, whatever it has of invoiced layers")
  void consolidatedInvoicesCountOnce() {
    TestCustomer customer =
        TestCustomer.named("anna")
            .layers(
                """
                - EUR 2025-01-01 2025-02-01 month 10.00 invoice=in_2
                - EUR 2025-02-01 2025-03-01 month 10.00 invoice=in_2
                - EUR 2025-03-01 2025-04-01 month 10.00 invoice=in_1
                - EUR 2025-04-01 2025-05-01 month 10.00 invoice=in_0 implied
                - EUR 2025-04-01 2025-05-01 adjustment 1.00 adjustment
                """);

    assertThat(texts(customer)).containsExactly("CONSOLIDATED_INVOICES warning file 2 in_1");
  }

  @Test
  @DisplayName("A layer that no invoice made is counted and is no example")
  void anAdjustmentIsNoExample() {
    String empty = "- EUR 2025-02-01 2025-02-01 adjustment 1.00 adjustment\n";
    TestCustomer anna = TestCustomer.named("anna").layers(empty);
    TestCustomer ben =
        TestCustomer.named("ben")
            .layers(empty + "sub_1 EUR 2025-01-01 2025-02-02 month 10.00 invoice=in_9" + CYCLE);

    assertThat(texts(anna)).containsExactly("LAYER_OUTSIDE_CYCLE warning rows 1 null");
    assertThat(texts(anna, ben)).containsExactly("LAYER_OUTSIDE_CYCLE warning rows 3 in_9");
  }

  @Test
  @DisplayName("The example is the first one in the order of UTF-8, of all customers")
  void exampleIsFirstInUtf8() {
    String wide = "in_\uFF5E";
    String beyond = "in_\uD83D\uDE00";

    assertThat(
            texts(
                TestCustomer.named("anna").roundedTooMuch(beyond, "in_z"),
                TestCustomer.named("ben").roundedTooMuch(wide, beyond)))
        .containsExactly("ROUNDING_UNEXPLAINED warning rows 4 in_z");
    assertThat(
            texts(
                TestCustomer.named("anna").roundedTooMuch(beyond),
                TestCustomer.named("ben").roundedTooMuch(wide)))
        .containsExactly("ROUNDING_UNEXPLAINED warning rows 2 " + wide);
  }

  private static List<Row> rows(TestCustomer... customers) {
    return MetricRun.results(
            List.of(new DisplacedRevenue(), new Oddities()),
            TestCustomer.histories(SCOPE, customers))
        .rows(StagingTables.DATA_QUALITY);
  }

  private static List<String> texts(TestCustomer... customers) {
    return rows(customers).stream()
        .map(
            row ->
                String.join(
                    " ",
                    row.getAs("check"),
                    row.getAs("severity"),
                    row.<Boolean>getAs("is_file_wide") ? "file" : "rows",
                    row.getAs("rows").toString(),
                    row.getAs("example")))
        .toList();
  }
}
