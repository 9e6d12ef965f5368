package io.tidemark.mrr;

import static io.tidemark.mrr.BillingStreams.opened;
import static io.tidemark.mrr.BillingStreams.openedBy;
import static io.tidemark.mrr.BillingStreams.text;
import static io.tidemark.mrr.BillingStreams.upcoming;
import static io.tidemark.mrr.Invoices.paid;
import static io.tidemark.mrr.Invoices.time;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
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

  @ParameterizedTest(name = "{0} for half of January, {1} for the year: {2}")
  @DisplayName("What is less than half of the next month by over 1.5 cents is a change of a month")
  @CsvSource({
    "1499, 121000, year 121000; change 1499",
    "1498, 121000, year 120995 COMBINED; year 5 COMBINED & change 1498 COMBINED",
    "1498, 5, year 0 COMBINED; year 5 COMBINED & change 1498 COMBINED",
    "1498, 4, year 4; change 1498",
    "1502, 121000, year 121000; change 1502",
    "1503, 121000, year 121000; change 1503"
  })
  void changeOfAMonth(long net, long yearNet, String expected) {
    BillingStream year = opened("year", yearNet, "2024-01-01", "2025-01-01");
    BillingStream change = opened("change", net, "2024-01-16 12:00", "2024-02-01");
    splitBeforeChange(change, List.of(year, change));

    assertThat(text(year) + "; " + text(change)).isEqualTo(expected.replace(" &", ","));
  }

  @Test
  @DisplayName("The month before a change runs from the start of the year, with notes")
  void monthBeforeTheChange() {
    BillingStream year = opened("year", 121_000, "2024-01-01", "2025-01-01");
    BillingStream change = opened("change", 1000, "2024-01-16 12:00", "2024-02-01");
    splitBeforeChange(change, List.of(year, change));

    Invoice january = change.opener();
    assertThat(january).isEqualTo(change.invoices().get(0));
    assertThat(january.netMinor()).isEqualTo(1001);
    assertThat(january.serviceStart()).isEqualTo(time("2024-01-01"));
    assertThat(january.serviceEnd()).isEqualTo(time("2024-02-01"));
    assertThat(change.price()).isEqualTo(BigFraction.of(3001));
    assertThat(change.isUnrepeated()).isFalse();
    assertThat(change.note(january).orElseThrow()).contains(" 10.01 EUR of it");
    assertThat(year.note(year.opener()).orElseThrow()).contains(" 1,199.99 EUR of it");
  }

  @ParameterizedTest(name = "a next year of {0}: {1}")
  @DisplayName("A next year dearer by just the month denies that the first year billed it")
  @CsvSource({
    "124001, year 121000; change 1000",
    "124000, year 119999 COMBINED; year 1001 COMBINED & change 1000 COMBINED"
  })
  void deniedByTheNextYear(long net, String expected) {
    BillingStream year = opened("year", 121_000, "2024-01-01", "2025-01-01");
    BillingStream change = opened("change", 1000, "2024-01-16 12:00", "2024-02-01");
    Invoice next = paid("next", 3001, "2025-02-01", "2025-03-01");
    splitBeforeChange(
        change, List.of(year, change), paid("next year", net, "2025-01-01", "2026-01-01"), next);

    assertThat(text(year) + "; " + text(change)).isEqualTo(expected.replace(" &", ","));
  }

  @ParameterizedTest(name = "from {0} to {1}")
  @DisplayName("Only a cycle that runs at the change and began a month before its end billed both")
  @CsvSource({"2024-01-01, 2024-01-15", "2023-12-16, 2024-12-16", "2023-12-01, 2024-12-01"})
  void otherHosts(String start, String end) {
    BillingStream other = opened("other", 121_000, start, end);
    BillingStream change = opened("change", 500, "2024-01-16 12:00", "2024-02-01");
    splitBeforeChange(change, List.of(other, change));

    assertThat(text(other) + "; " + text(change)).isEqualTo("other 121000; change 500");
  }

  @Test
  @DisplayName("A dearer second week is no change of the first")
  void dearerSecondWeek() {
    BillingStream year = opened("year", 121_000, "2024-01-01", "2025-01-01");
    BillingStream week = opened("week", 700, "2024-01-22", "2024-01-29");
    new FirstCombinedInvoice(List.of(year, week), upcoming(THROUGH))
        .splitBeforeChange(week, paid("next", 900, "2024-01-29", "2024-02-05"));

    assertThat(text(year) + "; " + text(week)).isEqualTo("year 121000; week 700");
  }

  /** The month after the change costs 3001. */
  private static void splitBeforeChange(
      BillingStream change, List<BillingStream> streams, Invoice... later) {
    new FirstCombinedInvoice(streams, upcoming(THROUGH, later))
        .splitBeforeChange(change, paid("next", 3001, "2024-02-01", "2024-03-01"));
  }

  private static String split(long net, Invoice first, List<Invoice> credits, Invoice... later) {
    BillingStream year = opened("year", net, "2024-01-01", "2025-01-01");
    BillingStream month = openedBy(first);
    new FirstCombinedInvoice(List.of(year), upcoming(THROUGH, later))
        .split(month, List.of(year), credits);
    return text(year) + "; " + text(month);
  }
}
