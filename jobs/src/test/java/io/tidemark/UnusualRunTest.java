package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.cli.QuietConsole;
import io.tidemark.config.Policy;
import io.tidemark.errors.UserError;
import io.tidemark.run.RunJob;
import io.tidemark.run.RunRequest;
import io.tidemark.testing.Export;
import io.tidemark.testing.TestRequest;
import io.tidemark.testing.TestSpark;
import io.tidemark.warehouse.Runs.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs on exports that are valid and unusual. */
class UnusualRunTest {
  @TempDir private Path folder;

  @Test
  @DisplayName("One-off invoices alone are published with an MRR of 0.00")
  void oneOffInvoicesAreNoMrr() throws IOException {
    List<String> daily =
        exported(
            "daily_mrr",
            "in_1,cus_1,,paid,EUR,39.00,,0.00,39.00,2025-01-05 9:07,,",
            "in_2,cus_1,,paid,EUR,39.00,,0.00,39.00,2025-01-15 9:07,,");

    assertThat(daily.get(daily.size() - 1)).startsWith("2025-01-14,EUR,true,0.0000,0,");
  }

  @Test
  @DisplayName("Invoices that renew one another without a subscription are MRR in every table")
  void consolidatedInvoicesAreMrr() throws IOException {
    List<String> daily =
        exported(
            "daily_mrr",
            "in_1,cus_1,,paid,USD,80.00,,0.00,80.00,2025-01-05 9:07,2025-01-05 9:07,2025-02-05 9:07",
            "in_2,cus_1,,paid,USD,80.00,,0.00,80.00,2025-02-05 9:07,2025-02-05 9:07,2025-03-05 9:07",
            "in_3,cus_1,,open,USD,80.00,,0.00,80.00,2025-03-05 9:07,2025-03-05 9:07,2025-04-05 9:07",
            "in_4,cus_2,sub_2,paid,EUR,39.00,,0.00,39.00,2025-03-05 9:07,2025-03-05 9:07,2025-04-05 9:07");

    assertThat(daily.subList(daily.size() - 3, daily.size()))
        .satisfiesExactlyInAnyOrder(
            day -> assertThat(day).startsWith("2025-03-04,USD,false,80.0000,1,"),
            day -> assertThat(day).startsWith("2025-03-04,EUR,false,0.0000,0,"),
            day -> assertThat(day).matches("2025-03-04,EUR,true,7[0-9]\\.[0-9]{4},1,.*"));
    assertThat(Files.readString(csv("policy_sensitivity")))
        .contains("USD,headline,as published,80.0000,1,");
    assertThat(Files.readString(csv("forecast_risks"))).contains("unpaid_invoices,USD");
  }

  @Test
  @DisplayName("Drafts, voids and credits alone are published with an MRR of 0.00")
  void invoicesThatDoNotCountAreNoMrr() throws IOException {
    String period = "2025-01-05 9:07,2025-01-05 9:07,2025-02-05 9:07";

    List<String> daily =
        exported(
            "daily_mrr",
            "in_1,cus_1,sub_1,draft,EUR,39.00,,0.00,39.00," + period,
            "in_2,cus_2,sub_2,void,EUR,39.00,,0.00,39.00," + period,
            "in_3,cus_3,sub_3,paid,EUR,-39.00,,0.00,-39.00," + period,
            "in_4,cus_4,sub_4,paid,EUR,0.00,,0.00,0.00," + period,
            "in_5,cus_5,,void,EUR,1.00,,0.00,1.00,2025-01-15 9:07,,");

    assertThat(daily.get(daily.size() - 1)).startsWith("2025-01-14,EUR,true,0.0000,0,");
  }

  @Test
  @DisplayName(
      "A creation date far from all other dates of its invoice does not move the as-of date")
  void oneWrongCreationDateDoesNotMoveTheData() throws IOException {
    List<String> invoices = new ArrayList<>();
    for (int month = 1; month <= 4; month++) {
      String period =
          String.format(Locale.ROOT, "2024-%02d-05 9:07,2024-%02d-05 9:07", month, month + 1);
      String created = String.format(Locale.ROOT, "2024-%02d-05 9:07,", month);
      invoices.add("in_" + month + ",cus_1,sub_1,paid,EUR,39.00,,0.00,39.00," + created + period);
    }
    invoices.add(
        "in_5,cus_2,sub_2,paid,EUR,39.00,,0.00,39.00,2025-05-05 9:07,2024-04-05 9:07,2024-05-05 9:07");

    List<String> daily = exported("daily_mrr", invoices.toArray(String[]::new));

    assertThat(daily.get(daily.size() - 1)).startsWith("2024-04-04,EUR,true,39.0000,1,");
    assertThat(Files.readString(csv("data_quality")))
        .contains("CREATION_IMPLAUSIBLE,")
        .contains("in_5: 2025-05-05 09:07:00");
  }

  @Test
  @DisplayName("Amounts that add up to more than 2^63 are refused with the largest of them")
  void amountsOutOfRangeAreRefused() {
    List<String> invoices = new ArrayList<>();
    for (int row = 0; row < 9_300; row++) {
      String amount = row == 4_000 ? "9999999999999.99" : "9990000000000.00";
      String total = amount + ",,0.00," + amount;
      invoices.add("in_" + row + ",cus_1,,paid,EUR," + total + ",2025-01-05 9:07,,");
    }

    assertThatThrownBy(() -> exported("daily_mrr", invoices.toArray(String[]::new)))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("AMOUNT_OUT_OF_RANGE: ")
        .hasMessageContaining("9,999,999,999,999.99 EUR")
        .hasMessageContaining("invoices.csv, line 4002");
  }

  private Path csv(String table) throws IOException {
    return folder.resolve("warehouse/latest/exports/csv/" + table + ".csv");
  }

  /** The lines of a table of a run on these invoices. */
  private List<String> exported(String table, String... invoices) throws IOException {
    String[] lines = new String[invoices.length + 1];
    lines[0] = Export.MINIMAL_HEADER;
    System.arraycopy(invoices, 0, lines, 1, invoices.length);
    RunRequest options =
        TestRequest.of(
            List.of(Export.write(folder, "invoices.csv", lines)),
            List.of(),
            folder.resolve("warehouse"),
            Policy.defaults());
    Run run = new RunJob(TestSpark.session(), options, QuietConsole.console()).run();
    return Files.readAllLines(run.folder().resolve("exports/csv/" + table + ".csv"));
  }
}
