package io.tidemark.mrr.engine;

import static io.tidemark.mrr.engine.BillingStreams.opened;
import static io.tidemark.mrr.engine.BillingStreams.openedBy;
import static io.tidemark.mrr.engine.BillingStreams.text;
import static io.tidemark.mrr.engine.BillingStreams.upcoming;
import static io.tidemark.mrr.engine.Invoices.paid;
import static io.tidemark.mrr.engine.Invoices.time;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The invoice of 121000 cents for the year 2024 may have billed its January for 1000, too. */
class FirstCombinedInvoiceTest {
  private static final String THROUGH = "2025-06-01";
  private static final String BOTH_LOW = "year 120000 COMBINED; year 1000 COMBINED, month 1000";
  private static final String BOTH = "year 120000; year 1000, month 1000";
  private static final String YEAR_ALONE = "year 121000; month 1000";

  /** Billed without a usage period that tells when the month began. */
  private static final Invoice FEBRUARY = paid("month", 1000, "2024-02-01", "2024-03-01");

  private static final Invoice NEXT_FEBRUARY = paid("next", 1000, "2025-02-01", "2025-03-01");

  @ParameterizedTest(name = "service {0} to {1}, usage {2} to {3}: {4}")
  @DisplayName("A month that begins a month later was billed with the year; its usage confirms it")
  @CsvSource({
    "2024-02-01, 2024-03-01, 2024-01-01, 2024-02-01, both",
    "2024-02-01, 2024-03-01, 2024-01-01 01:00, 2024-02-01, both",
    "2024-02-01, 2024-03-01, 2024-01-02, 2024-02-01, both low",
    "2024-02-01, 2024-03-01, , , both low",
    "2024-02-01, 2024-03-01, 2024-02-01, 2024-02-01, year",
    "2024-02-01, 2024-03-01, 2024-02-01, 2024-03-01, year",
    "2024-01-31, 2024-02-29, 2024-01-01, 2024-01-31, year",
    "2024-03-01, 2024-04-01, 2024-02-01, 2024-03-01, year",
    "2024-01-01, 2024-02-01, 2023-12-01, 2024-01-01, year"
  })
  void notRenewed(String start, String end, String usageStart, String usageEnd, String expected) {
    assertThat(split(121_000, paid("month", 1000, start, end, usageStart, usageEnd)))
        .isEqualTo(
            expected.equals("year") ? YEAR_ALONE : expected.equals("both") ? BOTH : BOTH_LOW);
  }

  @ParameterizedTest(name = "a month of {0} in a year of {1}: {2}")
  @DisplayName("The month costs something, and no more than both")
  @CsvSource({
    "1000, 1000, year 0; year 1000 & month 1000",
    "1000, 999, year 999; month 1000",
    "1, 1000, year 999; year 1 & month 1",
    "0, 1000, year 1000; month 0"
  })
  void possible(long month, long year, String expected) {
    Invoice february = paid("month", month, "2024-02-01", "2024-03-01", "2024-01-01", "2024-02-01");

    assertThat(split(year, february)).isEqualTo(expected.replace(" &", ","));
  }

  @ParameterizedTest(name = "a next year of {0}, the month after it in the file: {1}")
  @DisplayName("A next year as dear as both confirms it; one dearer by the month denies it")
  @CsvSource({
    "120999, both low",
    "121000, both",
    "121001, both low",
    "121999, both low",
    "122000, year",
    "122001, both low"
  })
  void renewed(long net, String expected) {
    assertThat(split(121_000, FEBRUARY, nextYear(net), NEXT_FEBRUARY))
        .isEqualTo(
            expected.equals("year") ? YEAR_ALONE : expected.equals("both") ? BOTH : BOTH_LOW);
  }

  @Test
  @DisplayName("A next year beside a month with an invoice of its own bills the year alone")
  void renewedApart() {
    Invoice january = paid("january", 1000, "2025-01-01", "2025-02-01");

    assertThat(split(121_000, FEBRUARY, nextYear(120_000), january, NEXT_FEBRUARY)).isEqualTo(BOTH);
    assertThat(split(121_000, FEBRUARY, nextYear(121_000), january, NEXT_FEBRUARY))
        .isEqualTo(YEAR_ALONE);
  }

  @Test
  @DisplayName("A next year after the month has ended bills the year alone")
  void ended() {
    Invoice december = paid("december", 1000, "2024-12-01", "2025-01-01");

    assertThat(split(121_000, FEBRUARY, nextYear(120_000))).isEqualTo(BOTH);
    assertThat(split(121_000, FEBRUARY, nextYear(121_000))).isEqualTo(YEAR_ALONE);
    assertThat(split(121_000, FEBRUARY, december, nextYear(121_000)))
        .as("the month may have ended with the renewal, which billed it last")
        .isEqualTo(BOTH_LOW);
    assertThat(split(121_000, FEBRUARY, december, nextYear(122_000), NEXT_FEBRUARY))
        .isEqualTo(YEAR_ALONE);
  }

