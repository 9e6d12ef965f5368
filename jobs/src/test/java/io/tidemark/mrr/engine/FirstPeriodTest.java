package io.tidemark.mrr.engine;

import static io.tidemark.mrr.engine.Invoices.paid;
import static io.tidemark.mrr.engine.Invoices.time;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** First periods that end on a common day of billing, amounts in cents. */
class FirstPeriodTest {
  private static final String FIFTEEN_OF_29_DAYS =
      """
      1500 2024-03-05..2024-03-20 first
      """;

  private static final String CHANGED_AFTER_5_DAYS =
      FIFTEEN_OF_29_DAYS + "1000 2024-03-10..2024-03-20 2024-03-05..2024-03-10\n";

  @ParameterizedTest(name = "{0} for half of April: {1}")
  @DisplayName("The next month's price is that of a half within 1.5 / 0.5 + 1 cents a month")
  @CsvSource({"1497, 2994 low", "1498, 3000", "1500, 3000", "1502, 3000", "1503, 3006 low"})
  void tolerance(long net, String mrr) {
    BillingCase billing =
        BillingCase.of(
            "2024-05-20",
            net
                + " 2024-04-16..2024-05-01 first\n"
                + "3000 2024-05-01..2024-06-01 2024-04-16..2024-05-01\n");

    if (mrr.equals("3000")) {
      billing.assertMrr("2024-04-16..2024-05-20 3000");
    } else {
      billing.assertMrr("2024-04-16..2024-05-01 " + mrr, "2024-05-01..2024-05-20 3000");
    }
  }

  @Test
  @DisplayName("A change in a first period is a share of the whole cycle that ends with it")
  void change() {
    BillingCase.of(
            "2024-04-15",
            """
            1510 2024-03-05..2024-03-20 first
            1000 2024-03-10..2024-03-20 2024-03-05..2024-03-10
            5819 2024-03-20..2024-04-20 2024-03-05..2024-03-20
            """)
        .assertMrr(
            "2024-03-05..2024-03-10 2919 low",
            "2024-03-10..2024-03-20 5819 low",
            "2024-03-20..2024-04-15 5819");
  }

  @Test
  @DisplayName("A first period that the next month contradicts is counted in months from its start")
  void contradicted() {
    BillingCase.of(
            "2024-06-15",
            """
            500 2024-03-05..2024-03-20 first
            2900 2024-03-20..2024-04-20 2024-03-05..2024-03-20
            6800 2024-04-10..2024-05-20 2024-03-20..2024-04-20
            5848 2024-05-20..2024-06-20 2024-04-20..2024-05-20
            """)
        .assertMrr(
            "2024-03-05..2024-03-20 1033 low",
            "2024-03-20..2024-04-10 2900",
            "2024-04-10..2024-06-15 5848");
  }

  @ParameterizedTest(name = "{0} since {1}")
  @DisplayName(
      "A renewal that bills a change of a first period divides by its whole cycle or longer usage")
  @CsvSource({
    "6800, 2024-03-05", // the start of the first period, whose cycle began before
    "6800, 2024-02-20", // the start of that cycle
    "6767, 2024-01-20" // before that cycle
  })
  void straddle(long net, String usageStart) {
    BillingCase.of(
            "2024-05-15",
            FIFTEEN_OF_29_DAYS
                + """
                %d 2024-03-10..2024-04-20 %s..2024-03-20
                5800 2024-04-20..2024-05-20 2024-03-20..2024-04-20
                """
                    .formatted(net, usageStart))
        .assertMrr(
            "2024-03-05..2024-03-10 2900 low",
            "2024-03-10..2024-03-20 5800 low",
            "2024-03-20..2024-05-15 5800");
  }

  @Test
  @DisplayName("A change billed with the second renewal is no change of the first period")
  void straddleOfTheNextCycle() {
    BillingCase.of(
            "2024-06-15",
            FIFTEEN_OF_29_DAYS
                + """
                2900 2024-03-20..2024-04-20 2024-03-05..2024-03-20
                6800 2024-04-10..2024-05-20 2024-03-20..2024-04-20
                5848 2024-05-20..2024-06-20 2024-04-20..2024-05-20
                """)
        .assertMrr("2024-03-05..2024-04-10 2900", "2024-04-10..2024-06-15 5848");
  }

