package io.tidemark.insights;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.mrr.DataWindow;
import io.tidemark.tables.MrrTables;
import io.tidemark.tables.StagingTables;
import io.tidemark.testing.LiteralTable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What became of a cycle, which renewal it was, and what the files can show of its interval. */
class BillingCyclesTest {
  private static final DataWindow WINDOW =
      new DataWindow(
          Instant.parse("2024-01-01T00:00:00Z"),
          Instant.parse("2024-03-31T00:00:00Z"),
          LocalDate.parse("2024-03-30"),
          ZoneOffset.UTC);

  /** Subscription, first day, last days of layer and cycle, months, MRR, kind, basis, unseen. */
  private static final String LAYERS =
      """
      kept    2024-01-10 2024-02-10 2024-02-10 1/1  1000 cycle      invoiced false
      kept    2024-02-10 2024-03-10 2024-03-10 1/1  1000 cycle      invoiced false
      kept    2024-03-10 2024-04-10 2024-04-10 1/1  1000 cycle      invoiced false
      late    2024-01-10 2024-02-10 2024-02-10 1/1  1000 cycle      invoiced false
      late    2024-02-13 2024-03-13 2024-03-13 1/1  1000 cycle      invoiced false
      back    2024-01-10 2024-02-10 2024-02-10 1/1  1000 cycle      invoiced false
      back    2024-02-14 2024-03-14 2024-03-14 1/1  1000 cycle      invoiced false
      old     2024-01-05 2024-02-05 2024-02-05 1/1  1000 implied    implied  true
      old     2024-02-05 2024-03-05 2024-03-05 1/1  1000 cycle      invoiced true
      unknown 2024-01-05 2024-02-05 2024-02-05 1/1  1000 implied    implied  true
      unknown 2024-02-05 2024-03-05 2024-03-05 1/1  1000 cycle      invoiced true
      switch  2024-01-10 2024-01-20 2024-02-10 1/1  1000 cycle      invoiced false
      switch  2024-01-20 2025-01-20 2025-01-20 12/1  900 reset      invoiced false
      given   2024-01-10 2024-01-25 2024-02-10 1/1  1000 cycle      invoiced false
      zeroed  2024-01-10 2024-02-10 2024-02-10 1/1  1000 cycle      invoiced false
      zeroed  2024-01-20 2024-02-10 2024-02-10 1/1 -1000 proration  invoiced false
      gratis  2024-01-10 2024-02-10 2024-02-10 1/1     0 cycle      invoiced false
      gratis  2024-02-10 2024-03-10 2024-03-10 1/1  1000 cycle      invoiced false
      edge    2024-02-29 2024-03-29 2024-03-29 1/1  1000 cycle      invoiced false
      draft   2024-02-20 2024-03-20 2024-03-20 1/1  1000 cycle      invoiced false
      draft   2024-03-20 2024-04-01 2024-03-20 1/1  1000 pending    pending  false
      odd     2024-01-10 2024-01-20 2024-01-20 10/31 500 cycle      invoiced false
      odd     2024-01-20 2024-04-20 2024-04-20 3/1   500 cycle      invoiced false
      """;

