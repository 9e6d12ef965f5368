package io.tidemark.mrr.engine;

import static io.tidemark.mrr.engine.Invoices.paid;
import static io.tidemark.mrr.engine.Invoices.time;
import static io.tidemark.mrr.engine.Invoices.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.Policy;
import io.tidemark.tables.InvoiceStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Renewals that are late, or not written yet when the data ends; amounts in cents. */
class PendingTest {
  private static final String NEW_YEAR = "2025-01-01";
  private static final Invoice JANUARY = january(1000);

  @ParameterizedTest(name = "a cycle to {0}, data through {1}: {2}")
  @DisplayName("A cycle that ends up to two hours before the data does is carried through that day")
  @CsvSource({
    "2025-02-01, 2025-02-01 01:59, pending 2025-02-01 00:00 - 2025-02-02 00:00 1000 high",
    "2025-02-01, 2025-02-01 02:00, ",
    "2025-02-01 12:00, 2025-02-01 06:00, pending 2025-02-01 12:00 - 2025-02-02 00:00 1000 high",
    "2025-02-01, 2025-01-31 23:00, "
  })
  void atTheEdge(String end, String through, String pending) {
    String start = end.replace("02-01", "01-01");
    assertThat(pending(through, paid("in_1", 1000, start, end, start, start)))
        .isEqualTo(pending == null ? List.of() : List.of(pending));
  }

  @ParameterizedTest(name = "a draft for {0}, usage to {1}, data through {2}: {3}")
  @DisplayName("A draft of the renewal carries the price through the last day of the data")
  @CsvSource({
    "2025-02-01, , 2025-02-03, pending 2025-02-01 00:00 - 2025-02-04 00:00 1000 high",
    "2025-02-01 01:00, , 2025-02-03, pending 2025-02-01 00:00 - 2025-02-04 00:00 1000 high",
    "2025-02-01 02:00, , 2025-02-03, ",
    "2025-01-16, 2025-02-01, 2025-02-03, pending 2025-02-01 00:00 - 2025-02-04 00:00 1000 high",
    "2025-01-16, 2025-01-31, 2025-02-03, ",
    ", , 2025-02-03, "
  })
  void draft(String start, String usageEnd, String through, String pending) {
    Invoice renewal = paid("in_2", 1000, start, "2025-03-01", null, usageEnd);
    Invoice draft = created(with(renewal, InvoiceStatus.DRAFT, false, null), "2025-02-01");
    Invoice putAside = created(with(renewal, InvoiceStatus.DRAFT, true, null), "2025-02-01");

    assertThat(pending(through, JANUARY, draft))
        .isEqualTo(pending == null ? List.of() : List.of(pending));
    assertThat(pending(through, JANUARY, putAside)).isEmpty();
  }

  @ParameterizedTest(name = "renewed on {0} for {1}: {2}")
  @DisplayName("A renewal within three days of grace fills the gap with its price")
  @CsvSource({
    "2025-02-02, 1200, pending 2025-02-01 00:00 - 2025-02-02 00:00 1200 high",
    "2025-02-04, 1200, pending 2025-02-01 00:00 - 2025-02-04 00:00 1200 high",
    "2025-02-04 00:01, 1200, ",
    "2025-02-02, 0, ",
    "2025-02-01, 1200, "
  })
  void lateRenewal(String renewed, long net, String pending) {
    String end = renewed.replace("2025-02", "2025-03");
    assertThat(pending("2025-02-20", JANUARY, paid("in_2", net, renewed, end, NEW_YEAR, renewed)))
        .isEqualTo(pending == null ? List.of() : List.of(pending));
  }

  @ParameterizedTest(name = "marked uncollectible on {0}: {1} late, {2} at the edge")
  @DisplayName("Nothing is carried on after an uncollectible mark")
  @CsvSource({"2025-01-20, 0, 0", "2025-02-02, 0, 0", "2025-02-10, 1, 0"})
  void uncollectible(String marked, int late, int atTheEdge) {
    Invoice givenUp = with(JANUARY, InvoiceStatus.UNCOLLECTIBLE, true, marked);
    Invoice renewal = paid("in_2", 1200, "2025-02-02", "2025-03-02", NEW_YEAR, "2025-02-02");

    assertThat(pending("2025-02-20", givenUp, renewal)).hasSize(late);
    assertThat(pending("2025-02-01 01:00", givenUp)).hasSize(atTheEdge);
  }

