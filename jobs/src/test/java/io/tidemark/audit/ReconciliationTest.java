package io.tidemark.audit;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.tables.MrrTables;
import io.tidemark.tables.StagingTables;
import io.tidemark.tables.Table;
import io.tidemark.testing.LiteralTable;
import io.tidemark.testing.TestSpark;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Books of 100 EUR counted: 60 of it in a layer of two thirds of June, 40 displaced; in cents. */
class ReconciliationTest {
  private static final StructType POSTINGS =
      new StructType()
          .add("currency", Table.STRING)
          .add("line", Table.STRING)
          .add("numerator", DataTypes.createDecimalType(38, 0))
          .add("denominator", DataTypes.createDecimalType(38, 0));

  private static final String INVOICES =
      """
      invoice_id | currency | exclusion_reason | net_minor
      in_1       | EUR      |                  | 10000
      in_2       | EUR      | STATUS_VOID      | 700
      in_3       | EUR      | STATUS_VOID      | 300
      in_4       | EUR      | ONE_OFF          | 50
      in_5       | USD      |                  | 9
      """;

  private static final String LAYERS =
      """
      layer_id | currency | basis    | mrr_minor | start_at             | end_at               | cycle_start_at       | cycle_end_at         | cycle_months_exact
      in_1     | EUR      | invoiced | 9000      | 2025-06-01T00:00:00Z | 2025-06-21T00:00:00Z | 2025-06-01T00:00:00Z | 2025-07-01T00:00:00Z | 1/1
      before   | EUR      | implied  | 9000      | 2025-05-01T00:00:00Z | 2025-06-01T00:00:00Z | 2025-05-01T00:00:00Z | 2025-06-01T00:00:00Z | 1/1
      up       | EUR      | adjusted | 500       | 2025-05-01T00:00:00Z | 2025-06-01T00:00:00Z | 2025-05-01T00:00:00Z | 2025-06-01T00:00:00Z | 1/1
      zero     | EUR      | adjusted | 0         | 2025-05-01T00:00:00Z | 2025-06-01T00:00:00Z | 2025-05-01T00:00:00Z | 2025-06-01T00:00:00Z | 1/1
      down     | EUR      | adjusted | -40       | 2025-05-01T00:00:00Z | 2025-06-01T00:00:00Z | 2025-05-01T00:00:00Z | 2025-06-01T00:00:00Z | 1/1
      in_5     | USD      | invoiced | 3         | 2025-06-01T00:00:00Z | 2025-09-01T00:00:00Z | 2025-06-01T00:00:00Z | 2025-09-01T00:00:00Z | 3/1
      """;

  @Test
  @DisplayName("Counted and excluded invoices add up to all read, layers and lines to the counted")
  void lines() {
    Reconciliation books = books("displaced 12001/3", "rounding -1/3", "moved_out 5", "moved_in 5");

    assertThat(books.unbalanced()).isEmpty();
    assertThat(text(books, "EUR"))
        .contains(
            "read read 4 11050 true",
            "counted counted 1 10000 true",
            "status_void excluded 2 1000 true",
            "one_off excluded 1 50 true",
            "served layers - 6000 true",
            "displaced layers - 4000 true",
            "rounding layers - 0 true",
            "moved_out memo - 5 true",
            "moved_in memo - 5 true",
            "adjusted_up memo 2 500 true",
            "adjusted_down memo 1 -40 true");
    assertThat(text(books, "USD"))
        .contains("counted counted 1 9 true", "served layers - 9 true")
        .doesNotContain("adjusted_up memo 0 0 true");
  }

  @Test
  @DisplayName("Lines have their order, and amounts beside the rounded ones to twelve decimals")
  void order() {
    List<Row> rows = books("displaced 12001/3", "rounding -1/3").rows();

    assertThat(rows.stream().map(row -> row.getString(0) + row.getInt(1)))
        .doesNotHaveDuplicates()
        .startsWith("EUR0", "EUR1")
        .contains("EUR20", "EUR30", "EUR31", "USD0");
    assertThat(rows.stream().map(row -> row.getString(2) + " " + row.getDecimal(6)))
        .contains("displaced 4000.333333333333", "rounding -0.333333333333");
  }

  @ParameterizedTest(name = "{0}, {1}: balanced {2}")
  @DisplayName("Books balance to the fraction of a cent, and what is moved out is moved in")
  @CsvSource({
    "displaced 4000, remainder 0, true",
    "unserved 4000, remainder 0, true",
    "remainder 4000, unserved 0, true",
    "rounding 4000, unserved 0, true",
    "displaced 4000, rounding 1/1000, false",
    "displaced 3999, rounding 0, false",
    "displaced 4000, moved_out 5, false",
    "displaced 4000, moved_in 5, false"
  })
  void balance(String one, String other, boolean isBalanced) {
    Reconciliation books = books(one, other);

    assertThat(books.unbalanced()).isEqualTo(isBalanced ? List.of() : List.of("EUR"));
    assertThat(text(books, "EUR")).allMatch(line -> line.endsWith(" " + isBalanced));
    assertThat(text(books, "USD")).allMatch(line -> line.endsWith(" true"));
  }

  private static Reconciliation books(String... postings) {
    List<Row> rows = new ArrayList<>();
    for (String posting : postings) {
      String[] parts = posting.split("[ /]");
      String denominator = parts.length == 3 ? parts[2] : "1";
      rows.add(
          RowFactory.create(
              "EUR", parts[0], new BigDecimal(parts[1]), new BigDecimal(denominator)));
    }
    return Reconciliation.of(
        Reconciliation.sums(
                LiteralTable.of(StagingTables.INVOICES, INVOICES),
                col("net_minor"),
                LiteralTable.of(MrrTables.MRR_LAYERS, LAYERS),
                TestSpark.session().createDataFrame(rows, POSTINGS))
            .collectAsList());
  }

  /** Line, part, invoices, rounded amount and balance. */
  private static List<String> text(Reconciliation books, String currency) {
    return books.rows().stream()
        .filter(row -> row.getString(0).equals(currency))
        .map(
            row ->
                String.join(
                    " ",
                    row.getString(2),
                    row.getString(3),
                    Objects.toString(row.get(4), "-"),
                    String.valueOf(row.getLong(5)),
                    String.valueOf(row.getBoolean(7))))
        .toList();
  }
}