  /** The same and the stream; those of nobody name no subscription. */
  private static final String PARALLEL =
      """
      both      2023-03-05 2024-03-05 2024-03-05 12/1  900 cycle invoiced true  0
      both      2024-03-05 2025-03-05 2025-03-05 12/1  900 cycle invoiced false 0
      both      2024-01-15 2024-02-15 2024-02-15 1/1   100 cycle invoiced false 1
      both      2024-02-15 2024-03-15 2024-03-15 1/1   100 cycle invoiced false 1
      both      2024-03-15 2024-04-15 2024-04-15 1/1   120 cycle invoiced false 1
      ends      2023-02-16 2024-02-16 2024-02-16 12/1  900 cycle invoiced false 0
      ends      2024-02-16 2025-02-16 2025-02-16 12/1  900 cycle invoiced false 0
      ends      2024-01-15 2024-02-15 2024-02-15 1/1   100 cycle invoiced false 1
      restart   2024-01-10 2024-02-20 2025-01-10 12/1  900 cycle invoiced false 0
      restart   2024-01-15 2024-02-15 2024-02-15 1/1   100 cycle invoiced false 1
      restart   2024-02-15 2024-02-20 2024-03-15 1/1   100 cycle invoiced false 1
      restart   2024-02-20 2025-02-20 2025-02-20 12/1  950 reset invoiced false 0
      thirty    2024-01-01 2024-01-31 2024-01-31 360/365 50 cycle invoiced false 1
      nobody_a  2024-01-08 2024-02-08 2024-02-08 1/1   300 cycle invoiced false 0
      nobody_a  2024-02-08 2024-03-08 2024-03-08 1/1   300 cycle invoiced false 0
      nobody_a  2024-03-08 2024-04-08 2024-04-08 1/1   300 cycle invoiced false 0
      nobody_a  2024-01-20 2024-04-20 2024-04-20 3/1    70 cycle invoiced false 1
      nobody_b  2024-02-08 2024-03-08 2024-03-08 1/1   200 cycle invoiced false 0
      """;

  @Test
  void everyCycleHasAnOutcomeAndARenewalNumber() {
    assertThat(texts(cycles(LAYERS)))
        .containsExactly(
            "back month 2024-02-10 1000 lost 1",
            "back month 2024-03-14 1000 lost 1",
            "draft month 2024-03-20 1000 not_due 1",
            "edge month 2024-03-29 1000 not_due 1",
            "given month 2024-01-25 0 lost 1",
            "gratis month 2024-02-10 0 free 1",
            "gratis month 2024-03-10 1000 lost 2",
            "kept month 2024-02-10 1000 renewed 1",
            "kept month 2024-03-10 1000 renewed 2",
            "kept month 2024-04-10 1000 not_due 3",
            "late month 2024-02-10 1000 renewed 1",
            "late month 2024-03-13 1000 lost 2",
            "odd quarter 2024-01-20 500 renewed 1",
            "odd quarter 2024-04-20 500 not_due 2",
            "old month 2024-03-05 1000 lost 6",
            "switch month 2024-01-20 0 replaced 1",
            "switch year 2025-01-20 900 not_due 1",
            "unknown month 2024-03-05 1000 lost null",
            "zeroed month 2024-02-10 0 lost 1");
  }

  @Test
  @DisplayName("Intervals that a subscription bills in parallel renew by themselves")
  void parallelIntervals() {
    assertThat(texts(cycles(PARALLEL)))
        .containsExactlyInAnyOrder(
            "both year 2024-03-05 900 renewed null",
            "both year 2025-03-05 900 not_due null",
            "both month 2024-02-15 100 renewed 1",
            "both month 2024-03-15 100 renewed 2",
            "both month 2024-04-15 120 not_due 3",
            "ends year 2024-02-16 900 renewed 1",
            "ends year 2025-02-16 900 not_due 2",
            "ends month 2024-02-15 100 lost 1",
            "restart year 2024-02-20 0 replaced 1",
            "restart year 2025-02-20 950 not_due 2",
            "restart month 2024-02-15 100 renewed 1",
            "restart month 2024-02-20 0 replaced 2",
            "thirty other 2024-01-31 50 lost 1",
            "nobody_a month 2024-02-08 300 renewed 1",
            "nobody_a month 2024-03-08 300 renewed 2",
            "nobody_a month 2024-04-08 300 not_due 3",
            "nobody_a quarter 2024-04-20 70 not_due 1",
            "nobody_b month 2024-03-08 200 lost 1");
  }

  @Test
  @DisplayName("A subscription counts once per interval, and what has none once per customer")
  void subscriptionsCovered() {
    Dataset<Row> coverage =
        Coverage.of(layers(PARALLEL), subscriptions(), cycles(PARALLEL), WINDOW);

    assertThat(
            coverage.collectAsList().stream()
                .map(
                    row ->
                        row.getAs("billing_interval")
                            + " "
                            + row.getAs("subscriptions")
                            + " "
                            + row.getAs("mrr_minor")))
        .containsExactlyInAnyOrder("year 3 2750", "month 2 420", "quarter 1 70", "other 0 0");
  }

