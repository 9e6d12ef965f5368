package io.tidemark.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.Policy;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The worked cases of the contract, and a case for each of its rules. */
class SectionThreeTest {

  @Test
  void half_a_cycle_at_a_price_is_twice_that_a_month() {
    assertLayers(
        """
        in_1 | paid | 2023-06-01 .. 2023-07-01 | 2023-06-01 .. 2023-06-01 | 10000
        in_2 | paid | 2023-06-16 .. 2023-07-01 | 2023-06-01 .. 2023-06-16 | 7500
        """,
        "cycle 10000 2023-06-01 .. 2023-07-01",
        "proration 15000 2023-06-16 .. 2023-07-01 low");
  }

  @Test
  void a_change_takes_the_price_of_the_next_year_to_the_cent() {
    assertLayers(
        """
        in_1 | paid | 2023-07-16T01:59 .. 2024-07-16T01:59 | 2023-07-16T01:59 .. 2023-07-16T01:59 | 495000
        in_2 | paid | 2024-04-17T12:26 .. 2024-07-16T01:59 | 2023-07-16T01:59 .. 2024-04-17T12:26 | 60567
        in_3 | paid | 2024-07-16T01:59 .. 2025-07-16T01:59 | 2023-07-16T01:59 .. 2024-07-16T01:59 | 742500
        """,
        "cycle 41250 2023-07-16t01:59 .. 2024-07-16t01:59",
        "proration 20625 2024-04-17t12:26 .. 2024-07-16t01:59",
        "cycle 61875 2024-07-16t01:59 .. 2025-07-16t01:59");
  }

  @Test
  void a_switch_to_annual_brings_the_list_price_back() {
    assertLayers(
        """
        in_1 | paid | 2025-02-13T16:35 .. 2025-03-13T16:35 | 2025-02-13T16:35 .. 2025-02-13T16:35 | 3900
        in_2 | paid | 2025-02-13T16:41 .. 2026-02-13T16:41 | 2025-02-13T16:41 .. 2025-02-13T16:41 | 30901
        """,
        "cycle 3900 2025-02-13t16:35 .. 2025-02-13t16:41",
        "reset 2900 2025-02-13t16:41 .. 2026-02-13t16:41");
  }

  @Test
  void a_change_billed_with_the_renewal_counts_from_its_own_day() {
    String bills =
        """
        in_1 | paid | 2023-06-01 .. 2023-07-01 | 2023-06-01 .. 2023-06-01 | 1000
        in_2 | paid | 2023-06-16 .. 2023-08-01 | 2023-06-01 .. 2023-07-01 | 2500
        """;
    assertLayers(
        bills,
        "cycle 1000 2023-06-01 .. 2023-07-01",
        "true_up 1000 2023-06-16 .. 2023-07-01 low",
        "straddle 2000 2023-07-01 .. 2023-08-01 low");
    assertLayers(
        bills + "in_3 | paid | 2023-08-01 .. 2023-09-01 | 2023-07-01 .. 2023-08-01 | 2000\n",
        "cycle 1000 2023-06-01 .. 2023-07-01",
        "true_up 1000 2023-06-16 .. 2023-07-01",
        "straddle 2000 2023-07-01 .. 2023-08-01",
        "cycle 2000 2023-08-01 .. 2023-09-01");
  }

  @Test
  void a_renewal_that_contradicts_it_shows_two_changes() {
    assertLayers(
        """
        in_1 | paid | 2023-06-01 .. 2023-07-01 | 2023-06-01 .. 2023-06-01 | 1000
        in_2 | paid | 2023-06-16 .. 2023-08-01 | 2023-06-01 .. 2023-07-01 | 2500
        in_3 | paid | 2023-08-01 .. 2023-09-01 | 2023-07-01 .. 2023-08-01 | 2200
        """,
        "cycle 1000 2023-06-01 .. 2023-07-01",
        "true_up 257 2023-06-16 .. 2023-06-25t13:05:27 low",
        "true_up 1200 2023-06-25t13:05:27 .. 2023-07-01 low",
        "straddle 2200 2023-07-01 .. 2023-08-01 low",
        "cycle 2200 2023-08-01 .. 2023-09-01");
  }

  @Test
  void a_first_seen_straddle_is_its_renewal_alone() {
    assertLayers(
        "in_1 | paid | 2024-05-01 .. 2026-01-01 | 2024-01-01 .. 2025-01-01 | 120000",
        "implied 10000 2024-01-01 .. 2025-01-01 implied low",
        "straddle 10000 2025-01-01 .. 2026-01-01 low");
  }

