package io.tidemark.mrr.engine;

import static io.tidemark.mrr.engine.Invoices.paid;
import static io.tidemark.mrr.engine.Readings.layers;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** First cycles and renewals that bill nothing else; amounts in cents. */
class PlainCyclesTest {
  private static final String JUNE = "2025-06-01";
  private static final String HALF = "2025-06-16";
  private static final String JULY = "2025-07-01";
  private static final Invoice FIRST = paid("in_1", 1000, JUNE, JULY, JUNE, JUNE);
  private static final Invoice CHANGE = paid("in_2", 250, HALF, JULY, JUNE, HALF);
  private static final Invoice QUARTER =
      paid("in_1", 3000, "2025-04-01", JULY, "2025-04-01", "2025-04-01");
  private static final Invoice CHANGE_OF_QUARTER = paid("in_2", 750, "2025-05-16 12:00", JULY);

  @ParameterizedTest(name = "{0} days for {1}: {2}")
  @DisplayName("A single period is a plan if it is whole weeks or as long as a month or longer")
  @CsvSource({
    "10, 1000, low",
    "10, 0, high",
    "14, 1000, high",
    "27, 1000, low",
    "28, 1000, high",
    "29, 1000, high",
    "30, 1000, high"
  })
  void single(int days, long net, String confidence) {
    String start = "2025-06-02";
    String end = Readings.minutes(Invoices.time(start).plusSeconds(days * 86_400L));

    assertThat(layers(paid("in_1", net, start, end, start, start)))
        .hasSize(1)
        .allMatch(layer -> layer.endsWith(confidence));
  }

  @Test
  @DisplayName("Ten days that are billed twice are a plan of ten days")
  void tenDaysTwice() {
    assertThat(
            layers(
                paid("in_1", 1000, JUNE, "2025-06-11", JUNE, JUNE),
                paid("in_2", 1000, "2025-06-11", "2025-06-21", JUNE, "2025-06-11")))
        .containsExactly(
            "cycle 2025-06-01 00:00 - 2025-06-11 00:00 3042 high",
            "cycle 2025-06-11 00:00 - 2025-06-21 00:00 3042 high");
  }

  @Test
  @DisplayName("Two weeks that the month after them contradicts are low")
  void twoWeeksOfTrial() {
    assertThat(
            layers(
                paid("in_1", 500, JUNE, "2025-06-15", JUNE, JUNE),
                paid("in_2", 4000, "2025-06-15", "2025-07-15", JUNE, "2025-06-15")))
        .containsExactly(
            "cycle 2025-06-01 00:00 - 2025-06-15 00:00 1071 low",
            "cycle 2025-06-15 00:00 - 2025-07-15 00:00 4000 high");
  }

  @Test
  @DisplayName("A restart after a pause may bill a first period up to the day of billing again")
  void firstPeriodAfterAPause() {
    BillingCase.of(
            "2024-05-15",
            """
            2900 2023-11-20..2023-12-20 first
            1500 2024-03-05..2024-03-20 first
            2900 2024-03-20..2024-04-20 2024-03-05..2024-03-20
            2900 2024-04-20..2024-05-20 2024-03-20..2024-04-20
            """)
        .assertMrr(
            "2023-11-20..2023-12-20 2900",
            "2023-12-20..2024-03-05 0",
            "2024-03-05..2024-05-15 2900");
  }

  @Test
  @DisplayName("A first month changed before a quarter is a month, not a share of the quarter")
  void changedMonthBeforeAQuarter() {
    assertThat(
            layers(
                paid("in_1", 1000, "2024-02-01", "2024-03-01", "2024-02-01", "2024-02-01"),
                paid("in_2", 500, "2024-02-15", "2024-03-01", "2024-02-01", "2024-02-15"),
                paid("in_3", 9000, "2024-03-01", "2024-06-01", "2024-02-01", "2024-03-01")))
        .contains(
            "cycle 2024-02-01 00:00 - 2024-03-01 00:00 1000 high",
            "cycle 2024-03-01 00:00 - 2024-06-01 00:00 3000 high");
  }

  @Test
  @DisplayName("A dearer month after a pause is no first cycle and has no fee")
  void dearerAfterAPause() {
    BillingCase.of(
            "2024-06-20",
            """
            4400 2024-01-03..2024-02-03 first
            9900 2024-04-03..2024-05-03 first
            4400 2024-05-03..2024-06-03 2024-04-03..2024-05-03
            4400 2024-06-03..2024-07-03 2024-05-03..2024-06-03
            """)
        .assertMrr(
            "2024-01-03..2024-02-03 4400",
            "2024-02-03..2024-04-03 0",
            "2024-04-03..2024-05-03 9900",
            "2024-05-03..2024-06-20 4400");
  }

