package io.tidemark.insights;

import static io.tidemark.mrr.LiteralLayers.time;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.Policy;
import io.tidemark.mrr.BilledSubscription;
import io.tidemark.mrr.engine.Invoice;
import io.tidemark.tables.InvoiceStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** MRR under other choices of the policy. */
class PolicySensitivityTest {
  private static final HistoryScope SCOPE = TestCustomer.scope("2024-01-01", "2024-03-15");

  /** Dora's year costs 450.00 before a discount of 90.00: 37.50 a month rather than 30.00. */
  private static final CustomerHistory DORA =
      customer("dora", "", "EUR year paid 2024-03-05 2025-03-05 360.00 450.00");

  /** Both of her subscriptions count as one customer. */
  private static final CustomerHistory FAY =
      customer(
          "fay",
          "",
          "EUR one paid 2024-03-01 2024-04-01 100.00 100.00",
          "EUR two paid 2024-03-01 2024-04-01 70.00 70.00");

  /** The only invoice in dollars is open. */
  private static final CustomerHistory UMA =
      customer("uma", "", "USD year open 2024-03-10 2025-03-10 120.00 120.00");

  @Test
  @DisplayName("Each choice has the MRR of the as-of date, and what it differs by")
  void choices() {
    RowTexts rows = rows(Policy.defaults(), DORA, FAY, UMA);

    assertThat(texts(rows, "EUR", "setting"))
        .containsExactly(
            "before_discount amount=before_discount 20750 2 750 0.0375",
            "closed_counted open_closed=count 20000 2 0 0.0000",
            "headline as published 20000 2 0 0.0000",
            "invoiced_history history=invoiced 20000 2 0 0.0000",
            "no_grace renewal_grace_days=0 20000 2 0 0.0000",
            "overdue_left_out open_grace_days=30 20000 2 0 0.0000",
            "paid_only counting_statuses=paid 20000 2 0 0.0000",
            "uncollectible_left_out uncollectible=exclude 20000 2 0 0.0000");
    assertThat(texts(rows, "USD", "headline_minor"))
        .contains("headline 1000 1000 1 0 0.0000", "paid_only 1000 0 0 -1000 -1.0000")
        .hasSize(8);
  }

  @Test
  @DisplayName("A choice that is the policy's own is marked as published")
  void ownChoice() {
    Policy policy = Policy.of(Map.of("amount", "before_discount", "open_grace_days", "30"));

    assertThat(texts(rows(policy, DORA), "EUR", "setting"))
        .contains(
            "before_discount amount=before_discount (as published) 3750 1 0 0.0000",
            "headline as published 3750 1 0 0.0000",
            "overdue_left_out open_grace_days=30 (as published) 3750 1 0 0.0000",
            "paid_only counting_statuses=paid 3750 1 0 0.0000");
  }

  /**
   * Dora's adjustment leaves 10.00, or 17.50 before the discount; Fay's takes more than she pays.
   */
  @Test
  @DisplayName("Adjustments that hold on the as-of date count under every choice")
  void adjustments() {
    RowTexts rows =
        rows(
            Policy.defaults(),
            customer(
                "dora",
                """
                - EUR 2024-03-15 2024-03-16 adjustment -20.00 adjustment
                - EUR 2024-02-15 2024-03-15 adjustment  -1.00 adjustment
                - EUR 2024-03-16 2024-04-15 adjustment  -2.00 adjustment
                """,
                "EUR year paid 2024-03-05 2025-03-05 360.00 450.00"),
            customer(
                "fay",
                "- EUR 2024-03-01 2024-12-31 adjustment -50.00 adjustment",
                "EUR one paid 2024-03-01 2024-04-01 20.00 20.00"),
            customer("gina", "- EUR 2024-03-01 2024-12-31 adjustment 5.00 adjustment"),
            customer("hugo", "- GBP 2024-03-01 2024-12-31 adjustment -5.00 adjustment"));

    assertThat(texts(rows, "EUR", "headline_minor"))
        .contains(
            "before_discount 1500 2250 2 750 0.5000",
            "headline 1500 1500 2 0 0.0000",
            "paid_only 1500 1500 2 0 0.0000");
    assertThat(texts(rows, "GBP", "headline_minor"))
        .contains("headline 0 0 0 0 null", "before_discount 0 0 0 0 null")
        .hasSize(8);
  }

  @Test
  @DisplayName("A currency without MRR on the as-of date has no row")
  void withoutMrr() {
    assertThat(
            rows(
                    Policy.defaults(),
                    customer(
                        "anna",
                        "- EUR 2024-03-16 2024-12-31 adjustment 5.00 adjustment",
                        "EUR one paid 2024-03-16 2024-04-16 20.00 20.00"))
                .rows())
        .isEmpty();
  }

  private static RowTexts rows(Policy policy, CustomerHistory... customers) {
    PolicySensitivity metric = new PolicySensitivity(policy, SCOPE.window());
    return RowTexts.of(MetricRun.table(metric, List.of(customers)));
  }

  private static List<String> texts(RowTexts rows, String currency, String column) {
    return rows.where("currency", currency)
        .texts("variant", column, "mrr_minor", "customers", "difference_minor", "difference_share");
  }

  /**
   * A customer of one invoice for each subscription.
   *
   * @param adjustments lines as for {@link TestCustomer#layers}
   * @param lines currency, subscription, status, service period, net and amount before discount
   */
  private static CustomerHistory customer(String id, String adjustments, String... lines) {
    List<BilledSubscription> subscriptions = new ArrayList<>();
    for (String line : lines) {
      String[] words = line.split(" ");
      subscriptions.add(
          new BilledSubscription(
              words[1],
              words[0],
              List.of(invoice(id, words, words[5])),
              List.of(invoice(id, words, words[6])),
              List.of(),
              null,
              null));
    }
    return TestCustomer.named(id).layers(adjustments).subscriptions(subscriptions).in(SCOPE);
  }

  private static Invoice invoice(String customerId, String[] words, String amount) {
    Instant start = time(words[3]);
    return new Invoice(
        "in_" + words[1],
        customerId,
        words[1],
        words[0],
        words[2].equals("open") ? InvoiceStatus.OPEN : InvoiceStatus.PAID,
        false,
        false,
        start,
        null,
        start,
        null,
        start,
        time(words[4]),
        null,
        null,
        Long.parseLong(amount.replace(".", "")));
  }
}
