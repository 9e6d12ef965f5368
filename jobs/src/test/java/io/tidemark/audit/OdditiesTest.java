package io.tidemark.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.tables.MrrTables;
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
      "select '%s' as invoice_id, 'cus_1' as customer_id, 'EUR' as currency, %d as mrr_minor,"
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
            .union(layer("in_3", 1000, "pending", "2025-02-03"));
    Dataset<Row> rounded = TestSpark.session().sql("select 'in_7' as invoice_id");

    List<String> found =
        Oddities.of(layers, rounded).collectAsList().stream()
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
            "MRR_NEGATIVE warning rows 2 cus_1 2025-01-01");
  }

  @Test
  @DisplayName("Layers within their cycles and positive MRR are no findings")
  void nothingOddIsNoFinding() {
    Dataset<Row> layers = layer("in_1", 1000, "invoiced", "2025-02-01");
    Dataset<Row> rounded = TestSpark.session().sql("select 'in_7' as invoice_id where false");

    assertThat(Oddities.of(layers, rounded).collectAsList()).isEmpty();
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

  private static Dataset<Row> layer(String invoice, long mrr, String basis, String end) {
    return TestSpark.session().sql(String.format(LAYER, invoice, mrr, basis, end, end));
  }
}
