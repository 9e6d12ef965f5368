package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.query.WorkedCases;
import io.tidemark.testing.WithoutSpark;
import io.tidemark.testing.WithoutSpark.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {
  @TempDir private Path folder;

  @Test
  void aCustomerWithoutInvoicesHasNothingToExplain() {
    assertThat(explain(WorkedCases.warehouse(), "--customer", "cus_silent", "--on", "2024-03-01"))
        .isEqualTo(
            new Answer(
                0,
                """
                cus_silent on 2024-03-01: no MRR
                run 20260101T060000-0a1b2c3d: invoices from 2023-07-16 01:59:00 to \
                2025-08-01 00:10:00; times in UTC, days in Europe/Vienna
                The run has no invoice of this customer.
                """,
                ""));
  }

  @Test
  void jsonHoldsFormulasAndNumbers() {
    Answer answer =
        explain(WorkedCases.warehouse(), "--customer", "cus_year", "--on", "2024-05-01", "--json");

    assertThat(answer.exitCode()).isZero();
    assertThat(answer.output())
        .contains(
            "\"formula\" : \"seconds(2024-04-17T12:26:00Z, 2024-07-16T01:59:00Z)\"",
            "\"formula\" : \"cycle_months * seconds / cycle_seconds\"",
            "\"numbers\" : \"12 months x 7,738,380 s / 31,622,400 s\"",
            "\"shown\" : \"2.93654371584... months\"",
            "\"differences\" : [ ]");
  }

  @Test
  void anUnknownCustomerIsTheUsersError() {
    assertThat(explain(WorkedCases.warehouse(), "--customer", "cus_nobody"))
        .isEqualTo(
            new Answer(
                6,
                "",
                """
                CUSTOMER_NOT_FOUND: no such customer: cus_nobody
                Neither the customers file nor any invoice of this run contains it.
                Check the id. Use the id of the billing system, such as cus_...; it is case-sensitive.
                """));
  }

  @Test
  void whatDoesNotFollowFromTheInvoicesIsSaidLoudly() {
    Path layer = WorkedCases.changed("mrr_layers", "mrr", "99.99", "invoice_id = 'in_1'");
    Path both =
        WorkedCases.changed(
            layer, "customer_mrr", "mrr", "99.99", "customer_id = 'cus_half' and mrr = 100");
    Path tampered =
        WorkedCases.changed(
            both, "invoices", "exclusion_reason", "'ONE_OFF'", "invoice_id = 'in_2'");
    Answer answer = explain(tampered, "--customer", "cus_half", "--on", "2025-06-10");

    assertThat(answer.exitCode()).isEqualTo(4);
    assertThat(answer.output())
        .startsWith("THIS DIFFERS FROM THE PUBLISHED RUN:\n")
        .contains(
            "  computed, but not published: cycle of in_1 in sub_half (invoiced, high) at 100.00"
                + " EUR",
            "  published, but not computed: cycle of in_1 in sub_half (invoiced, high) at 99.99"
                + " EUR",
            "  why in_2 is excluded: derived none, published ONE_OFF",
            "  MRR on 2025-06-10: derived [100.00 EUR, = 100.00 EUR], published [99.99 EUR, = 99.99"
                + " EUR]");
    assertThat(answer.talk())
        .startsWith(
            "AUDIT_FAILED: the figures of run 20260101T060000-0a1b2c3d do not follow from its"
                + " invoices\n"
                + "4 differences; the first is: computed, but not published: cycle of in_1")
        .hasLineCount(3);
  }

  private Answer explain(Path warehouse, String... options) {
    return WithoutSpark.run(folder, "explain", warehouse, options);
  }
}
