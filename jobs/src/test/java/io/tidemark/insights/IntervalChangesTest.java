package io.tidemark.insights;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.Policy;
import io.tidemark.config.Settings;
import io.tidemark.mrr.Conversion;
import io.tidemark.mrr.ConversionFactors;
import io.tidemark.mrr.CustomerMrr;
import io.tidemark.mrr.DataWindow;
import io.tidemark.mrr.Movements;
import io.tidemark.tables.MrrTables;
import io.tidemark.tables.StagingTables;
import io.tidemark.testing.LiteralTable;
import io.tidemark.testing.TestSpark;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** How a change of a customer is shared between billing intervals, to the cent. */
class IntervalChangesTest {
  private static final DataWindow WINDOW =
      new DataWindow(
          Instant.parse("2024-01-01T00:00:00Z"),
          Instant.parse("2024-03-31T00:00:00Z"),
          LocalDate.parse("2024-03-30"),
          Policy.defaults().get(Settings.BUSINESS_TIME_ZONE));

  /** Customer, months of the cycle, first day, first day after, MRR. */
  private static final String LAYERS =
      """
      before 1/1  2023-12-10 2024-01-10  1000
      before 1/1  2024-01-10 2024-02-10  1000
      switch 1/1  2024-01-05 2024-02-05  1000
      switch 12/1 2024-02-05 2025-02-05   900
      same   1/1  2024-01-05 2024-02-05   900
      same   12/1 2024-02-05 2025-02-05   900
      both   1/1  2024-01-05 2024-02-05  1000
      both   12/1 2024-01-05 2025-01-05   300
      both   1/1  2024-02-05 2024-05-05   900
      both   12/1 2024-02-05 2025-01-05   100
      credit 12/1 2024-01-05 2024-03-05  -100
      credit 1/1  2024-01-10 2024-02-10    60
      credit 1/1  2024-02-10 2024-03-10   500
      zero   1/1  2024-01-05 2024-02-05   100
      zero   1/1  2024-02-05 2024-03-05   100
      zero   12/1 2024-02-05 2024-03-05  -150
      """;

  private static final List<String> EXPECTED =
      List.of(
          "before 2023-12-31 month opening 1000 0",
          "before 2024-02-10 month churn -1000 0",
          "both 2024-01-05 month new 1000 0",
          "both 2024-01-05 year new 300 0",
          "both 2024-02-05 month null 0 -100",
          "both 2024-02-05 year null 0 100",
          "credit 2024-01-10 month null 0 60",
          "credit 2024-01-10 year null 0 -60",
          "credit 2024-02-10 month new 400 40",
          "credit 2024-02-10 year new 0 -40",
          "credit 2024-03-05 year expansion 100 0",
          "credit 2024-03-10 month churn -500 0",
          "same 2024-01-05 month new 900 0",
          "same 2024-02-05 month null 0 -900",
          "same 2024-02-05 year null 0 900",
          "switch 2024-01-05 month new 1000 0",
          "switch 2024-02-05 month contraction -100 -900",
          "switch 2024-02-05 year contraction 0 900",
          "zero 2024-01-05 month new 100 0",
          "zero 2024-02-05 year churn -100 0",
          "zero 2024-03-05 month null 0 -100",
          "zero 2024-03-05 year null 0 100");

  @Test
  void movementsAndTransfersByInterval() {
    Dataset<Row> layers = layers();
    Dataset<Row> customerMrr = CustomerMrr.of(CustomerMrr.balances(layers));
    Dataset<Row> nobody =
        LiteralTable.of(StagingTables.CUSTOMERS, "customer_id").select("customer_id");
    Dataset<Row> noFactors =
        TestSpark.session().createDataFrame(List.of(), ConversionFactors.SCHEMA);
    Dataset<Row> noFx = Conversion.revaluations(customerMrr, noFactors, "EUR", WINDOW);
    Dataset<Row> movements = Movements.of(customerMrr, noFx, nobody, WINDOW);
    Dataset<Row> subscriptions = LiteralTable.of(StagingTables.SUBSCRIPTIONS, "customer_id");
    Dataset<Row> changes = IntervalChanges.of(layers, subscriptions, movements, WINDOW);

    assertThat(
            changes.orderBy("customer_id", "date", "billing_interval").collectAsList().stream()
                .map(
                    row ->
                        row.getAs("customer_id")
                            + " "
                            + row.getAs("date")
                            + " "
                            + row.getAs("billing_interval")
                            + " "
                            + row.getAs("movement")
                            + " "
                            + row.getAs("change_minor")
                            + " "
                            + row.getAs("transfer_minor")))
        .containsExactlyElementsOf(EXPECTED);
  }

  private static Dataset<Row> layers() {
    String rows =
        LAYERS
            .lines()
            .map(line -> String.join(" | ", line.split(" +")) + " | EUR")
            .collect(Collectors.joining("\n"));
    return LiteralTable.of(
        MrrTables.MRR_LAYERS,
        "customer_id | cycle_months_exact | start_date | end_date | mrr_minor | currency\n" + rows);
  }
}
