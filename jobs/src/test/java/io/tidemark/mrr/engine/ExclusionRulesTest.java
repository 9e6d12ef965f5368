package io.tidemark.mrr.engine;

import static io.tidemark.mrr.engine.Invoices.time;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.Policy;
import io.tidemark.tables.InvoiceStatus;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which invoices count. Data from Jan 1 through Jan 20, 2025; periods of a month from Jan 5. */
class ExclusionRulesTest {
  @ParameterizedTest(name = "{0}, closed {1}, {2} -> {3}")
  @DisplayName("Status, closure and policy decide whether an invoice counts")
  @CsvSource({
    "draft, false, , STATUS_DRAFT",
    "void, false, , STATUS_VOID",
    "paid, true, , counts",
    "open, false, , counts",
    "open, true, , OPEN_CLOSED",
    "open, true, open_closed=count, counts",
    "open, false, counting_statuses=paid, STATUS_OPEN",
    "open, true, counting_statuses=paid, STATUS_OPEN"
  })
  void byStatus(String status, boolean isClosed, String setting, String reason) {
    Invoice invoice = invoice(status, isClosed, "sub_1", "2025-02-05", null, null, null);

    assertThat(reason(invoice, setting)).isEqualTo(reason);
  }

  @ParameterizedTest(name = "due {0}, final {1}, {2} days of grace -> {3}")
  @DisplayName("An open invoice stops counting when its grace is over")
  @CsvSource({
    "2025-01-10, , 10, counts",
    "2025-01-09, , 10, OPEN_OVERDUE",
    "2025-01-19, 2025-01-01, 0, OPEN_OVERDUE",
    "2025-01-21, 2025-01-01, 0, counts",
    ", 2025-01-09, 10, OPEN_OVERDUE",
    ", 2025-01-10, 10, counts",
    ", , 10, OPEN_OVERDUE",
    ", , 15, counts",
    "2025-01-01, , none, counts"
  })
  void overdue(String due, String finalized, String grace, String reason) {
    Invoice invoice = invoice("open", false, "sub_1", "2025-02-05", due, finalized, null);

    assertThat(reason(invoice, "open_grace_days=" + grace)).isEqualTo(reason);
  }

  @ParameterizedTest(name = "subscription {0}, service from Jan 5 to {1} -> {2}")
  @DisplayName("Only a subscription with a service period recurs")
  @CsvSource({
    "sub_1, 2025-02-05, counts",
    ", 2025-02-05, ONE_OFF",
    "sub_1, 2025-01-05, NO_SERVICE_PERIOD",
    "sub_1, , NO_SERVICE_PERIOD"
  })
  void byPeriod(String subscription, String end, String reason) {
    assertThat(reason(invoice("paid", false, subscription, end, null, null, null), null))
        .isEqualTo(reason);
  }

  @ParameterizedTest(name = "marked uncollectible {0}, {1} -> {2}")
  @DisplayName("An uncollectible invoice counts if it was served for more than a day")
  @CsvSource({
    "2025-01-06 00:01, , counts",
    "2025-01-06, , STATUS_UNCOLLECTIBLE",
    "2025-01-05, , STATUS_UNCOLLECTIBLE",
    ", , STATUS_UNCOLLECTIBLE",
    "2025-01-07, uncollectible=exclude, STATUS_UNCOLLECTIBLE"
  })
  void uncollectible(String marked, String setting, String reason) {
    Invoice invoice = invoice("uncollectible", false, "sub_1", "2025-02-05", null, null, marked);

    assertThat(reason(invoice, setting)).isEqualTo(reason);
  }

  @ParameterizedTest(name = "of {0}: {1}")
  @DisplayName("Settings that no invoice of a subscription needs are as by default")
  @CsvSource({
    "paid, open counts; closed does not; no limit; uncollectible counts",
    "open, open does not; closed counts; 5 days; uncollectible counts",
    "uncollectible, open counts; closed does not; no limit; uncollectible does not"
  })
  void asFarAsTheyMatter(String status, String expected) {
    LayerPolicy strict =
        new LayerPolicy(
            false,
            true,
            5,
            false,
            false,
            3,
            true,
            ZoneOffset.UTC,
            time("2025-01-01"),
            new DataEnd(time("2025-01-20")));
    Invoice paid = invoice("paid", false, "sub_1", "2025-02-05", null, null, null);
    Invoice other = invoice(status, false, "sub_1", "2025-02-05", null, null, null);
    LayerPolicy rules = strict.asFarAsTheyMatterTo(List.of(paid, other));

    assertThat(
            String.join(
                "; ",
                rules.openCounts() ? "open counts" : "open does not",
                rules.openClosedCounts() ? "closed counts" : "closed does not",
                rules.openGraceDays() < 0 ? "no limit" : rules.openGraceDays() + " days",
                rules.uncollectibleCounts() ? "uncollectible counts" : "uncollectible does not"))
        .isEqualTo(expected);
    assertThat(rules.renewalGraceDays()).isEqualTo(3);
  }

  private static String reason(Invoice invoice, String setting) {
    Map<String, String> given =
        setting == null ? Map.of() : Map.of(setting.split("=")[0], setting.split("=")[1]);
    LayerPolicy rules = LayerPolicy.of(Policy.of(given), time("2025-01-01"), time("2025-01-20"));
    return ExclusionRules.exclusion(invoice, rules).map(Enum::name).orElse("counts");
  }

  private static Invoice invoice(
      String status,
      boolean isClosed,
      String subscription,
      String end,
      String due,
      String finalized,
      String marked) {
    return new Invoice(
        "in_1",
        "cus_1",
        subscription,
        "EUR",
        InvoiceStatus.valueOf(status.toUpperCase(Locale.ROOT)),
        isClosed,
        false,
        time("2025-01-05"),
        time(due),
        time(finalized),
        time(marked),
        time("2025-01-05"),
        time(end),
        null,
        null,
        1000);
  }
}
