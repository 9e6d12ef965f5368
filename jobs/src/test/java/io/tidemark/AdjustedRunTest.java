package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.query.CustomerExplanation;
import io.tidemark.query.Explain;
import io.tidemark.query.ExplanationText;
import io.tidemark.query.MrrAnswerText;
import io.tidemark.query.MrrLookup;
import io.tidemark.tables.AuditTables;
import io.tidemark.tables.ComparisonTables;
import io.tidemark.tables.InsightTables;
import io.tidemark.tables.MrrTables;
import io.tidemark.tables.StagingTables;
import io.tidemark.tables.Table;
import io.tidemark.testing.TestSpark;
import io.tidemark.warehouse.ExportReader;
import io.tidemark.warehouse.PublishedRuns;
import io.tidemark.warehouse.Runs.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Corrections by hand through a whole run: every figure has them, and every answer names them. */
class AdjustedRunTest {
  private static Run run;

  @BeforeAll
  static void run() throws IOException {
    run = AdjustedExport.get().run();
  }

  @Test
  void mrrIsWhatInvoicesAndCorrectionsSay() {
    assertThat(
            texts(
                table(MrrTables.CUSTOMER_MRR)
                    .where("not is_converted")
                    .orderBy("customer_id", "valid_from"),
                "customer_id",
                "valid_from",
                "valid_to",
                "mrr"))
        .containsExactly(
            "cus_a | 2025-01-01 | 2025-01-15 | 100.0000",
            "cus_a | 2025-01-15 | 2025-02-15 | 70.0000",
            "cus_a | 2025-02-15 | 2025-04-01 | 100.0000",
            "cus_b | 2025-01-01 | 2025-02-10 | 40.0000",
            "cus_b | 2025-02-20 | 2026-01-01 | 40.0000",
            "cus_new | 2025-03-01 | 2035-03-31 | 50.0000");
  }

  @Test
  void everyCorrectionIsALayer() {
    assertThat(
            texts(
                table(MrrTables.MRR_LAYERS).where("basis = 'adjusted'").orderBy("start_at"),
                "customer_id",
                "subscription_id",
                "invoice_id",
                "start_date",
                "end_date",
                "mrr",
                "billed",
                "kind",
                "confidence"))
        .containsExactly(
            "cus_a | null | null | 2025-01-15 | 2025-02-15 | -30.0000 | 0.0000 | adjustment | high",
            "cus_b | null | null | 2025-02-10 | 2025-02-20 | -100.0000 | 0.0000 | adjustment |"
                + " high",
            "cus_new | null | null | 2025-03-01 | 2035-03-31 | 50.0000 | 0.0000 | adjustment |"
                + " high");
  }

  @Test
  void movementsShowThem() {
    assertThat(
            texts(
                table(MrrTables.MRR_MOVEMENTS)
                    .where("not is_converted")
                    .orderBy("customer_id", "date"),
                "customer_id",
                "date",
                "movement",
                "change"))
        .containsExactly(
            "cus_a | 2025-01-01 | new | 100.0000",
            "cus_a | 2025-01-15 | contraction | -30.0000",
            "cus_a | 2025-02-15 | expansion | 30.0000",
            "cus_b | 2025-01-01 | new | 40.0000",
            "cus_b | 2025-02-10 | churn | -40.0000",
            "cus_b | 2025-02-20 | reactivation | 40.0000",
            "cus_new | 2025-03-01 | new | 50.0000");
  }

  /** Whatever the policy, a correction holds: 100.00, 40.00 and 50.00 under each. */
  @Test
  void everyPolicyKeepsThem() {
    assertThat(
            texts(
                table(ComparisonTables.POLICY_SENSITIVITY)
                    .where("variant in ('headline', 'paid_only')")
                    .orderBy("variant"),
                "variant",
                "mrr",
                "customers",
                "difference"))
        .containsExactly("headline | 190.0000 | 3 | 0.0000", "paid_only | 190.0000 | 3 | 0.0000");
  }

  /** A correction is billed in no interval: it comes to its end, and up for no renewal. */
  @Test
  void theyAreNoBillingCycles() {
    assertThat(
            texts(
                table(InsightTables.RENEWAL_CALENDAR).orderBy("month"),
                "month",
                "billing_interval",
                "mrr_due"))
        .containsExactly(
            "2025-04-01 | month | 100.0000",
            "2026-01-01 | year | 40.0000",
            "2035-03-01 | adjustment | 50.0000");
    assertThat(
            texts(
                table(InsightTables.BIGGEST_CUSTOMERS).where("not is_converted").orderBy("rank"),
                "customer_id",
                "next_renewal"))
        .containsExactly("cus_a | 2025-04-01", "cus_new | null", "cus_b | 2026-01-01");
    assertThat(
            texts(
                table(InsightTables.DATA_COVERAGE).orderBy("billing_interval"),
                "billing_interval",
                "mrr"))
        .containsExactly("month | 100.0000", "year | 40.0000");
  }