  @ParameterizedTest(name = "data through {0}, next year {1}: {2}")
  @DisplayName("Where the file ends before the month after the renewal, it bills both")
  @CsvSource({
    "2025-02-04, 121000, both",
    "2025-02-04, 120000, both low",
    "2025-02-04 00:01, 121000, year",
    "2025-02-04 00:01, 120000, both"
  })
  void tooEarlyToTell(String through, long net, String expected) {
    BillingStream year = opened("year", 121_000, "2024-01-01", "2025-01-01");
    BillingStream month = openedBy(FEBRUARY);
    new FirstCombinedInvoice(List.of(year), upcoming(through, nextYear(net)))
        .split(month, List.of(year), new ArrayList<>());

    assertThat(text(year) + "; " + text(month))
        .isEqualTo(
            expected.equals("year") ? YEAR_ALONE : expected.equals("both") ? BOTH : BOTH_LOW);
  }

  @ParameterizedTest(name = "{0} of {1} from {2} to {3}, next for 5000 from {4} to {5}: {6}")
  @DisplayName("What the next year bills for other shorter streams is left out")
  @CsvSource({
    "quarter, 5000, 2024-01-01, 2024-04-01, 2025-04-01, 2025-07-01, true",
    "free quarter, 0, 2024-01-01, 2024-04-01, 2025-04-01, 2025-07-01, false",
    "other year, 5000, 2024-01-02, 2025-01-02, 2026-01-02, 2027-01-02, false",
    "two years, 5000, 2024-01-01, 2026-01-01, 2027-01-01, 2029-01-01, false"
  })
  void others(
      String id, long net, String start, String end, String next, String nextEnd, boolean isOut) {
    BillingStream year = opened("year", 121_000, "2024-01-01", "2025-01-01");
    BillingStream other = opened(id, net, start, end);
    Invoice[] later = {NEXT_FEBRUARY, nextYear(126_000), paid("again", 5000, next, nextEnd)};
    BillingStream month = openedBy(FEBRUARY);
    new FirstCombinedInvoice(List.of(year, other), upcoming(THROUGH, later))
        .split(month, List.of(year), new ArrayList<>());

    assertThat(text(year) + "; " + text(month)).isEqualTo(isOut ? BOTH : BOTH_LOW);
  }

  @Test
  @DisplayName("A stream that a restart ended is not billed with the next year")
  void endedByRestart() {
    BillingStream year = opened("year", 121_000, "2024-01-01", "2025-01-01");
    BillingStream other = opened("quarter", 5000, "2024-01-01", "2024-04-01");
    other.endBy(paid("restart", 1, "2024-02-01", "2024-03-01", "2024-02-01", "2024-02-01"));
    Invoice quarter = paid("again", 5000, "2025-04-01", "2025-07-01");
    BillingStream month = openedBy(FEBRUARY);
    new FirstCombinedInvoice(
            List.of(year, other), upcoming(THROUGH, nextYear(126_000), NEXT_FEBRUARY, quarter))
        .split(month, List.of(year), new ArrayList<>());

    assertThat(text(year) + "; " + text(month)).isEqualTo(BOTH_LOW);
  }

  @Test
  @DisplayName("Of several hosts, the one that began a month before is split, with notes")
  void hosts() {
    BillingStream other = opened("other", 9000, "2023-12-01", "2024-12-01");
    BillingStream year = opened("year", 121_000, "2024-01-01", "2025-01-01");
    BillingStream month = openedBy(FEBRUARY);
    new FirstCombinedInvoice(List.of(other, year), upcoming(THROUGH))
        .split(month, List.of(other, year), new ArrayList<>());

    assertThat(text(other)).isEqualTo("other 9000");
    assertThat(text(year) + "; " + text(month)).isEqualTo(BOTH_LOW);
    Invoice january = month.invoices().get(0);
    assertThat(january.serviceStart()).isEqualTo(time("2024-01-01"));
    assertThat(january.serviceEnd()).isEqualTo(time("2024-02-01"));
    String note =
        "The invoice bills several intervals of the subscription: %s of it are for this one.";
    assertThat(month.note(january)).contains(note.formatted("10.00 EUR"));
    assertThat(year.note(year.opener())).contains(note.formatted("1,200.00 EUR"));
  }

  private static Invoice nextYear(long net) {
    return paid("next year", net, "2025-01-01", "2026-01-01", "2024-12-01", "2025-01-01");
  }

  private static String split(long net, Invoice first, Invoice... later) {
    BillingStream year = opened("year", net, "2024-01-01", "2025-01-01");
    BillingStream month = openedBy(first);
    new FirstCombinedInvoice(List.of(year), upcoming(THROUGH, later))
        .split(month, List.of(year), new ArrayList<>());
    return text(year) + "; " + text(month);
  }
}
