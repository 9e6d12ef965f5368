package io.tidemark.insights;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.audit.Audits;
import io.tidemark.config.Policy;
import io.tidemark.tables.ComparisonTables;
import io.tidemark.tables.InsightTables;
import io.tidemark.tables.StagingTables;
import io.tidemark.tables.Table;
import io.tidemark.testing.Export;
import io.tidemark.testing.Figures;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is rare and must not mislead: Stay pays 100.00 a month; Both 10.00 a month and 120.00 USD a
 * year, not paid yet; Back comes on Feb 5 for five days and again on Feb 20; Pass has bought a few
 * hours.
 */
class EdgesTest {
  private static Figures figures;

  @BeforeAll
  static void readTheExport(@TempDir Path folder) {
    String invoices =
        Export.write(
            folder,
            "invoices.csv",
            Export.MINIMAL_HEADER,
            "in_1,cus_stay,sub_stay,paid,EUR,100.00,,,100.00,2024-01-01 0:00,2024-01-01 0:00,2024-02-01 0:00",
            "in_2,cus_stay,sub_stay,paid,EUR,100.00,,,100.00,2024-02-01 0:00,2024-02-01 0:00,2024-03-01 0:00",
            "in_3,cus_both,sub_euro,paid,EUR,10.00,,,10.00,2024-01-05 0:00,2024-01-05 0:00,2024-02-05 0:00",
            "in_4,cus_both,sub_euro,paid,EUR,10.00,,,10.00,2024-02-05 0:00,2024-02-05 0:00,2024-03-05 0:00",
            "in_5,cus_both,sub_usd,open,USD,120.00,,,120.00,2024-01-10 0:00,2024-01-10 0:00,2025-01-10 0:00",
            "in_6,cus_back,sub_back,paid,EUR,5.00,,,5.00,2024-02-05 0:00,2024-02-05 0:00,2024-02-10 0:00",
            "in_7,cus_back,sub_back,paid,EUR,5.00,,,5.00,2024-02-20 0:00,2024-02-20 0:00,2024-02-25 0:00",
            "in_8,cus_pass,sub_pass,paid,GBP,10.00,,,10.00,2024-01-10 10:00,2024-01-10 10:00,2024-01-10 20:00",
            "in_9,cus_stay,,paid,EUR,1.00,,,1.00,2024-02-23 12:00,,");
    figures = Figures.ofFiles(List.of(invoices), List.of(), Policy.defaults());
  }

  @Test
  void everyAuditPasses() {
    assertThat(figures.audits()).noneMatch(Audits.Result::isFailure);
  }

  /** A cycle that begins and ends on one day is a day long, and has been seen whole. */
  @Test
  void aCycleOfHoursHasACoverage() {
    assertThat(
            texts(
                InsightTables.DATA_COVERAGE,
                "currency = 'GBP'",
                "billing_interval",
                "warm_up_end",
                "visible_share"))
        .containsExactly("other 2024-01-02 1.0");
  }

  /** The only invoice in dollars is open: without open ones nothing is left of 10.00 USD. */
  @Test
  void aChoiceThatLeavesNothingSaysSo() {
    assertThat(
            texts(
                ComparisonTables.POLICY_SENSITIVITY,
                "currency = 'USD' and variant in ('headline', 'paid_only')",
                "variant",
                "mrr_minor",
                "customers",
                "difference_minor",
                "difference_share"))
        .containsExactly("headline 1000 1 0 0.0", "paid_only 0 0 -1000 -1.0");
  }

  /** In euros it is a month that renews, in dollars a year; converted the first of both. */
  @Test
  void aCustomerRenewsInEachCurrency() {
    assertThat(
            texts(
                InsightTables.BIGGEST_CUSTOMERS,
                "customer_id = 'cus_both'",
                "currency",
                "is_converted",
                "next_renewal"))
        .containsExactlyInAnyOrder(
            "EUR false 2024-03-05", "USD false 2025-01-10", "EUR true 2024-03-05");
  }

  /** Back is new in February, whatever she did then: those of January kept all of 110.00. */
  @Test
  void whoIsNewInTheMonthDoesNotReturnToIt() {
    assertThat(
            texts(
                InsightTables.CHURN_BY_MONTH,
                "currency = 'EUR' and not is_converted and billing_interval = 'all'"
                    + " and month = '2024-02-01'",
                "start_mrr_minor",
                "nrr",
                "nrr_with_reactivation"))
        .containsExactly("11000 1.0 1.0");
  }

  /** Stay's cycle of January ends on Feb 1, Both's on Feb 5: after the day that is asked for. */
  @Test
  void aRenewalAfterTheAsOfDateIsNotOfTheMonth() {
    Figures earlier =
        Figures.of(
            figures.table(StagingTables.INVOICES),
            figures.table(StagingTables.CUSTOMERS),
            Policy.defaults(),
            Optional.of(LocalDate.parse("2024-02-03")));

    assertThat(
            texts(
                earlier,
                InsightTables.CHURN_BY_MONTH,
                "currency = 'EUR' and not is_converted and billing_interval = 'month'"
                    + " and month = '2024-02-01'",
                "due_cycles",
                "renewed_cycles"))
        .containsExactly("1 1");
  }

  /** Forty days show no month that began in them and ended two weeks before their end. */
  @Test
  void aShortFileShowsNoDayWhole() {
    LocalDate first = LocalDate.parse("2024-01-01");

    assertThat(Visibility.from(Map.of(1, 90L, 12, 10L), first, LocalDate.parse("2024-02-09")))
        .isEmpty();
    assertThat(Visibility.from(Map.of(1, 90L, 12, 10L), first, LocalDate.parse("2024-02-28")))
        .contains(LocalDate.parse("2024-02-01"));
    assertThat(Visibility.from(Map.of(), first, LocalDate.parse("2024-02-09"))).contains(first);
  }

  private static List<String> texts(Table table, String where, String... columns) {
    return texts(figures, table, where, columns);
  }

  private static List<String> texts(Figures figures, Table table, String where, String... columns) {
    return figures.table(table).where(where).collectAsList().stream()
        .map(row -> text(row, columns))
        .sorted()
        .toList();
  }

  private static String text(Row row, String... columns) {
    return Stream.of(columns)
        .map(name -> String.valueOf(row.<Object>getAs(name)))
        .collect(Collectors.joining(" "));
  }
}
