package io.tidemark.insights;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.mrr.LiteralLayers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The outcome of a billing cycle, and which renewal is due at its end. */
class BillingCyclesTest {
  private static final HistoryScope SCOPE = TestCustomer.scope("2024-01-01", "2024-03-30");

  /** Customer, then as in {@link LiteralLayers}. */
  static final String LAYERS =
      """
      kept    sub EUR 2024-01-10 2024-02-10 month 10.00
      kept    sub EUR 2024-02-10 2024-03-10 month 10.00
      kept    sub EUR 2024-03-10 2024-04-10 month 10.00
      late    sub EUR 2024-01-10 2024-02-10 month 10.00
      late    sub EUR 2024-02-13 2024-03-13 month 10.00
      back    sub EUR 2024-01-10 2024-02-10 month 10.00
      back    sub EUR 2024-02-14 2024-03-14 month 10.00
      old     sub EUR 2024-01-05 2024-02-05 month 10.00 implied unseen
      old     sub EUR 2024-02-05 2024-03-05 month 10.00 unseen
      unknown sub EUR 2024-01-05 2024-02-05 month 10.00 implied unseen
      unknown sub EUR 2024-02-05 2024-03-05 month 10.00 unseen
      switch  sub EUR 2024-01-10 2024-01-20 month 10.00 cycle=2024-01-10..2024-02-10
      switch  sub EUR 2024-01-20 2025-01-20 year 9.00 reset
      given   sub EUR 2024-01-10 2024-01-25 month 10.00 cycle=2024-01-10..2024-02-10
      zeroed  sub EUR 2024-01-10 2024-02-10 month 10.00
      zeroed  sub EUR 2024-01-20 2024-02-10 month -10.00 proration cycle=2024-01-10..2024-02-10
      gratis  sub EUR 2024-01-10 2024-02-10 month 0.00
      gratis  sub EUR 2024-02-10 2024-03-10 month 10.00
      edge    sub EUR 2024-02-29 2024-03-29 month 10.00
      draft   sub EUR 2024-02-20 2024-03-20 month 10.00
      draft   sub EUR 2024-03-20 2024-04-01 month 10.00 pending cycle=2024-02-20..2024-03-20
      odd     sub EUR 2024-01-10 2024-01-20 quarter 5.00
      odd     sub EUR 2024-01-20 2024-04-20 quarter 5.00
      """;

  static final String PARALLEL =
      """
      both     sub EUR 2023-03-05 2024-03-05 year 9.00 unseen
      both     sub EUR 2024-03-05 2025-03-05 year 9.00
      both     sub EUR 2024-01-15 2024-02-15 month 1.00 stream=1
      both     sub EUR 2024-02-15 2024-03-15 month 1.00 stream=1
      both     sub EUR 2024-03-15 2024-04-15 month 1.20 stream=1
      ends     sub EUR 2023-02-16 2024-02-16 year 9.00
      ends     sub EUR 2024-02-16 2025-02-16 year 9.00
      ends     sub EUR 2024-01-15 2024-02-15 month 1.00 stream=1
      restart  sub EUR 2024-01-10 2024-02-20 year 9.00 cycle=2024-01-10..2025-01-10
      restart  sub EUR 2024-01-15 2024-02-15 month 1.00 stream=1
      restart  sub EUR 2024-02-15 2024-02-20 month 1.00 stream=1 cycle=2024-02-15..2024-03-15
      restart  sub EUR 2024-02-20 2025-02-20 year 9.50 reset
      thirty   sub EUR 2024-01-01 2024-01-31 other 0.50 stream=1
      nobody_a -   EUR 2024-01-08 2024-02-08 month 3.00
      nobody_a -   EUR 2024-02-08 2024-03-08 month 3.00
      nobody_a -   EUR 2024-03-08 2024-04-08 month 3.00
      nobody_a -   EUR 2024-01-20 2024-04-20 quarter 0.70 stream=1
      nobody_b -   EUR 2024-02-08 2024-03-08 month 2.00
      """;