  @Test
  void a_credit_that_leaves_a_cent_is_a_cancellation() {
    assertLayers(
        """
        in_1 | paid | 2023-06-01 .. 2023-07-01 | 2023-06-01 .. 2023-06-01 | 1000
        in_2 | paid | 2023-06-10T07:00 .. 2023-07-01 | 2023-06-01 .. 2023-06-10T07:00 | -690
        """,
        "cycle 1000 2023-06-01 .. 2023-07-01",
        "proration -1000 2023-06-10t07:00 .. 2023-07-01");
  }

  @Test
  void a_switch_to_monthly_hides_behind_the_credit_for_the_year() {
    assertLayers(
        """
        in_1 | paid | 2023-01-01 .. 2024-01-01 | 2023-01-01 .. 2023-01-01 | 73000
        in_2 | paid | 2023-03-15 .. 2024-01-01 | 2023-03-15 .. 2023-03-15 | -50400
        in_3 | paid | 2023-04-15 .. 2023-05-15 | 2023-03-15 .. 2023-04-15 | 8000
        """,
        "cycle 6083 2023-01-01 .. 2023-03-15",
        "restart_down 8000 2023-03-15 .. 2023-04-15",
        "cycle 8000 2023-04-15 .. 2023-05-15");
  }

  @Test
  void a_credit_for_all_that_was_left_ends_the_subscription() {
    assertLayers(
        """
        in_1 | paid | 2023-01-01 .. 2024-01-01 | 2023-01-01 .. 2023-01-01 | 36500
        in_2 | paid | 2023-01-11 .. 2024-01-01 | 2023-01-11 .. 2023-01-11 | -35500
        """,
        "cycle 3042 2023-01-01 .. 2023-01-11");
  }

  @Test
  void a_credit_for_what_was_never_seen_makes_no_layer() {
    Oracle oracle =
        oracle("in_1 | paid | 2023-01-11 .. 2024-01-01 | 2023-01-11 .. 2023-01-11 | -35500");
    assertThat(oracle.slices()).isEmpty();
    assertThat(oracle.reasons()).isEqualTo(Map.of("in_1", "ORPHAN_CREDIT"));
  }

  @Test
  void a_change_to_an_unseen_cycle_shows_its_base_at_the_renewal() {
    assertLayers(
        """
        in_1 | paid | 2023-06-16 .. 2023-07-01 | 2023-06-01 .. 2023-06-16 | 500
        in_2 | paid | 2023-06-25 .. 2023-07-01 | 2023-06-01 .. 2023-06-25 | 100
        in_3 | paid | 2023-07-01 .. 2023-08-01 | 2023-06-01 .. 2023-07-01 | 4500
        """,
        "implied 3000 2023-06-01 .. 2023-07-01 implied low",
        "orphan_proration 1000 2023-06-16 .. 2023-07-01 low",
        "proration 500 2023-06-25 .. 2023-07-01 low",
        "cycle 4500 2023-07-01 .. 2023-08-01");
  }

  @Test
  void what_was_given_up_counts_until_then_and_is_never_pending() {
    assertLayers(
        """
        in_1 | paid | 2023-06-01 .. 2023-07-01 | 2023-06-01 .. 2023-06-01 | 1000
        in_2 | uncollectible 2023-07-09 | 2023-07-01 .. 2023-08-01 | 2023-06-01 .. 2023-07-01 | 1000
        in_3 | paid | 2023-07-20 .. 2023-08-01 | 2023-07-01 .. 2023-07-20 | -400
        """,
        "cycle 1000 2023-06-01 .. 2023-07-01",
        "cycle 1000 2023-07-01 .. 2023-07-09");
  }

  @Test
  void a_late_renewal_is_no_churn_for_three_days() {
    assertLayers(
        """
        in_1 | paid | 2023-06-01 .. 2023-07-01 | 2023-06-01 .. 2023-06-01 | 1000
        in_2 | paid | 2023-07-04 .. 2023-08-04 | 2023-07-04 .. 2023-07-04 | 1200
        in_3 | paid | 2023-08-07T00:01 .. 2023-09-07 | 2023-08-07T00:01 .. 2023-08-07T00:01 | 1200
        """,
        "cycle 1000 2023-06-01 .. 2023-07-01",
        "cycle 1200 2023-07-04 .. 2023-08-04",
        "cycle 1200 2023-08-07t00:01 .. 2023-09-07",
        "pending 1200 2023-07-01 .. 2023-07-04 pending");
  }

