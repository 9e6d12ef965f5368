package io.tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.cli.QuietConsole;
import io.tidemark.config.Policy;
import io.tidemark.source.Sources;
import io.tidemark.testing.TestRequest;
import io.tidemark.testing.TestSpark;
import io.tidemark.warehouse.ExportReader;
import io.tidemark.warehouse.ExportRow;
import io.tidemark.warehouse.PublishedRuns;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recurly's exports, constructed with all columns of their documentation, in its order. */
class RecurlyTest {
  private static final List<String> ADJUSTMENTS =
      List.of(
          ("uuid account_code subscription_id invoice_id adjustment_status adjustment_type"
                  + " adjustment_created_at adjustment_start_at adjustment_end_at"
                  + " adjustment_description adjustment_quantity adjustment_currency"
                  + " adjustment_amount adjustment_total adjustment_taxable adjustment_discount"
                  + " adjustment_tax adjustment_accounting_code adjustment_product_code"
                  + " adjustment_tax_code adjustment_origin tax_type tax_region tax_rate tax_amount"
                  + " country_juris country_rate country_amount state_juris state_rate state_amount"
                  + " county_juris county_rate county_amount city_juris city_rate city_amount"
                  + " special_juris special_rate special_amount adjustment_refund"
                  + " original_adjustment_uuid invoice_number invoice_state adjustment_coupon_code"
                  + " invoice_billed_date invoice_closed_at invoice_net_terms invoice_po_number"
                  + " invoice_collection_method invoice_type account_name account_country"
                  + " account_vat_number adjustment_plan_code original_invoice_number"
                  + " invoice_due_on adjustment_subtotal adjustment_credit_reason_code"
                  + " adjustment_refundable_amount ship_address_name ship_address_city"
                  + " ship_address_state ship_address_zip ship_address_country ship_address_phone"
                  + " shipping_method_code item_code item_id external_sku tax_inclusive"
                  + " business_entity_code adjustment_api_id price_segment_id price_segment_code")
              .split(" "));

  private static final String ACCOUNTS =
      """
      account_code,account_email,account_username,account_company_name,account_created_at,account_country
      acct_1,ada@example.com,,Ada Ltd,2024-03-01 08:00:00 UTC,GB
      acct_2,bob@example.com,,Bob GmbH,2024-03-05 00:00:00 PST,AT
      """;

  /** Of the columns above those that matter; midnight is in UTC unless a time is given. */
  private static final String LINES =
      """
      uuid | account | subscription | origin     | from       | to         | total    | tax    | state
      a01  | acct_1  | s1           | setup_fee  | 2024-03-01 |            | 50.00    | 0.00   | paid
      a02  | acct_1  | s1           | plan       | 2024-03-01 | 2024-04-01 | 100.00   | 0.00   | paid
      a03  | acct_1  | s1           | add_on     | 2024-03-01 | 2024-04-01 | 20.00    | 0.00   | paid
      a04  | acct_1  | s1           | plan       | 2024-04-01 | 2024-05-01 | 100.00   | 0.00   | paid
      a05  | acct_1  | s1           | add_on     | 2024-04-01 | 2024-05-01 | 20.00    | 0.00   | paid
      a06  | acct_1  | s1           | plan       | 2024-04-16 | 2024-05-01 | -50.00   | 0.00   | paid
      a07  | acct_1  | s1           | plan       | 2024-04-16 | 2024-05-01 | 100.00   | 0.00   | paid
      a08  | acct_1  | s1           | plan       | 2024-05-01 | 2024-06-01 | 200.00   | 0.00   | paid
      a09  | acct_1  | s1           | add_on     | 2024-05-01 | 2024-06-01 | 20.00    | 0.00   | processing
      a10  | acct_2  | s2           | plan       | 2024-03-05 | 2025-03-05 | 1320.00  | 220.00 | past_due
      a11  | acct_2  |              | one_time   | 2024-04-10 |            | 999.00   | 0.00   | paid
      a12  | acct_3  | s3           | plan       | 2024-04-10 | 2024-05-10 | 30.00    | 0.00   | failed
      a13  | acct_4  | s4           | plan       | 2024-04-10 | 2024-05-10 | 30.00    | 0.00   | voided
      a14  | acct_5  | s5           | plan_trial | 2024-04-10 | 2024-04-24 | 0.00     | 0.00   | paid
      a15  | acct_5  | s5           | plan       | 2024-04-24 | 2024-05-24 | 40.00    | 0.00   | paid
      a16  | acct_5  | s5           | plan       | 2024-05-24 | 2024-06-24 | 40.00    | 0.00   | pending
      """;

  @TempDir private static Path folder;

  private static ExportReader run;