  @Test
  @DisplayName("A restart at the end of a changed first period does not tell its whole cycle")
  void restart() {
    BillingCase.of("2024-04-15", CHANGED_AFTER_5_DAYS + "5800 2024-03-20..2024-04-20 first\n")
        .assertMrr(
            "2024-03-05..2024-03-10 3100 low",
            "2024-03-10..2024-03-20 6200 low",
            "2024-03-20..2024-04-15 5800");
  }

  @Test
  @DisplayName("A month that begins five days after a changed first period does not tell its cycle")
  void gap() {
    BillingCase.of(
            "2024-04-15",
            CHANGED_AFTER_5_DAYS + "5800 2024-03-25..2024-04-25 2024-03-20..2024-03-25\n")
        .assertMrr(
            "2024-03-05..2024-03-10 3100 low",
            "2024-03-10..2024-03-20 6200 low",
            "2024-03-20..2024-03-25 0",
            "2024-03-25..2024-04-15 5800");
  }

  @Test
  @DisplayName("A broken period after a changed first one does not tell its cycle")
  void brokenAfterwards() {
    BillingCase.of(
            "2024-04-20",
            """
            1100 2024-03-25..2024-04-05 first
            600 2024-03-30..2024-04-05 2024-03-25..2024-03-30
            2000 2024-04-05..2024-04-25 2024-03-25..2024-04-05
            """)
        .assertMrr(
            "2024-03-25..2024-03-30 3100 low",
            "2024-03-30..2024-04-05 6200 low",
            "2024-04-05..2024-04-20 3000");
  }

  @Test
  @DisplayName("A first period of 45 days is counted in months, not by the share of a month")
  void longerThanACycle() {
    assertThat(
            Readings.read(
                    paid("in_1", 4500, "2024-03-01", "2024-04-15", "2024-03-01", "2024-03-01"),
                    paid("in_2", 3100, "2024-04-15", "2024-05-15", "2024-03-01", "2024-04-15"))
                .layers())
        .extracting(Layer::mrrMinor)
        .containsExactly(3068L, 3100L);
  }

  @ParameterizedTest(name = "{0} for 15 of 29 days, give or take 59 seconds: {1}")
  @DisplayName("A changed first period costs the roundest price that times cut to minutes leave")
  @CsvSource({
    "511063, 999950",
    "511064, 1000000",
    "511111, 1000000",
    "511112, 1000050",
    "1022127, 2000000"
  })
  void cutToMinutes(long net, long mrr) {
    SubscriptionResult reading =
        BillingCase.of(
                "2024-04-15",
                net
                    + """
                     2024-03-05T14:47..2024-03-20T10:30 first
                    3000 2024-03-10T10:30..2024-03-20T10:30 2024-03-05T14:47..2024-03-10T10:30
                    1010000 2024-03-20T10:30..2024-04-20T10:30 2024-03-05T14:47..2024-03-20T10:30
                    """)
            .reading();

    assertThat(reading.layers().get(0).mrrMinor()).isEqualTo(mrr);
    assertThat(reading.layers().get(0).confidence()).isEqualTo(Layer.Confidence.LOW);
    assertThat(reading.roundedTooMuch()).isEmpty();
  }

  @Test
  @DisplayName("Rounding leaves at most a share, 1.5 cents and what 59 seconds are worth")
  void roundingLimit() {
    Invoice first = paid("in_1", 900, "2024-02-15", "2024-04-01", "2024-02-15", "2024-02-15");
    Invoice next = paid("in_2", 1820, "2024-04-01", "2024-07-01", "2024-02-15", "2024-04-01");
    FirstPeriod period =
        FirstPeriod.of(first, List.of(next), BillingMonths.calendar()).orElseThrow();
    BillingMonths exact = BillingMonths.calendar();
    BigFraction share = BigFraction.of(3 * 46, 91);

    assertThat(period.cycle().start()).isEqualTo(time("2024-01-01"));
    assertThat(period.roundingLimit(new NextCycle(List.of(next), exact)))
        .isEqualTo(share.add(BigFraction.of(3, 2)));
    assertThat(period.roundingLimit(new NextCycle(List.of(next), exact.withInexactSeconds(59))))
        .isEqualTo(share.add(BigFraction.of(3, 2)).add(BigFraction.of(900L * 59, 46L * 86_400)));
  }
}