  @ParameterizedTest
  @CsvSource({
    "2025-01-27T08:00 .. 2025-02-27T08:00, pending 1000 2025-02-27t08:00 .. 2025-02-28 pending",
    "2025-01-27T22:00 .. 2025-02-27T22:00, pending 1000 2025-02-27t22:00 .. 2025-02-28 pending",
    "2025-01-27T07:56 .. 2025-02-27T07:56,",
    "2025-01-28T00:00 .. 2025-02-28T00:00,"
  })
  void a_renewal_not_written_yet_is_pending_to_the_end_of_the_day(String cycle, String pending) {
    Oracle oracle = oracle("in_1 | paid | %s | | 1000".formatted(cycle), "2025-02-27T09:56");
    assertThat(oracle.slices().stream().map(Bills::text).skip(1).findFirst())
        .isEqualTo(Optional.ofNullable(pending));
  }

  @Test
  void a_draft_says_that_the_subscription_goes_on() {
    Oracle oracle =
        oracle(
            """
            in_1 | paid | 2025-01-25 .. 2025-02-25 | 2025-01-25 .. 2025-01-25 | 1000
            in_2 | draft | 2025-02-25 .. 2025-03-25 | 2025-01-25 .. 2025-02-25 | 1000
            """,
            "2025-02-27T09:56");
    assertThat(oracle.slices().stream().map(Bills::text))
        .containsExactly(
            "cycle 1000 2025-01-25 .. 2025-02-25", "pending 1000 2025-02-25 .. 2025-02-28 pending");
    assertThat(oracle.reasons()).isEqualTo(Map.of("in_2", "STATUS_DRAFT"));
  }

  @Test
  void customer_mrr_is_never_negative() {
    Oracle oracle =
        oracle(
            """
            in_1 | paid | 2023-06-01 .. 2023-07-01 | 2023-06-01 .. 2023-06-01 | 1000
            in_2 | paid | 2023-06-16 .. 2023-07-01 | 2023-06-01 .. 2023-06-16 | -600
            """);
    Oracle.Account account = new Oracle.Account("cus_1", "EUR");
    assertThat(oracle.customerMrr(LocalDate.of(2023, 6, 15))).isEqualTo(Map.of(account, 1000L));
    assertThat(oracle.customerMrr(LocalDate.of(2023, 6, 16))).isEqualTo(Map.of(account, 0L));
    assertThat(oracle.customerMrr(LocalDate.of(2023, 7, 1))).isEmpty();
  }

  @Test
  void four_week_plans_have_thirteen_cycles_a_year() {
    assertLayers(
        """
        in_1 | paid | 2023-02-01 .. 2023-03-01 | 2023-02-01 .. 2023-02-01 | 1200
        in_2 | paid | 2023-03-01 .. 2023-03-29 | 2023-02-01 .. 2023-03-01 | 1200
        """,
        "cycle 1300 2023-02-01 .. 2023-03-01",
        "cycle 1300 2023-03-01 .. 2023-03-29");
  }

  @Test
  void a_first_period_is_a_share_of_the_cycle_that_it_ends() {
    assertLayers(
        """
        in_1 | paid | 2024-05-20 .. 2024-07-01 | 2024-05-20 .. 2024-05-20 | 12600
        in_2 | paid | 2024-07-01 .. 2024-10-01 | 2024-05-20 .. 2024-07-01 | 27300
        """,
        "cycle 9100 2024-05-20 .. 2024-07-01",
        "cycle 9100 2024-07-01 .. 2024-10-01");
  }

  @Test
  void a_paid_trial_is_measured_by_calendar() {
    assertLayers(
        """
        in_1 | paid | 2024-06-01 .. 2024-06-11 | 2024-06-01 .. 2024-06-01 | 100
        in_2 | paid | 2024-06-11 .. 2024-07-11 | 2024-06-01 .. 2024-06-11 | 4000
        """,
        "cycle 300 2024-06-01 .. 2024-06-11 low",
        "cycle 4000 2024-06-11 .. 2024-07-11");
  }