  @Test
  void coverageSaysWhatCannotShow() {
    Dataset<Row> coverage = Coverage.of(layers(LAYERS), subscriptions(), cycles(LAYERS), WINDOW);

    assertThat(
            coverage.orderBy("billing_interval").collectAsList().stream()
                .map(
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
                            row.<Long>getAs("mrr_minor"))))
        .containsExactly(
            "month warm 2024-02-01, visible 1.000, implied 0.137, 3 of 11 renewed, MRR 2000",
            "quarter warm 2024-04-01, visible 1.000, implied 0.000, 1 of 1 renewed, MRR 500",
            "year warm 2025-01-01, visible 0.249, implied 0.000, 0 of 0 renewed, MRR 900");
    assertThat(coverage.where("billing_interval = 'year'").first().<String>getAs("shortfall"))
        .isEqualTo(
            "The files cover 91 of the 366 days of one billing interval. Who was billed before"
                + " 2024-01-01 and is not billed again until 2024-03-31 cannot show: about 75 % of"
                + " this interval's MRR, if billing days are spread evenly.");
    assertThat(coverage.where("billing_interval = 'year'").first().isNullAt(13)).isTrue();
  }

  private static Dataset<Row> cycles(String layers) {
    Dataset<Row> customers =
        LiteralTable.of(
            StagingTables.CUSTOMERS,
            """
            customer_id | created_at           | payment_count
            cus_old     | 2023-01-01T00:00:00Z | 6
            """);
    Dataset<Row> invoices =
        LiteralTable.of(
            StagingTables.INVOICES,
            """
            invoice_id | customer_id | amount_paid_minor
            in_1       | cus_old     | 1000
            """);
    return BillingCycles.of(layers(layers), subscriptions(), customers, invoices, WINDOW, 3);
  }

  private static Dataset<Row> subscriptions() {
    return LiteralTable.of(
        StagingTables.SUBSCRIPTIONS,
        """
        subscription_id | billing_interval
        sub_odd         | quarter
        sub_thirty      | year
        """);
  }

  private static Dataset<Row> layers(String lines) {
    StringBuilder table =
        new StringBuilder(
            "subscription_id | customer_id | currency | start_at | end_at | start_date | end_date"
                + " | cycle_start_at | cycle_end_at | cycle_months_exact | mrr_minor | kind | basis"
                + " | starts_unseen | stream\n");
    String cycleStart = "";
    for (String line : lines.lines().toList()) {
      String[] word = line.split(" +");
      boolean opens = List.of("cycle", "reset", "implied").contains(word[6]);
      cycleStart = opens ? word[1] : cycleStart;
      table.append(
          String.join(
                  " | ",
                  word[0].startsWith("nobody") ? "" : "sub_" + word[0],
                  "cus_" + word[0],
                  "EUR",
                  word[1],
                  word[2],
                  word[1],
                  word[2],
                  cycleStart,
                  word[3],
                  word[4],
                  word[5],
                  word[6],
                  word[7],
                  word[8],
                  word.length > 9 ? word[9] : "0")
              + "\n");
    }
    return LiteralTable.of(MrrTables.MRR_LAYERS, table.toString());
  }

  private static Stream<String> texts(Dataset<Row> cycles) {
    return cycles.orderBy("subscription_id", "cycle_start_at").collectAsList().stream()
        .map(
            row ->
                String.join(
                    " ",
                    row.<String>getAs("customer_id").substring(4),
                    row.getAs("billing_interval"),
                    row.get(row.fieldIndex("ended_on")).toString(),
                    row.get(row.fieldIndex("mrr_minor")).toString(),
                    row.getAs("outcome"),
                    String.valueOf(row.<Object>getAs("renewal_number"))));
  }
}
