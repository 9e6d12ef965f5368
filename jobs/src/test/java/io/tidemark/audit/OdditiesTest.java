package io.tidemark.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.tables.AuditTables;
import io.tidemark.tables.MrrTables;
import io.tidemark.tables.StagingTables;
import io.tidemark.testing.LiteralTable;
import io.tidemark.testing.TestSpark;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is odd about one invoice or customer is a finding of the run. */
class OdditiesTest {
  private static final String LAYER =
      "select '%s' as invoice_id, %s as subscription_id, 'cus_1' as customer_id, 'EUR' as currency, %d as mrr_minor,"
          + " '%s' as basis, 'high' as confidence, false as starts_unseen,"
          + " timestamp '2025-01-01' as start_at, timestamp '%s' as end_at,"
          + " timestamp '2025-01-01' as cycle_start_at, timestamp '2025-02-01' as cycle_end_at,"
          + " date '2025-01-01' as start_date, date '%s' as end_date";

  @Test
  @DisplayName("Rounding, layers beyond their cycle and negative MRR are warnings with an example")
  void eachOddityIsAFinding() {
    Dataset<Row> layers =
        layer("in_1", 1000, "invoiced", "2025-02-01")
            .union(layer("in_2", -2500, "invoiced", "2025-02-02"))
            .union(layer("in_3", 1000, "pending", "2025-02-03"))
            .union(layer("in_4", null, 0, "invoiced", "2025-02-01"));
    Dataset<Row> displaced =
        LiteralTable.of(
            AuditTables.DISPLACED_REVENUE,
            """
            customer_id | currency | invoices | displaced_minor | is_over_a_month
            cus_much    | EUR      | 1        | 110000          | true
            cus_little  | EUR      | 1        | 300             | false
            """);
    Dataset<Row> rounded = TestSpark.session().sql("select 'in_7' as invoice_id");
    Dataset<Row> negative =
        TestSpark.session()
            .sql(
                "select * from values ('cus_1', date '2025-01-15'), ('cus_1', date '2025-01-01')"
                    + " as (customer_id, valid_from)");

    List<String> found =
        Oddities.of(layers, rounded, negative, displaced).collectAsList().stream()
            .map(
                row ->
                    row.getAs("check")
                        + " "
                        + row.getAs("severity")
                        + " "
                        + (row.<Boolean>getAs("is_file_wide") ? "file " : "rows ")
                        + row.getAs("rows")
                        + " "
                        + row.getAs("example"))
            .toList();

    assertThat(found)
        .containsExactlyInAnyOrder(
            "ROUNDING_UNEXPLAINED warning rows 1 in_7",
            "LAYER_OUTSIDE_CYCLE warning rows 1 in_2",
            "MRR_NEGATIVE warning rows 2 cus_1 2025-01-01",
            "CONSOLIDATED_INVOICES warning file 1 in_4",
            "REVENUE_DISPLACED warning file 1 cus_much");
  }

  @Test
  @DisplayName("Layers within their cycles and positive MRR are no findings")
  void nothingOddIsNoFinding() {
    Dataset<Row> layers = layer("in_1", 1000, "invoiced", "2025-02-01");
    Dataset<Row> rounded = TestSpark.session().sql("select 'in_7' as invoice_id where false");
    Dataset<Row> negative =
        TestSpark.session()
            .sql("select 'cus_1' as customer_id, date '2025-01-01' as valid_from where false");

    assertThat(Oddities.of(layers, rounded, negative, noneDisplaced()).collectAsList()).isEmpty();
  }

  @Test
  @DisplayName("A layer lies within its cycle, or follows it as pending")
  void layersLieWithinCycles() {
    String layers =
        """
        layer_id    | basis    | start_at             | end_at               | cycle_start_at       | cycle_end_at
        whole       | invoiced | 2025-01-01T00:00:00Z | 2025-02-01T00:00:00Z | 2025-01-01T00:00:00Z | 2025-02-01T00:00:00Z
        pending     | pending  | 2025-02-01T00:00:00Z | 2025-02-02T00:00:00Z | 2025-01-01T00:00:00Z | 2025-02-01T00:00:00Z
        is_early    | invoiced | 2024-12-31T00:00:00Z | 2025-02-01T00:00:00Z | 2025-01-01T00:00:00Z | 2025-02-01T00:00:00Z
        is_late     | implied  | 2025-01-01T00:00:00Z | 2025-02-02T00:00:00Z | 2025-01-01T00:00:00Z | 2025-02-01T00:00:00Z
        is_empty    | pending  | 2025-02-01T00:00:00Z | 2025-02-01T00:00:00Z | 2025-01-01T00:00:00Z | 2025-02-01T00:00:00Z
        is_reversed | invoiced | 2025-01-31T00:00:00Z | 2025-01-30T00:00:00Z | 2025-01-01T00:00:00Z | 2025-02-01T00:00:00Z
        """;

    assertThat(
            Oddities.outsideCycles(LiteralTable.of(MrrTables.MRR_LAYERS, layers))
                .collectAsList()
                .stream()
                .map(row -> row.<String>getAs("layer_id")))
        .containsExactlyInAnyOrder("is_early", "is_empty", "is_late", "is_reversed");
  }

  @Test
  @DisplayName(
      "Revenue displaced without a credit is summed per customer, with what exceeds a month")
  void displacedRevenueOfCustomers() {
    String invoices =
        """
        invoice_id | customer_id | currency
        in_year    | cus_much    | EUR
        in_month   | cus_little  | EUR
        in_gone    | cus_little  | USD
        """;
    String layers =
        """
        layer_id | invoice_id | basis    | mrr_minor
        1        | in_year    | invoiced | 10000
        2        | in_month   | invoiced | 3000
        """;
    Dataset<Row> postings =
        TestSpark.session()
            .sql(
                "select * from values ('in_year', 'displaced', 330000, 3),"
                    + " ('in_month', 'displaced', 301, 2), ('in_month', 'rounding', 1, 2),"
                    + " ('in_gone', 'displaced', 500, 1)"
                    + " as posting(invoice_id, line, numerator, denominator)");

    assertThat(
            DisplacedRevenue.of(
                    postings,
                    LiteralTable.of(StagingTables.INVOICES, invoices),
                    LiteralTable.of(MrrTables.MRR_LAYERS, layers))
                .collectAsList())
        .extracting(row -> row.mkString(" "))
        .containsExactlyInAnyOrder(
            "cus_much EUR 1 110000 true",
            "cus_little EUR 1 151 false",
            "cus_little USD 1 500 true");
  }

  private static Dataset<Row> noneDisplaced() {
    return LiteralTable.of(
        AuditTables.DISPLACED_REVENUE, "customer_id | currency | invoices | displaced_minor");
  }

  private static Dataset<Row> layer(String invoice, long mrr, String basis, String end) {
    return layer(invoice, "sub_1", mrr, basis, end);
  }

  private static Dataset<Row> layer(
      String invoice, String subscription, long mrr, String basis, String end) {
    String id = subscription == null ? "cast(null as string)" : "'" + subscription + "'";
    return TestSpark.session().sql(String.format(LAYER, invoice, id, mrr, basis, end, end));
  }
}