  @Test
  @DisplayName("Without grace nothing is pending")
  void withoutGrace() {
    LayerPolicy rules = rules("2025-02-01 01:00", "0");
    Invoice renewal = paid("in_2", 1200, "2025-02-02", "2025-03-02", NEW_YEAR, "2025-02-02");

    assertThat(Readings.inferred(rules, null, JANUARY)).isEmpty();
    assertThat(Readings.inferred(rules, null, JANUARY, renewal)).isEmpty();
  }

  @Test
  @DisplayName("Nothing is pending after a free cycle or a cancellation")
  void nothingToRenew() {
    String half = "2025-01-16 12:00";
    Invoice credit = paid("in_2", -500, half, "2025-02-01", half, half);

    assertThat(pending("2025-02-01 01:00", january(0))).isEmpty();
    assertThat(pending("2025-01-16 13:00", JANUARY, credit)).isEmpty();
  }

  @Test
  @DisplayName("All prices that end together are carried on, no surer than the least sure")
  void severalPrices() {
    Invoice change = paid("in_2", 500, "2025-01-16 12:00", "2025-02-01");

    assertThat(pending("2025-02-01 01:00", JANUARY, change))
        .containsExactly("pending 2025-02-01 00:00 - 2025-02-02 00:00 2000 low");
  }

  @Test
  @DisplayName("Nothing is pending where a renewal is on time, late after a cut, or not due yet")
  void notPending() {
    Invoice renewal = paid("in_2", 1200, "2025-02-01", "2025-03-01", NEW_YEAR, "2025-02-01");
    String cut = "2025-01-29";
    Invoice credit = paid("in_2", -97, cut, "2025-02-01", cut, cut);
    Invoice after = paid("in_3", 1200, "2025-01-31", "2025-02-28", cut, "2025-01-31");

    assertThat(findings("2025-02-20", JANUARY, renewal)).hasSize(2);
    assertThat(findings("2025-01-15", JANUARY)).hasSize(1);
    assertThat(pending("2025-02-20", JANUARY, credit, after)).isEmpty();
  }

  @ParameterizedTest(name = "data through {0}: {1}")
  @DisplayName("The reason tells whether the cycle ends before or after the data does")
  @CsvSource({
    "2025-02-01 11:00, later on the last day of the data",
    "2025-02-01 12:00, just before the data ends",
    "2025-02-01 13:00, just before the data ends"
  })
  void reason(String through, String when) {
    Invoice january =
        paid("in_1", 1000, "2025-01-01 12:00", "2025-02-01 12:00", NEW_YEAR, NEW_YEAR);
    LayerDraft pending = findings(through, january).get(1).slice();

    assertThat(pending.arithmetic.reason(pending)).contains(when);
  }

  @Test
  @DisplayName("A price that changed at a renewal is carried on as surely as one that did not")
  void changedPrice() {
    Invoice february = paid("in_2", 1200, "2025-02-01", "2025-03-01", NEW_YEAR, "2025-02-01");

    assertThat(pending("2025-03-01 01:00", JANUARY, february))
        .containsExactly("pending 2025-03-01 00:00 - 2025-03-02 00:00 1200 high");
  }

  @Test
  @DisplayName("A free cycle before usage in arrears does not make it billed in advance")
  void freeCycleBeforeArrears() {
    Invoice usage = paid("in_2", 5000, "2025-02-01", "2025-03-01", "2025-02-01", "2025-03-01");

    assertThat(pending("2025-03-20", january(0), usage))
        .singleElement()
        .asString()
        .startsWith("pending 2025-03-01 00:00 - 2025-03-21 00:00 5000");
  }

  private static List<SubscriptionResult.Finding> findings(String through, Invoice... invoices) {
    return SubscriptionResult.of(List.of(invoices), null, rules(through, "3")).findings();
  }

  private static Invoice january(long net) {
    return paid("in_1", net, NEW_YEAR, "2025-02-01", NEW_YEAR, NEW_YEAR);
  }

  private static List<String> pending(String through, Invoice... invoices) {
    return Readings.inferred(rules(through, "3"), null, invoices);
  }

  private static LayerPolicy rules(String through, String grace) {
    Policy policy = Policy.of(Map.of("renewal_grace_days", grace));
    return LayerPolicy.of(policy, time(NEW_YEAR), time(through));
  }

  private static Invoice created(Invoice invoice, String at) {
    return new Invoice(
        invoice.invoiceId(),
        invoice.customerId(),
        invoice.subscriptionId(),
        invoice.currency(),
        invoice.status(),
        invoice.isClosed(),
        invoice.isCreditedInFull(),
        time(at),
        null,
        null,
        null,
        invoice.serviceStart(),
        invoice.serviceEnd(),
        invoice.usageStart(),
        invoice.usageEnd(),
        invoice.netMinor());
  }
}
