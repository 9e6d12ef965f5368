package io.tidemark.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tidemark.mrr.DataWindow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The forecast begins at the published MRR, with corrections by hand and at the rates known. */
class ForecastStartTest {
  private static final LocalDate ORIGIN = LocalDate.parse("2025-03-15");
  private static final LocalDate BEFORE = LocalDate.parse("2025-03-01");
  private static final DataWindow WINDOW =
      new DataWindow(
          Instant.parse("2025-01-01T00:00:00Z"),
          Instant.parse("2025-03-16T12:00:00Z"),
          ORIGIN,
          ZoneOffset.UTC);

  @Test
  void aDeductionReducesWhatItsCustomerPaysOtherwiseTheLargestFirst() {
    List<Renewals.Line> settled =
        Renewals.settled(
            List.of(
                line("sub_small", "cus_a", "EUR", 1_000),
                line("sub_large", "cus_a", "EUR", 5_000),
                line("adjusted", "cus_a", "EUR", -5_400),
                line("sub_dollars", "cus_a", "USD", 700),
                line("sub_other", "cus_b", "EUR", 800),
                line("too_much", "cus_b", "EUR", -900)));

    assertThat(settled)
        .extracting(Renewals.Line::subscriptionId, Renewals.Line::mrrMinor)
        .containsExactly(tuple("sub_small", 600L), tuple("sub_dollars", 700L));
  }

  @Test
  void aCorrectionIsKnownFromTheDayItHoldsAndEndsForCertain() {
    Gathering gathering = new Gathering(WINDOW, List.of(BEFORE), List.of(7, 14, 30));
    gathering.addAdjustment(adjustment("2025-03-05", "2025-04-01", 2_000));
    Snapshot now = gathering.snapshot(ORIGIN);

    assertThat(gathering.snapshot(BEFORE).renewals().lines()).isEmpty();
    assertThat(gathering.snapshot(BEFORE).actuals().get("EUR"))
        .containsExactly(Map.entry(7, 2_000L), Map.entry(14, 2_000L));
    assertThat(now.history("EUR", ORIGIN)).containsExactly(2_000);
    Futures futures =
        Simulation.of(
            now.renewals(),
            "EUR",
            WINDOW.firstDay(),
            ORIGIN,
            new Simulation.Scope(90, 10, new double[] {0, 0.5, 1}, 1));
    assertThat(futures.levels(Outlook.BASE, 16)).containsOnly(2_000);
    assertThat(futures.levels(Outlook.BASE, 17)).containsOnly(0);
  }

  @Test
  void withDailyRatesAPastForecastKnowsTheRateOfItsDay() {
    NavigableMap<LocalDate, Double> dollars =
        new TreeMap<>(Map.of(LocalDate.MIN, 0.5, ORIGIN, 0.8));
    Series converted =
        Series.of(
                new TreeSet<>(List.of("USD")),
                new Forecast.Conversion("EUR", Map.of("USD", dollars)),
                ORIGIN)
            .get(1);
    Gathering gathering = new Gathering(WINDOW, List.of(BEFORE), List.of(7, 14));
    gathering.addAdjustment(
        new Strand(
            "adjusted",
            "c",
            "USD",
            BEFORE,
            date("2026-01-01"),
            BEFORE,
            date("2026-01-01"),
            1,
            1_000,
            false,
            false,
            false,
            -1));
    Snapshot past = gathering.snapshot(BEFORE);
    Renewals.Line line = past.renewals().lines().get(0);

    assertThat(converted.mrr(line)).as("at the rate of Mar 15").isEqualTo(800);
    assertThat(converted.at(BEFORE).mrr(line)).as("at the rate of Mar 1").isEqualTo(500);
    assertThat(converted.actual(past, 7)).as("Mar 8").hasValue(500);
    assertThat(converted.actual(past, 14)).as("Mar 15").hasValue(800);
    assertThat(converted.history(gathering.snapshot(ORIGIN), ORIGIN.minusDays(1)))
        .containsExactly(500, 800);
  }

  @Test
  void convertedItBeginsAtTheSumOfRoundedCustomers() {
    Gathering gathering = new Gathering(WINDOW, List.of(), List.of());
    for (int number = 0; number < 3; number++) {
      gathering.addAdjustment(adjustment("2025-03-05", "2026-01-01", 101));
    }
    Snapshot now = gathering.snapshot(ORIGIN);
    Series converted =
        Series.of(
                new TreeSet<>(List.of("EUR")),
                Forecast.Conversion.constant("USD", Map.of("EUR", 0.5)),
                ORIGIN)
            .get(1);

    assertThat(converted.startingAt(153, now).roundingMinor()).as("3 * 51").isEqualTo(1.5);
    assertThat(converted.startingAt(200, now).roundingMinor()).as("no rounding").isZero();
  }

  private static Strand adjustment(String start, String end, long mrrMinor) {
    return new Strand(
        "adjusted",
        "c",
        "EUR",
        date(start),
        date(end),
        date(start),
        date(end),
        1,
        mrrMinor,
        false,
        false,
        false,
        -1);
  }

  private static Renewals.Line line(String id, String customer, String currency, long mrrMinor) {
    return new Renewals.Line(
        id, customer, currency, new Rhythm(1, 0), mrrMinor, ORIGIN.plusDays(9), 4);
  }

  private static LocalDate date(String text) {
    return LocalDate.parse(text);
  }
}