  @BeforeAll
  static void publish() throws IOException {
    List<Map<String, String>> rows = rows();
    String csv =
        rows.stream()
            .map(row -> ADJUSTMENTS.stream().map(name -> row.getOrDefault(name, "")))
            .map(cells -> cells.collect(Collectors.joining(",")))
            .collect(Collectors.joining("\n", String.join(",", ADJUSTMENTS) + "\n", "\n"));
    Path adjustments = Files.writeString(folder.resolve("adjustments.csv"), csv);
    Path accounts = Files.writeString(folder.resolve("accounts.csv"), ACCOUNTS);
    Path warehouse = folder.resolve("warehouse");
    Sources.Named files =
        new Sources.Named(List.of(adjustments.toString()), List.of(accounts.toString()), List.of());
    new RunJob(
            TestSpark.session(),
            TestRequest.of(
                files,
                "recurly",
                warehouse,
                Policy.defaults(),
                Optional.of(LocalDate.parse("2024-05-23")),
                Optional.empty()),
            QuietConsole.console())
        .run();
    PublishedRuns runs = PublishedRuns.of(warehouse);
    run = ExportReader.of(runs, runs.current().orElseThrow());
  }

  private static List<Map<String, String>> rows() {
    List<String> lines = LINES.lines().toList();
    List<String> names = cells(lines.get(0));
    return lines.stream().skip(1).map(RecurlyTest::cells).map(cells -> row(names, cells)).toList();
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
  }

  private static Map<String, String> row(List<String> names, List<String> cells) {
    Map<String, String> row = new HashMap<>();
    for (int at = 0; at < names.size(); at++) {
      row.put(names.get(at), cells.get(at));
    }
    String from = row.get("from") + " 00:00:00 UTC";
    row.put("account_code", row.get("account"));
    row.put("subscription_id", row.get("subscription"));
    row.put("adjustment_status", "invoiced");
    row.put("adjustment_type", row.get("total").startsWith("-") ? "credit" : "charge");
    row.put("adjustment_origin", row.get("origin"));
    row.put("adjustment_currency", "EUR");
    row.put("adjustment_created_at", from);
    row.put("adjustment_start_at", from);
    row.put("adjustment_end_at", row.get("to").isEmpty() ? "" : row.get("to") + " 00:00:00 UTC");
    row.put("adjustment_total", row.get("total"));
    row.put("adjustment_tax", row.get("tax"));
    row.put("invoice_state", row.get("state"));
    row.put("invoice_billed_date", from);
    row.put("invoice_due_on", from);
    return row;
  }

  @ParameterizedTest(name = "{0} on {1}: {2}")
  @DisplayName("MRR is the sum of plans, add-ons and prorations, without fees, trials and tax")
  @CsvSource({
    "acct_1, 2024-03-15, 120.00", // 100 + 20
    "acct_1, 2024-04-10, 120.00",
    "acct_1, 2024-04-20, 220.00", // (100 - 50) / half a cycle = 100 more
    "acct_1, 2024-05-10, 220.00",
    "acct_2, 2024-05-10, 91.67", // (1320 - 220) / 12
    "acct_3, 2024-04-20, 0",
    "acct_4, 2024-04-20, 0",
    "acct_5, 2024-04-15, 0",
    "acct_5, 2024-05-01, 40.00"
  })
  void haveTheMrrOfTheLines(String customer, LocalDate date, BigDecimal mrr) {
    assertThat(
            run.rows(ExportReader.CUSTOMER_MRR, "customer_id", customer).stream()
                .filter(row -> !row.isTrue("is_converted"))
                .filter(row -> !date.isBefore(row.date("valid_from")))
                .filter(row -> date.isBefore(row.date("valid_to")))
                .map(row -> row.amount("mrr"))
                .reduce(BigDecimal.ZERO, BigDecimal::add))
        .isEqualByComparingTo(mrr);
  }

  @Test
  @DisplayName("Each line that does not count has its reason")
  void nameTheReasons() {
    Map<String, String> reasons = new HashMap<>();
    for (String customer : List.of("acct_1", "acct_2", "acct_3", "acct_4")) {
      for (ExportRow row : run.rows(ExportReader.INVOICES, "customer_id", customer)) {
        if (row.text("exclusion_reason") != null) {
          reasons.put(row.text("invoice_id"), row.text("exclusion_reason"));
        }
      }
    }

    assertThat(reasons)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "a01", "NO_SERVICE_PERIOD",
                "a11", "ONE_OFF",
                "a12", "STATUS_UNCOLLECTIBLE",
                "a13", "STATUS_VOID"));
  }

  @Test
  @DisplayName("Times have the abbreviation of a time zone")
  void readTimes() {
    assertThat(run.rows(ExportReader.CUSTOMERS, "customer_id", "acct_2").get(0).time("created_at"))
        .isEqualTo("2024-03-05T08:00:00Z");
  }
}