  @Test
  void a_fee_on_the_first_cycle_is_no_price() {
    assertLayers(
        """
        in_1 | paid | 2024-03-05 .. 2024-04-05 | 2024-03-05 .. 2024-03-05 | 53000
        in_2 | paid | 2024-04-05 .. 2024-05-05 | 2024-03-05 .. 2024-04-05 | 3000
        in_3 | paid | 2024-05-05 .. 2024-06-05 | 2024-04-05 .. 2024-05-05 | 3000
        """,
        "cycle 3000 2024-03-05 .. 2024-04-05 low",
        "cycle 3000 2024-04-05 .. 2024-05-05",
        "cycle 3000 2024-05-05 .. 2024-06-05");
  }

  @Test
  void weeks_after_a_trial_and_before_months_are_weeks() {
    assertLayers(
        """
        in_1 | paid | 2024-12-02 .. 2024-12-16 | 2024-12-02 .. 2024-12-02 | 0
        in_2 | paid | 2024-12-16 .. 2024-12-23 | 2024-12-02 .. 2024-12-16 | 1000
        in_3 | paid | 2024-12-23 .. 2024-12-30 | 2024-12-16 .. 2024-12-23 | 1000
        in_4 | paid | 2024-12-30 .. 2025-01-30 | 2024-12-23 .. 2024-12-30 | 4500
        """,
        "cycle 0 2024-12-02 .. 2024-12-16",
        "cycle 4333 2024-12-16 .. 2024-12-23",
        "cycle 4333 2024-12-23 .. 2024-12-30",
        "cycle 4500 2024-12-30 .. 2025-01-30");
  }

  @Test
  void a_licence_and_the_usage_before_it_are_one_price() {
    assertLayers(
        """
        in_1 | paid | 2024-01-01 .. 2024-02-01 | 2024-01-01 .. 2024-01-01 | 10000
        in_2 | paid | 2024-01-01 .. 2024-03-01 | 2024-01-01 .. 2024-02-01 | 12000
        in_3 | paid | 2024-02-01 .. 2024-04-01 | 2024-02-01 .. 2024-03-01 | 13000
        """,
        "cycle 10000 2024-01-01 .. 2024-02-01",
        "straddle 12000 2024-02-01 .. 2024-03-01 low",
        "straddle 13000 2024-03-01 .. 2024-04-01 low");
  }

  @Test
  void a_credit_from_before_the_file_begins_a_cycle_that_the_next_shows() {
    Oracle oracle =
        oracle(
            """
            in_1 | paid | 2025-01-13 .. 2025-06-20 | 2025-01-13 .. 2025-01-13 | -15120
            in_2 | paid | 2025-02-13 .. 2025-03-13 | 2025-01-13 .. 2025-02-13 | 4500
            """);
    assertThat(oracle.slices().stream().map(Bills::text))
        .containsExactly(
            "implied 4500 2025-01-13 .. 2025-02-13 implied", "cycle 4500 2025-02-13 .. 2025-03-13");
    assertThat(oracle.reasons()).isEqualTo(Map.of("in_1", "ORPHAN_CREDIT"));
  }

  @Test
  void who_is_billed_afterwards_stays_until_the_next_invoice_is_due() {
    String bills =
        """
        in_1 | paid | 2024-12-01 .. 2025-01-01 | 2024-12-01 .. 2025-01-01 | 5000
        in_2 | paid | 2025-01-01 .. 2025-02-01 | 2025-01-01 .. 2025-02-01 | 5000
        """;
    assertThat(oracle(bills, "2025-03-03").slices().stream().map(Bills::text))
        .endsWith("pending 5000 2025-02-01 .. 2025-03-04 pending");
    assertThat(oracle(bills, "2025-03-05").slices().stream().map(Bills::text))
        .endsWith("cycle 5000 2025-01-01 .. 2025-02-01");
  }

  @Test
  void a_mark_within_a_day_leaves_nothing() {
    Oracle oracle =
        oracle(
            """
            in_1 | uncollectible 2023-07-02 | 2023-07-01 .. 2023-08-01 | 2023-06-01 .. 2023-07-01 | 1000
            """);
    assertThat(oracle.slices()).isEmpty();
    assertThat(oracle.reasons()).isEqualTo(Map.of("in_1", "STATUS_UNCOLLECTIBLE"));
  }

  private static void assertLayers(String bills, String... layers) {
    assertThat(oracle(bills).slices().stream().map(Bills::text)).containsExactly(layers);
  }

  private static Oracle oracle(String bills) {
    return oracle(bills, "2030-01-01");
  }

  private static Oracle oracle(String bills, String dataThrough) {
    return Oracle.of(Bills.of(bills), Map.of(), Policy.defaults(), Bills.time(dataThrough));
  }
}