  @Test
  void theProofNamesThemBesideTheMoney() throws IOException {
    assertThat(
            texts(
                table(AuditTables.RECONCILIATION)
                    .where("line like 'adjusted%'")
                    .orderBy("position"),
                "currency",
                "line",
                "part",
                "invoices",
                "amount",
                "is_balanced"))
        .containsExactly(
            "EUR | adjusted_up | memo | 1 | 50.0000 | true",
            "EUR | adjusted_down | memo | 2 | -130.0000 | true");
    assertThat(
            texts(
                table(StagingTables.DATA_QUALITY).where("check = 'MRR_NEGATIVE'"),
                "rows",
                "example"))
        .containsExactly("1 | cus_b 2025-02-10");
    assertThat(Files.readString(run.folder().resolve("manifest.json")))
        .containsPattern("\"kind\" : \"adjustments\"");
  }

  @Test
  void aCustomerNobodyElseNamesIsAPlaceholderAndFound() {
    assertThat(texts(table(StagingTables.CUSTOMERS).where("is_placeholder"), "customer_id"))
        .containsExactly("cus_new");
    assertThat(
            texts(
                table(StagingTables.DATA_QUALITY).where("check like '%CUSTOMER_UNKNOWN'"),
                "check",
                "rows",
                "example"))
        .containsExactly("ADJUSTMENT_CUSTOMER_UNKNOWN | 1 | cus_new");
  }

  @Test
  void answersNameReasonAndAuthor() {
    assertThat(answer("cus_a", "2025-01-20"))
        .isEqualTo(
            """
            cus_a on 2025-01-20: 70.00 EUR per month
              100.00 EUR from 2025-01-01 to 2025-02-01 (cycle, invoiced, high confidence) invoice in_1, subscription sub_a
              -30.00 EUR from 2025-01-15 to 2025-02-15 (adjustment by Ada: Free seats, by letter)\
            """);
    assertThat(answer("cus_b", "2025-02-15"))
        .startsWith("cus_b on 2025-02-15: no MRR")
        .contains("(adjustment by Ada: Outage)", "the sum of the active layers is not positive");
    assertThat(answer("cus_new", "2025-03-20"))
        .contains("(adjustment by Bo: Pays by bank,\\nnot in Stripe)");
  }

  @Test
  void explanationsAddThemUp() {
    CustomerExplanation explanation = explanation("cus_a", "2025-01-20");

    assertThat(explanation.differences()).isEmpty();
    assertThat(ExplanationText.of(explanation))
        .startsWith("cus_a on 2025-01-20: 70.00 EUR per month")
        .contains(
            "  -30.00 EUR per month from 2025-01-15 to 2025-02-15: manual adjustment\n"
                + "    Reason: Free seats, by letter\n"
                + "    Author: Ada (",
            "adjustments.csv, line 2)",
            "  Sum on 2025-01-20: 100.00 + (-30.00) = 70.00 EUR per month");
    assertThat(explanation("cus_b", "2025-02-15").differences()).isEmpty();
    CustomerExplanation later = explanation("cus_new", "2025-02-01");
    assertThat(later.differences()).isEmpty();
    assertThat(ExplanationText.of(later))
        .contains("Before and after\n\n  50.00 EUR per month from 2025-03-01 onwards");
  }

  private static String answer(String customer, String date) {
    return MrrAnswerText.full(
        new MrrLookup(open()).of(customer, LocalDate.parse(date)).orElseThrow());
  }

  private static CustomerExplanation explanation(String customer, String date) {
    return new Explain(open(), Optional.of(LocalDate.parse(date))).of(customer).orElseThrow();
  }

  private static ExportReader open() {
    PublishedRuns runs = PublishedRuns.of(run.folder().getParent().getParent());
    return ExportReader.of(runs, runs.current().orElseThrow());
  }

  private static Dataset<Row> table(Table table) {
    String exported = run.folder().resolve("exports/parquet").resolve(table.name()).toString();
    return TestSpark.session().read().parquet(exported);
  }

  private static List<String> texts(Dataset<Row> rows, String... names) {
    return rows.collectAsList().stream()
        .map(
            row ->
                Stream.of(names)
                    .map(name -> String.valueOf(row.<Object>getAs(name)))
                    .collect(Collectors.joining(" | ")))
        .toList();
  }
}
