package io.tidemark.mrr;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.Policy;
import io.tidemark.mrr.Affected.Reason;
import io.tidemark.tables.MrrTables;
import io.tidemark.tables.StagingTables;
import io.tidemark.tables.Table;
import io.tidemark.testing.Figures;
import io.tidemark.testing.LiteralTable;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A customer for each reason to compute it anew: nothing but that reason says so, and its figures
 * are others. Whoever leaves a reason out publishes something wrong here.
 */
class AffectedTest {
  private static final Policy POLICY = Policy.of(Map.of("open_grace_days", "30"));
  private static final String HEADER =
      """
      invoice_id | customer_id | subscription_id | currency | status | is_recurring | created_at | service_start | service_end | usage_start | usage_end | net_minor
      """;

  /** Of both runs. */
  private static final String UNCHANGED =
      """
      in_same   | same   | sub_same   | EUR | paid | true  | 2025-01-01 00:00 | 2025-01-01 00:00 | 2026-01-01 00:00 |                  |                  | 12000
      in_facts  | facts  | sub_facts  | EUR | paid | true  | 2025-02-01 00:00 | 2025-02-01 00:00 | 2026-02-01 00:00 | 2024-02-01 00:00 | 2025-02-01 00:00 | 24000
      in_ending | ending | sub_ending | EUR | paid | true  | 2025-02-01 11:00 | 2025-02-01 11:00 | 2025-03-01 11:00 |                  |                  | 3000
      in_open   | open   | sub_open   | EUR | open | true  | 2025-02-10 00:00 | 2025-02-10 00:00 | 2026-02-10 00:00 |                  |                  | 36000
      in_moving | moving | sub_moving | EUR | paid | true  | 2025-02-20 00:00 | 2025-02-20 00:00 | 2026-02-20 00:00 |                  |                  | 48000
      in_begin  | begin  | sub_begin  | EUR | paid | true  | 2025-01-10 00:00 | 2025-01-10 00:00 | 2025-02-10 00:00 | 2024-12-10 00:00 | 2025-01-10 00:00 | 5000
      in_year   | item   | sub_item   | EUR | paid | true  | 2025-01-10 00:00 | 2025-01-10 00:00 | 2026-01-10 00:00 |                  |                  | 12000
      in_item   | item   | sub_item   | EUR | paid | true  | 2025-01-28 00:00 | 2025-01-28 00:00 | 2025-02-28 00:00 |                  |                  | 500
      in_last   | last   |            | EUR | paid | false | 2025-03-01 12:00 |                  |                  |                  |                  | 100
      """;

  private static final String CHANGED =
      """
      in_changed | changed | sub_changed | EUR | paid | true | 2025-01-10 00:00 | 2025-01-10 00:00 | 2026-01-10 00:00 | | | %d
      """;
  private static final String ONE_OFF =
      """
      in_later | later | | EUR | paid | false | %s 12:00 | | | | | 100
      """;

  private static final Dataset<Row> FACTS = customers("2024-01-01 00:00");

  private static Side published;
  private static Side grown;
  private static Side begun;
  private static Map<String, Set<Reason>> reasonsOfGrown;

  /** What a run had, and its figures. */
  private record Side(
      Dataset<Row> invoices, Dataset<Row> customers, Figures figures, Dataset<Row> adjusted) {
    static Side of(Dataset<Row> invoices, Dataset<Row> customers, String asOf) {
      Figures figures = Figures.of(invoices, customers, POLICY, Optional.of(LocalDate.parse(asOf)));
      Dataset<Row> adjusted = AdjustmentLayers.of(adjustments(), figures.window());
      return new Side(invoices, customers, figures, Figures.local(adjusted));
    }

    Dataset<Row> table(Table table) {
      Dataset<Row> rows = figures.table(table);
      return table.equals(MrrTables.MRR_LAYERS) ? rows.union(adjusted) : rows;
    }

    Before before() {
      return new Before(figures.window(), this::table);
    }

    Affected.Now now() {
      return new Affected.Now(invoices, customers, adjustments(), figures.window(), POLICY);
    }

    /** All that is said of each customer, but not where it was read. */
    Map<String, Set<String>> said() {
      Map<String, Set<String>> said = new TreeMap<>();
      for (Table table :
          List.of(MrrTables.MRR_LAYERS, MrrTables.CUSTOMER_MRR, MrrTables.MRR_MOVEMENTS)) {
        for (Row row : table(table).collectAsList()) {
          said.computeIfAbsent(row.getAs("customer_id"), customer -> new TreeSet<>())
              .add(table.name() + row);
        }
      }
      return said;
    }
  }

