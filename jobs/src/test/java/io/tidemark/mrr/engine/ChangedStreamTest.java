package io.tidemark.mrr.engine;

import static io.tidemark.mrr.engine.Invoices.paid;
import static io.tidemark.mrr.engine.Invoices.time;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.Policy;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A year for 120000 cents and the last month in it, and what is billed up to their end. */
class ChangedStreamTest {
  private static final String START = "2024-12-01";
  private static final String END = "2025-01-01";

  @ParameterizedTest(name = "next, {0} is billed: the {1} is changed, certain {2}")
  @DisplayName("100 cents for 10 days are 310 of the month or 3660 of the year, with cents open")
  @CsvSource({
    "121304, month, false",
    "121305, month, true",
    "121310, month, true",
    "121315, month, true",
    "121316, month, false",
    "124604, month, false",
    "124605, year, true",
    "124660, year, true",
    "124715, year, true",
    "124716, month, false"
  })
  void addsUp(long billed, String changed, boolean isCertain) {
    Invoice change = paid("change", 100, "2024-12-22", END);

    assertThat(of(change, List.of(year(), month(1000)), next(billed)))
        .isEqualTo(text(changed, isCertain, false, false));
    assertThat(of(change, List.of(month(1000), year()), next(billed)))
        .isEqualTo(text(changed, isCertain, false, false));
  }

  @Test
  @DisplayName("Where the next invoice adds up with both, the nearer is changed")
  void nearer() {
    Invoice credit = paid("credit", -1, "2024-12-31", END);

    assertThat(of(credit, List.of(year(), month(1000)), next(120_960)))
        .isEqualTo(text("month", true, false, false));
  }

  @ParameterizedTest(name = "a month of {0}: certain {1}")
  @DisplayName("A credit of 1000 a month leaves a month of 996 at zero, as far as cents tell")
  @CsvSource({"996, true", "995, false"})
  void belowZero(long price, boolean isCertain) {
    Invoice credit = paid("credit", -500, "2024-12-16 12:00", END);

    assertThat(of(credit, List.of(year(), month(price)), next(119_000 + price)))
        .isEqualTo(text("month", isCertain, false, false));
  }

  @ParameterizedTest(name = "a month of {0}: certain {1}")
  @DisplayName(
      "After a change for half of it, a month of 992 may be zero less 1000, not one of 991")
  @CsvSource({"992, true", "991, false"})
  void belowZeroAfterAChange(long price, boolean isCertain) {
    BillingStream changed = month(price - 200);
    changed.change(paid("first", 100, "2024-12-16 12:00", END));
    Invoice credit = paid("credit", -500, "2024-12-16 12:00", END);

    assertThat(of(credit, List.of(year(), changed), next(119_000 + price)))
        .isEqualTo(text("month", isCertain, false, false));
  }

  @ParameterizedTest(name = "{0} for the last month, {1} for the next year: new {2}")
  @DisplayName("A last month is an item where the next year costs as much, or so much more")
  @CsvSource({
    "1500, 119998, false",
    "1500, 119999, true",
    "1500, 120000, true",
    "1500, 120001, true",
    "1500, 120002, false",
    "1500, 121498, false",
    "1500, 121499, true",
    "1500, 121501, true",
    "1500, 121502, false",
    "1, 120003, false",
    "0, 120000, false",
    "-1500, 120000, false"
  })
  void item(long net, long billed, boolean isNew) {
    Invoice last = paid("last", net, START, END);

    assertThat(of(last, List.of(year()), next(billed))).isEqualTo(text("year", true, isNew, false));
  }

  @ParameterizedTest(name = "from {0}: new {1}")
  @DisplayName("Only what divides the year can be an item")
  @CsvSource({
    "2024-01-01, false",
    "2024-05-01, false",
    "2024-07-01, true",
    "2024-12-01, true",
    "2024-12-02, false",
    "2024-12-25, false"
  })
  void divisor(String start, boolean isNew) {
    assertThat(of(paid("last", 1500, start, END), List.of(year()), next(120_000)))
        .isEqualTo(text("year", true, isNew, false));
  }

  @Test
  @DisplayName("After a change of the year, its next price is known within the cents of the change")
  void itemAfterAChange() {
    BillingStream changed = year();
    changed.change(paid("first", 10_000, "2024-07-02", END));
    Invoice last = paid("last", 1500, START, END);

    assertThat(of(last, List.of(changed), next(140_005)))
        .isEqualTo(text("year", true, true, false));
    assertThat(of(last, List.of(changed), next(140_006)))
        .isEqualTo(text("year", true, false, false));
    assertThat(of(last, List.of(changed), next(141_505)))
        .isEqualTo(text("year", true, true, false));
    assertThat(of(last, List.of(changed), next(141_506)))
        .isEqualTo(text("year", true, false, false));
  }

  @Test
  @DisplayName("An item is billed again a month after the next year begins")
  void repeated() {
    Invoice last = paid("last", 1500, START, END);
    Invoice again = paid("again", 1700, "2025-02-01", "2025-03-01");
    Invoice later = paid("later", 1700, "2025-03-01", "2025-04-01");

    assertThat(of(last, List.of(year()), next(150_000), again))
        .isEqualTo(text("year", true, true, false));
    assertThat(of(last, List.of(year()), again)).isEqualTo(text("year", true, true, true));
    assertThat(of(last, List.of(year()), next(150_000), later))
        .isEqualTo(text("year", true, false, false));
    assertThat(of(last, List.of(year()))).isEqualTo(text("year", true, false, true));
  }

  private static BillingStream year() {
    return stream("year", 120_000, "2024-01-01");
  }

  private static BillingStream month(long price) {
    return stream("month", price, START);
  }

  private static BillingStream stream(String id, long price, String start) {
    BillingStream stream = new BillingStream(false);
    stream.open(paid(id, price, start, END), time(start));
    return stream;
  }

  private static Invoice next(long billed) {
    return paid("next", billed, END, "2026-01-01");
  }

  private static String of(Invoice invoice, List<BillingStream> ending, Invoice... later) {
    LayerPolicy rules = LayerPolicy.of(Policy.defaults(), time("2024-01-01"), time("2025-06-01"));
    Upcoming upcoming = new Upcoming(List.of(later), rules);
    ChangedStream changed = ChangedStream.of(invoice, ending, upcoming);
    return text(
        changed.stream().opener().invoiceId(),
        changed.isCertain(),
        changed.isNewStream(),
        changed.mayBeNewStream());
  }

  private static String text(
      String changed, boolean isCertain, boolean isNewStream, boolean mayBeNewStream) {
    return changed
        + (isCertain ? " certain" : "")
        + (isNewStream ? " new" : "")
        + (mayBeNewStream ? " may be new" : "");
  }
}