  @Test
  @DisplayName("The books show what rounding leaves of a first quarter without its fee")
  void roundedFee() {
    BillingCase.of(
            "2024-09-20",
            """
            34000 2024-01-31..2024-04-30 first
            10000 2024-04-30..2024-07-31 2024-01-31..2024-04-30
            10000 2024-07-31..2024-10-31 2024-04-30..2024-07-31
            """)
        .assertMrr("2024-01-31..2024-04-30 3333 low", "2024-04-30..2024-09-20 3333");
  }

  @ParameterizedTest(name = "{0} after a change from 1000 to 1500: first {1}")
  @DisplayName("A first month that its change makes dearer than the next may include a fee")
  @CsvSource({"1600, high", "1500, high", "1400, low"})
  void contradictedMonth(long next, String first) {
    assertThat(layers(FIRST, CHANGE, july(next)))
        .contains(
            "cycle 2025-06-01 00:00 - 2025-07-01 00:00 1000 " + first,
            "cycle 2025-07-01 00:00 - 2025-08-01 00:00 " + next + " high");
  }

  @Test
  @DisplayName("A renewal, or a month before the changed one, includes no fee")
  void noFee() {
    Invoice renewal = paid("in_1", 1000, JUNE, JULY, "2025-05-01", JUNE);
    Invoice may = paid("in_0", 1000, "2025-05-01", JUNE, "2025-05-01", "2025-05-01");

    assertThat(layers(renewal, CHANGE, july(1400)))
        .contains("cycle 2025-06-01 00:00 - 2025-07-01 00:00 1000 high");
    assertThat(layers(may, renewal, CHANGE, july(1400)))
        .contains(
            "cycle 2025-05-01 00:00 - 2025-06-01 00:00 1000 high",
            "cycle 2025-06-01 00:00 - 2025-07-01 00:00 1000 high");
  }

  @Test
  @DisplayName("A cheaper first month without a change before it is judged by itself alone")
  void notNext() {
    Invoice late = paid("in_3", 1400, "2025-07-03", "2025-08-03", JULY, "2025-07-03");

    assertThat(layers(FIRST, CHANGE, late))
        .contains(
            "cycle 2025-06-01 00:00 - 2025-07-01 00:00 1000 high",
            "cycle 2025-07-03 00:00 - 2025-08-03 00:00 1400 high");
  }

  @ParameterizedTest(name = "{0} after a change to 1500 a month: {1}, first {2}")
  @DisplayName("A quarter that the change before it does not lead to is low")
  @CsvSource({"4800, 1600 low, high", "4500, 1500 high, high", "4200, 1400 low, low"})
  void contradictedQuarter(long next, String mrr, String first) {
    Invoice renewal = paid("in_3", next, JULY, "2025-10-01", "2025-04-01", JULY);

    assertThat(layers(QUARTER, CHANGE_OF_QUARTER, renewal))
        .contains(
            "cycle 2025-04-01 00:00 - 2025-07-01 00:00 1000 " + first,
            "cycle 2025-07-01 00:00 - 2025-10-01 00:00 " + mrr);
  }

  @Test
  @DisplayName("A month or a half-year after a changed quarter does not contradict the change")
  void otherLength() {
    assertThat(layers(QUARTER, CHANGE_OF_QUARTER, july(1400)))
        .contains(
            "cycle 2025-04-01 00:00 - 2025-07-01 00:00 1000 high",
            "cycle 2025-07-01 00:00 - 2025-08-01 00:00 1400 high");
    assertThat(layers(QUARTER, CHANGE_OF_QUARTER, paid("in_3", 8400, JULY, "2026-01-01")))
        .contains(
            "cycle 2025-04-01 00:00 - 2025-07-01 00:00 1000 high",
            "cycle 2025-07-01 00:00 - 2026-01-01 00:00 1400 high");
  }

  @Test
  @DisplayName("Changes of a quarter that was never seen do not tell what the next should cost")
  void unseenQuarter() {
    Invoice orphan = paid("in_1", 2000, "2025-05-01", JULY, "2025-04-01", "2025-05-01");

    assertThat(layers(orphan, CHANGE_OF_QUARTER, paid("in_3", 5001, JULY, "2025-10-01")))
        .contains("cycle 2025-07-01 00:00 - 2025-10-01 00:00 1667 high");
  }

  private static Invoice july(long net) {
    return paid("in_3", net, JULY, "2025-08-01", JUNE, JULY);
  }
}