  @Test
  @DisplayName("Every cycle has an outcome and a renewal number")
  void outcomesAndRenewalNumbers() {
    assertThat(texts(LAYERS))
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
  @DisplayName("Intervals that a subscription bills in parallel renew separately")
  void parallelIntervals() {
    assertThat(texts(PARALLEL))
        .containsExactly(
            "both year 2024-03-05 900 renewed null",
            "both year 2025-03-05 900 not_due null",
            "both month 2024-02-15 100 renewed 1",
            "both month 2024-03-15 100 renewed 2",
            "both month 2024-04-15 120 not_due 3",
            "ends year 2024-02-16 900 renewed 1",
            "ends year 2025-02-16 900 not_due 2",
            "ends month 2024-02-15 100 lost 1",
            "nobody_a month 2024-02-08 300 renewed 1",
            "nobody_a month 2024-03-08 300 renewed 2",
            "nobody_a month 2024-04-08 300 not_due 3",
            "nobody_a quarter 2024-04-20 70 not_due 1",
            "nobody_b month 2024-03-08 200 lost 1",
            "restart year 2024-02-20 0 replaced 1",
            "restart year 2025-02-20 950 not_due 2",
            "restart month 2024-02-15 100 renewed 1",
            "restart month 2024-02-20 0 replaced 2",
            "thirty other 2024-01-31 50 lost 1");
  }

  /** Two currencies of a subscription renew separately; so do two subscriptions. */
  @Test
  @DisplayName("A cycle is followed only within its subscription and currency")
  void subscriptionsAndCurrencies() {
    assertThat(
            texts(
                """
                cus sub_1 EUR 2024-01-10 2024-02-10 month 10.00
                cus sub_1 USD 2024-02-10 2024-03-10 month 10.00
                cus sub_2 EUR 2024-02-10 2024-03-10 month 10.00
                """))
        .containsExactly(
            "cus month 2024-02-10 1000 lost 1",
            "cus month 2024-03-10 1000 lost 1",
            "cus month 2024-03-10 1000 lost 1");
  }

  @Test
  @DisplayName("A lapse or another interval starts again with renewal 1, whatever came before")
  void aNewRunStartsAgain() {
    assertThat(
            texts(
                """
                cus sub EUR 2024-01-01 2024-01-08 week  10.00 unseen
                cus sub EUR 2024-01-08 2024-01-15 week  10.00
                cus sub EUR 2024-01-15 2024-02-15 month 10.00
                cus sub EUR 2024-02-15 2024-03-15 month 10.00
                """))
        .containsExactly(
            "cus week 2024-01-08 1000 renewed null",
            "cus week 2024-01-15 1000 renewed null",
            "cus month 2024-02-15 1000 renewed 1",
            "cus month 2024-03-15 1000 lost 2");
  }

  @Test
  @DisplayName("The next cycle counts with what opened it, the ending one with all it came to")
  void mrrAtTheEndAndAfter() {
    List<BillingCycle> cycles =
        TestCustomer.named("cus")
            .layers(
                """
                sub EUR 2024-01-10 2024-02-10 month 10.00
                sub EUR 2024-01-20 2024-02-10 month 2.00 proration cycle=2024-01-10..2024-02-10
                sub EUR 2024-01-20 2024-01-30 month 5.00 proration cycle=2024-01-10..2024-02-10
                sub EUR 2024-02-10 2024-03-10 month 11.00
                sub EUR 2024-02-20 2024-03-10 month 4.00 proration cycle=2024-02-10..2024-03-10
                """)
            .in(SCOPE)
            .cycles();

    assertThat(cycles).extracting(BillingCycle::mrrMinor).containsExactly(1200L, 1500L);
    assertThat(cycles).extracting(BillingCycle::nextMrrMinor).containsExactly(1100L, null);
  }

  /** Returns the customers of lines that begin with their names; {@code old} paid five times. */
  static List<CustomerHistory> customers(String lines) {
    Map<String, TestCustomer> customers = new TreeMap<>(TestCustomer.byName(lines));
    customers.computeIfPresent("old", (name, old) -> old.created("2023-01-01").earlierPayments(5));
    return TestCustomer.histories(SCOPE, customers.values().toArray(TestCustomer[]::new));
  }

  private static List<String> texts(String lines) {
    List<String> texts = new ArrayList<>();
    for (CustomerHistory customer : customers(lines)) {
      for (BillingCycle cycle : customer.cycles()) {
        texts.add(
            "%s %s %s %d %s %s"
                .formatted(
                    customer.customerId(),
                    cycle.billingInterval(),
                    cycle.endedOn(),
                    cycle.mrrMinor(),
                    cycle.outcome().text(),
                    cycle.renewalNumber()));
      }
    }
    return texts;
  }
}
