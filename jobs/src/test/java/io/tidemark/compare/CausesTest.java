package io.tidemark.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tidemark.compare.ComparisonReport.CauseTotal;
import io.tidemark.compare.ComparisonReport.Difference;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each cause is found from one figure of the other system, worked out from the invoices. */
class CausesTest {
  private static ComparedRun defaults;
  private static ComparedRun strict;
  private static ComparedRun lenient;

  @TempDir private Path folder;

  @BeforeAll
  static void publish() {
    defaults = ComparedRun.of(Map.of());
    strict = ComparedRun.of(Map.of("counting_statuses", "paid", "amount", "before_discount"));
    lenient = ComparedRun.of(Map.of("open_closed", "count", "open_grace_days", "5"));
  }

  @ParameterizedTest(name = "{0}: {1} has {3} in the run and {4} elsewhere")
  @DisplayName("Every cause is named from the figure that it gives")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          paid_only                | cus_open      | 2024-05 | 50.00  | 0.00    | counting_statuses=paid
          uncollectible_left_out   | cus_marked    | 2024-05 | 50.00  | 0.00    | uncollectible=exclude
          uncollectible_counted    | cus_given_up  | 2024-05 | 0      | 50.00   | ''
          void_counted             | cus_void      | 2024-05 | 0      | 50.00   | ''
          closed_counted           | cus_closed    | 2024-05 | 0      | 50.00   | open_closed=count
          credited_counted         | cus_credited  | 2024-05 | 0      | 50.00   | ''
          before_discount          | cus_discount  | 2024-05 | 80.00  | 100.00  | ''
          tax_counted              | cus_tax       | 2024-05 | 100.00 | 119.00  | ''
          week_factor              | cus_weekly    | 2024-05 | 43.33  | 43.30   | 4.33 weeks per month
          day_factor               | cus_days      | 2024-05 | 31.00  | 30.00   | 30 days per month
          without_prorations       | cus_change    | 2024-05 | 131.00 | 100.00  | ''
          proration_amount         | cus_change    | 2024-05 | 131.00 | 121.00  | ''
          proration_timing         | cus_later     | 2024-05 | 100.00 | 131.00  | ''
          list_price               | cus_list      | 2024-05 | 121.00 | 100.00  | ''
          trial_counted            | cus_trial     | 2024-05 | 0      | 40.00   | ''
          one_offs_counted         | cus_extra     | 2024-05 | 50.00  | 170.00  | ''
          setup_fee_counted        | cus_fee       | 2024-03 | 50.00  | 150.00  | ''
          billed_amounts           | cus_yearly    | 2024-05 | 100.00 | 1200.00 | ''
          other_day                | cus_june      | 2024-05 | 0      | 70.00   | the day after
          invoiced_only            | cus_before    | 2023-12 | 60.00  | 0.00    | history=invoiced
          no_grace                 | cus_late      | 2024-05 | 50.00  | 0.00    | renewal_grace_days=0
          not_consolidated         | cus_invoices  | 2024-05 | 80.00  | 0.00    | consolidated_invoices=false
          adjustments_left_out     | cus_adjusted  | 2024-05 | 57.00  | 50.00   | ''
          rounding                 | cus_quarterly | 2024-05 | 3.33   | 3.34    | ''
          invoice_only_in_run      | cus_two       | 2024-05 | 70.00  | 50.00   | in_68
          subscription_only_in_run | cus_three     | 2024-04 | 181.00 | 50.00   | sub_three_b
          invoice_only_in_file     | cus_gap       | 2024-04 | 0      | 50.00   | price before the gap sub_gap
          unknown                  | cus_plain     | 2024-05 | 10.00  | 12.34   | ''
          """)
  void nameTheCause(
      String cause, String customer, String month, String ours, String other, String detail) {
    assertCause(defaults, cause, customer, month, ours, other, detail);
  }

  @ParameterizedTest(name = "{0}: {1} has {3} in the run and {4} elsewhere")
  @DisplayName("A run with fewer statuses and amounts before discounts has the opposite causes")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          open_counted    | cus_open     | 2024-05 | 0      | 50.00 | 'counting_statuses=paid, open'
          after_discount  | cus_discount | 2024-05 | 100.00 | 80.00 | ''
          """)
  void nameTheOppositeCause(
      String cause, String customer, String month, String ours, String other, String detail) {
    assertCause(strict, cause, customer, month, ours, other, detail);
  }

  @ParameterizedTest(name = "{0}: {1} has {3} in the run and {4} elsewhere")
  @DisplayName("A run that counts closed invoices within days of grace has the opposite causes")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          overdue_counted | cus_open   | 2024-05 | 0 | 50.00 | open_grace_days=none
          """)
  void nameTheCauseOfGrace(
      String cause, String customer, String month, String ours, String other, String detail) {
    assertCause(lenient, cause, customer, month, ours, other, detail);
  }

  @Test
  @DisplayName("Customers that only one side has are named as such")
  void nameTheMissingCustomer() {
    Map<String, String> figures = defaults.published();
    figures.keySet().removeIf(key -> key.startsWith("cus_quarterly,"));
    figures.put("cus_elsewhere,2024-05,EUR", "7.00");

    assertThat(defaults.compare(figures, folder).differences())
        .extracting(Difference::customerId, Difference::cause, d -> d.difference().toString())
        .containsExactly(
            tuple("cus_elsewhere", "customer_only_in_file", "7.00"),
            tuple("cus_quarterly", "customer_only_in_run", "-3.33"));
  }

  @Test
  @DisplayName("A rate that three customers share is the exchange rate of the file")
  void nameTheRateOfTheFile() {
    Map<String, String> figures = defaults.published();
    figures.keySet().removeIf(key -> key.startsWith("cus_usd"));
    figures.put("cus_usd_1,2024-05,EUR", "9.23");
    figures.put("cus_usd_2,2024-05,EUR", "18.47");
    figures.put("cus_usd_3,2024-05,EUR", "30.47");
    figures.put("cus_usd,2024-05,EUR", "1200.00");

    assertThat(defaults.compare(figures, folder).differences())
        .extracting(Difference::customerId, Difference::cause, Difference::detail)
        .containsExactly(
            tuple("cus_usd", "unknown", ""),
            tuple("cus_usd_1", "exchange_rate", "rate that the file shows"),
            tuple("cus_usd_2", "exchange_rate", "rate that the file shows"),
            tuple("cus_usd_3", "exchange_rate", "rate that the file shows"));
  }

  @Test
  @DisplayName("1,000 USD are 921.49 EUR at the rate of 31 May 2024 of the European Central Bank")
  void nameTheRateOfTheMonth() {
    Map<String, String> figures = defaults.published();
    figures.remove("cus_usd,2024-05,USD");
    figures.put("cus_usd,2024-05,EUR", "921.49");

    assertThat(defaults.compare(figures, folder).differences())
        .extracting(Difference::cause, Difference::detail, d -> d.published().toString())
        .containsExactly(tuple("exchange_rate", "last day of the month", "904.98"));
  }

  @Test
  @DisplayName("The definition that explains most differences is the cause of all that it explains")
  void preferTheCommonDefinition() {
    Map<String, String> figures = defaults.published();
    figures.put("cus_open,2024-05,EUR", "0.00");
    figures.put("cus_marked,2024-05,EUR", "0.00");

    assertThat(defaults.compare(figures, folder).causes())
        .extracting(CauseTotal::cause, CauseTotal::figures, CauseTotal::customers)
        .containsExactly(tuple("paid_only", 2L, 2L));
  }

  @Test
  @DisplayName("A customer can have several months with different causes")
  void haveACauseForEachMonth() {
    Map<String, String> figures = defaults.published();
    figures.put("cus_fee,2024-03,EUR", "150.00");
    figures.put("cus_fee,2024-05,EUR", "49.12");

    assertThat(defaults.compare(figures, folder).differences())
        .extracting(Difference::month, Difference::cause)
        .containsExactly(tuple("2024-03", "setup_fee_counted"), tuple("2024-05", "unknown"));
  }

  @Test
  @DisplayName("Without differences there are no causes")
  void findNothingBetweenEqualFigures() {
    ComparisonReport report = defaults.compare(defaults.published(), folder);

    assertThat(report.differences()).isEmpty();
    assertThat(report.causes()).isEmpty();
    assertThat(report.months()).hasSize(6);
    assertThat(report.totals())
        .allMatch(row -> row.difference().signum() == 0 && row.customers() == 0);
  }

  private void assertCause(
      ComparedRun run,
      String cause,
      String customer,
      String month,
      String ours,
      String other,
      String detail) {
    Map<String, String> figures = run.published();
    String key = customer + "," + month + ",EUR";
    assertThat(figures.getOrDefault(key, "0")).as("published").isEqualTo(ours);
    figures.put(key, other);

    List<Difference> differences = run.compare(figures, folder).differences();

    assertThat(differences)
        .extracting(Difference::customerId, Difference::cause, Difference::detail)
        .containsExactly(tuple(customer, cause, detail));
  }
}