  @BeforeAll
  static void compute() {
    published = Side.of(invoices(12_000, ""), FACTS, "2025-02-15");
    Dataset<Row> more = invoices(24_000, ONE_OFF.formatted("2025-04-02"));
    grown = Side.of(more, customers("2024-06-01 00:00"), "2025-02-25");
    reasonsOfGrown = reasons(grown);
    begun = Side.of(invoices(12_000, ONE_OFF.formatted("2024-12-01")), FACTS, "2025-02-15");
  }

  @ParameterizedTest
  @CsvSource({
    "changed, CHANGED_INVOICES",
    "facts, CHANGED_FACTS",
    "adjusted, ADJUSTED",
    "ending, AT_THE_END",
    "item, SEVERAL_STREAMS",
    "open, OPEN_OR_DRAFT",
    "moving, MOVING_SINCE"
  })
  void onlyThisReasonSaysThatACustomerIsAffectedAndItIs(String customer, Reason reason) {
    assertThat(reasonsOfGrown.get(customer)).containsExactly(reason);
    assertThat(grown.said().get(customer)).isNotEqualTo(published.said().get(customer));
    assertThat(Affected.of(published.before(), grown.now(), Figures::local).isEveryone()).isFalse();
  }

  /** An implied cycle from before the file is none any more, as the file would show it now. */
  @Test
  void whereTheFilesBeginEarlierEveryoneIsAffectedThoughNoReasonSaysSo() {
    assertThat(reasons(begun)).doesNotContainKey("begin");
    assertThat(begun.said().get("begin")).isNotEqualTo(published.said().get("begin"));
    assertThat(Affected.of(published.before(), begun.now(), Figures::local).isEveryone()).isTrue();
  }

  @Test
  void whoeverStaysTheSameIsNotAffected() {
    assertThat(reasonsOfGrown).doesNotContainKey("same");
    assertThat(grown.said().get("same")).isEqualTo(published.said().get("same"));
  }

  private static Map<String, Set<Reason>> reasons(Side now) {
    return Stream.of(Reason.values())
        .map(
            reason ->
                reason
                    .customers(published.before(), now.now())
                    .select("customer_id")
                    .withColumn("reason", lit(reason.name())))
        .reduce(Dataset::union)
        .orElseThrow()
        .collectAsList()
        .stream()
        .collect(
            Collectors.groupingBy(
                row -> row.getString(0),
                Collectors.mapping(row -> Reason.valueOf(row.getString(1)), Collectors.toSet())));
  }

  private static Dataset<Row> invoices(int net, String more) {
    return Figures.local(
        LiteralTable.of(
            StagingTables.INVOICES, HEADER + UNCHANGED + CHANGED.formatted(net) + more));
  }

  private static Dataset<Row> customers(String created) {
    return Figures.local(
        LiteralTable.of(StagingTables.CUSTOMERS, "customer_id | created_at\nfacts | " + created));
  }

  private static Dataset<Row> adjustments() {
    return LiteralTable.of(
        StagingTables.ADJUSTMENTS,
        """
        adjustment_id | customer_id | currency | valid_from | valid_to | mrr_minor
        correction    | adjusted    | EUR      | 2025-01-20 |          | 1000
        """);
  }
}
