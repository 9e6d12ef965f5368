package io.tidemark.mrr;

import static io.tidemark.mrr.engine.Invoices.paid;
import static io.tidemark.mrr.engine.Invoices.time;
import static io.tidemark.mrr.engine.Invoices.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.Policy;
import io.tidemark.mrr.engine.Invoice;
import io.tidemark.tables.InvoiceStatus;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.commons.lang3.SerializationUtils;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** MRR of a subscription under several policies; amounts in cents. */
class PolicyVariantsTest {
  private static final String AS_OF = "2024-03-15";
  private static final Invoice MARCH = paid("in_1", 1000, "2024-03-01", "2024-04-01");

  @Test
  @DisplayName("Statuses count as each policy has them, in the order of the policies")
  void statuses() {
    Invoice open = with(MARCH, InvoiceStatus.OPEN, false, null);
    Invoice closed = with(MARCH, InvoiceStatus.OPEN, true, null);
    Invoice givenUp = with(MARCH, InvoiceStatus.UNCOLLECTIBLE, true, "2024-03-20");
    List<Policy> policies =
        List.of(
            Policy.defaults(),
            policy("counting_statuses", "paid"),
            policy("open_closed", "count"),
            policy("open_grace_days", "10"),
            policy("uncollectible", "exclude"));

    assertThat(mrr(policies, MARCH)).containsExactly(1000, 1000, 1000, 1000, 1000);
    assertThat(mrr(policies, open)).containsExactly(1000, 0, 1000, 0, 1000);
    assertThat(mrr(policies, closed)).containsExactly(0, 0, 1000, 0, 0);
    assertThat(mrr(policies, givenUp)).containsExactly(1000, 1000, 1000, 1000, 0);
  }

  @Test
  @DisplayName("A renewal after the as-of date fills its gap only with days of grace")
  void grace() {
    List<Policy> policies = List.of(Policy.defaults(), policy("renewal_grace_days", "0"));

    assertThat(
            mrr(
                policies,
                paid("in_1", 1000, "2024-02-14", "2024-03-14"),
                paid("in_2", 1000, "2024-03-16", "2024-04-16", "2024-02-14", "2024-03-16")))
        .containsExactly(1000, 0);
  }

  @Test
  @DisplayName("What a renewal proves before the files counts only with an implied history")
  void history() {
    List<Policy> policies = List.of(policy("history", "invoiced"), Policy.defaults());

    assertThat(
            mrr(
                policies,
                paid("in_1", 12000, "2024-03-18", "2025-03-18", "2023-03-18", "2024-03-18")))
        .containsExactly(0, 1000);
  }

  @Test
  @DisplayName("A discount is added back only where a policy has it")
  void beforeDiscount() {
    List<Policy> policies = List.of(Policy.defaults(), policy("amount", "before_discount"));
    BilledSubscription discounted =
        new BilledSubscription(
            "sub_1", "EUR", List.of(MARCH), List.of(MARCH.part(1250)), List.of(), null, null);

    assertThat(variants(policies).mrrMinor(discounted)).containsExactly(1000, 1250);
    assertThat(mrr(policies, MARCH)).containsExactly(1000, 1000);
  }

  @Test
  @DisplayName("MRR is that of the as-of date, from its first moment on")
  void asOfDate() {
    List<Policy> policies = List.of(Policy.defaults());

    assertThat(mrr(policies, paid("in_1", 1000, "2024-02-15", "2024-03-15"))).containsExactly(0);
    assertThat(mrr(policies, paid("in_1", 1000, "2024-02-16", "2024-03-16"))).containsExactly(1000);
    assertThat(mrr(policies, paid("in_1", 1000, "2024-03-15 23:00", "2024-04-15 23:00")))
        .containsExactly(1000);
    assertThat(mrr(policies, paid("in_1", 1000, "2024-03-16", "2024-04-16"))).containsExactly(0);
  }

  private static Policy policy(String setting, String value) {
    return Policy.of(Map.of(setting, value));
  }

  private static long[] mrr(List<Policy> policies, Invoice... invoices) {
    List<Invoice> all = List.of(invoices);
    return variants(policies)
        .mrrMinor(new BilledSubscription("sub_1", "EUR", all, all, List.of(), null, null));
  }

  private static PolicyVariants variants(List<Policy> policies) {
    DataWindow window =
        new DataWindow(
            time("2024-01-01"), time("2024-03-25"), LocalDate.parse(AS_OF), ZoneOffset.UTC);
    return SerializationUtils.clone(new PolicyVariants(policies, window));
  }
}
