package io.tidemark.mrr.engine;

import static io.tidemark.mrr.engine.BillingStreams.opened;
import static io.tidemark.mrr.engine.BillingStreams.openedBy;
import static io.tidemark.mrr.engine.BillingStreams.text;
import static io.tidemark.mrr.engine.BillingStreams.upcoming;
import static io.tidemark.mrr.engine.Invoices.paid;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A month billed with the year 2024 whose price changed in January; ten of 31 days less 310 cents
 * are 961 a month.
 */
class FirstCombinedChangeTest {
  private static final String THROUGH = "2025-06-01";
  private static final Invoice FEBRUARY =
      paid("month", 1000, "2024-02-01", "2024-03-01", "2024-01-01", "2024-02-01");
  private static final Invoice CREDIT = paid("credit", -310, "2024-01-22", "2024-02-01");
  private static final Invoice NEXT_YEAR = paid("next year", 121_000, "2025-01-01", "2026-01-01");
  private static final Invoice NEXT_MONTH = paid("next", 1000, "2025-02-01", "2025-03-01");

  @ParameterizedTest(name = "from {0} to {1}: {2}")
  @DisplayName("A credit up to the end of the first period tells the price before it")
  @CsvSource({
    "2024-01-22, 2024-02-01, 1961",
    "2024-01-22, 2024-02-01 01:00, 1961",
    "2024-01-22, 2024-02-01 01:01, 1000",
    "2024-01-01, 2024-02-01, 1000",
    "2024-01-01 00:01, 2024-02-01, 1310"
  })
  void credit(String start, String end, long before) {
    Invoice credit = paid("credit", -310, start, end);
    List<Invoice> credits = new ArrayList<>(List.of(credit));
    String found = split(121_961, FEBRUARY, credits);

    if (before == 1000) {
      assertThat(found).isEqualTo("year 120961; year 1000, month 1000");
      assertThat(credits).containsExactly(credit);
    } else {
      assertThat(found)
          .isEqualTo(
              "year %d COMBINED; year %d COMBINED, credit -310, month 1000"
                  .formatted(121_961 - before, before));
      assertThat(credits).isEmpty();
    }
  }

  @Test
  @DisplayName("Of two credits, the last is taken")
  void lastCredit() {
    Invoice earlier = paid("earlier", -100, "2024-01-12", "2024-02-01");
    List<Invoice> credits = new ArrayList<>(List.of(earlier, CREDIT));

    assertThat(split(121_961, FEBRUARY, credits))
        .isEqualTo("year 120000 COMBINED; year 1961 COMBINED, credit -310, month 1000");
    assertThat(credits).containsExactly(earlier);
  }

  @ParameterizedTest(name = "a first invoice of {0} beside a year of 120000: {1}")
  @DisplayName("What the next year leaves is the price before, within 1.5 * 3.1 + 1 cents")
  @CsvSource({"121955, 1961", "121956, 1956", "121966, 1966", "121967, 1961"})
  void leftByTheNextYear(long net, long before) {
    assertThat(split(net, FEBRUARY, new ArrayList<>(List.of(CREDIT)), NEXT_YEAR, NEXT_MONTH))
        .isEqualTo(
            "year %d COMBINED; year %d COMBINED, credit -310, month 1000"
                .formatted(net - before, before));
  }

  @Test
  @DisplayName("A next year that also bills a change leaves nothing to go by")
  void nextYearWithAChange() {
    Invoice straddle =
        paid("next year", 121_000, "2024-12-15", "2026-01-01", "2024-12-01", "2025-01-01");

    assertThat(split(121_966, FEBRUARY, new ArrayList<>(List.of(CREDIT)), straddle, NEXT_MONTH))
        .isEqualTo("year 120005 COMBINED; year 1961 COMBINED, credit -310, month 1000");
  }

  @Test
  @DisplayName("What the next year bills for a quarter is not left for the month")
  void nextYearWithAQuarter() {
    BillingStream year = opened("year", 121_966, "2024-01-01", "2025-01-01");
    BillingStream quarter = opened("quarter", 5000, "2024-01-01", "2024-04-01");
    BillingStream month = openedBy(FEBRUARY);
    Invoice[] later = {
      paid("next year", 126_000, "2025-01-01", "2026-01-01"),
      NEXT_MONTH,
      paid("again", 5000, "2025-04-01", "2025-07-01")
    };
    new FirstCombinedInvoice(List.of(year, quarter), upcoming(THROUGH, later))
        .split(month, List.of(year), new ArrayList<>(List.of(CREDIT)));

    assertThat(text(year)).isEqualTo("year 120000 COMBINED");
    assertThat(text(month)).isEqualTo("year 1966 COMBINED, credit -310, month 1000");
  }

  @Test
  @DisplayName("Where the file ends before the month after it, the next year bills the year alone")
  void nextYearAtTheEdge() {
    BillingStream year = opened("year", 121_966, "2024-01-01", "2025-01-01");
    BillingStream month = openedBy(FEBRUARY);
    Invoice alone = paid("next year", 120_000, "2025-01-01", "2026-01-01");
    new FirstCombinedInvoice(List.of(year), upcoming("2025-02-04", alone))
        .split(month, List.of(year), new ArrayList<>(List.of(CREDIT)));

    assertThat(text(year)).isEqualTo("year 120000 COMBINED");
    assertThat(text(month)).isEqualTo("year 1966 COMBINED, credit -310, month 1000");
  }

  @Test
  @DisplayName("A first renewal that bills the change tells it where the month after it is plain")
  void straddle() {
    Invoice first = paid("month", 690, "2024-01-22", "2024-03-01", "2024-01-01", "2024-02-01");
    Invoice march = paid("march", 1000, "2024-03-01", "2024-04-01");
    Invoice changed = paid("march", 1000, "2024-02-15", "2024-04-01", "2024-02-01", "2024-03-01");

    assertThat(split(121_961, first, new ArrayList<>(), march))
        .isEqualTo("year 120000 COMBINED; year 1961 COMBINED, month 690");
    assertThat(split(121_961, first, new ArrayList<>(), changed))
        .isEqualTo("year 121961; month 690");
    assertThat(split(121_961, first, new ArrayList<>())).isEqualTo("year 121961; month 690");
  }

  @ParameterizedTest(name = "a first invoice of {0} beside a year of 120000: {1}")
  @DisplayName("A change in February leaves its price open by 2.9 cents, and that before by 17.54")
  @CsvSource({"121942, 1960", "121943, 1943", "121977, 1977", "121978, 1960"})
  void straddleBeforeAChange(long net, long before) {
    Invoice first = paid("month", 690, "2024-01-22", "2024-03-01", "2024-01-01", "2024-02-01");
    Invoice change = paid("change", 100, "2024-02-15", "2024-03-01");
    Invoice march = paid("march", 1193, "2024-03-01", "2024-04-01");

    assertThat(split(net, first, new ArrayList<>(), change, march, NEXT_YEAR, NEXT_MONTH))
        .isEqualTo("year %d COMBINED; year %d COMBINED, month 690".formatted(net - before, before));
  }

  private static String split(long net, Invoice first, List<Invoice> credits, Invoice... later) {
    BillingStream year = opened("year", net, "2024-01-01", "2025-01-01");
    BillingStream month = openedBy(first);
    new FirstCombinedInvoice(List.of(year), upcoming(THROUGH, later))
        .split(month, List.of(year), credits);
    return text(year) + "; " + text(month);
  }
}
