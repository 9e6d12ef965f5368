package io.tidemark.forecast;

import static io.tidemark.forecast.Simulation.Assumption.AS_BEFORE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tidemark.mrr.DataWindow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
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
    List<ForecastLine> settled =
        ForecastLine.settled(
            List.of(
                line("sub_small", "cus_a", "EUR", 1_000),
                line("sub_large", "cus_a", "EUR", 5_000),
                line("adjusted", "cus_a", "EUR", -5_400),
                line("sub_dollars", "cus_a", "USD", 700),
                line("sub_other", "cus_b", "EUR", 800),
                line("too_much", "cus_b", "EUR", -900)));

    assertThat(settled)
        .extracting(ForecastLine::subscriptionId, ForecastLine::mrrMinor)
        .containsExactly(tuple("sub_small", 600L), tuple("sub_dollars", 700L));
  }

  @Test
  void aCorrectionIsKnownFromTheDayItHoldsAndEndsForCertain() {
    ForecastSums gathering = gathered(adjustment("2025-03-05", "2025-04-01", 2_000));
    Snapshot now = gathering.on(ORIGIN);
    Snapshot before = gathering.on(BEFORE);

    assertThat(before.renewals().lines()).isEmpty();
    assertThat(before.actualMinor("EUR", 7)).isEqualTo(2_000);
    assertThat(before.actualMinor("EUR", 14)).isEqualTo(2_000);
    assertThat(before.isKnown(30)).isFalse();
    assertThat(now.history("EUR", ORIGIN)).containsExactly(2_000);
    SimulatedPaths futures =
        Simulation.of(
            now.renewals(),
            "EUR",
            WINDOW.firstDay(),
            ORIGIN,
            new Simulation.Scope(90, 10, new double[] {0, 0.5, 1}, 1),
            AS_BEFORE);
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
    ForecastSums gathering =
        gathered(
            new ForecastLayer(
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
    Snapshot past = gathering.on(BEFORE);
    LineGroup line = past.renewals().lines().get(0);

    assertThat(converted.mrr(line)).as("at the rate of Mar 15").isEqualTo(800);
    assertThat(converted.at(BEFORE).mrr(line)).as("at the rate of Mar 1").isEqualTo(500);
    assertThat(converted.actual(past, 7)).as("Mar 8").hasValue(500);
    assertThat(converted.actual(past, 14)).as("Mar 15").hasValue(800);
    assertThat(converted.history(gathering.on(ORIGIN), ORIGIN.minusDays(1)))
        .containsExactly(500, 800);
  }

  @Test
  void convertedItBeginsAtTheSumOfRoundedCustomers() {
    ForecastLayer one = adjustment("2025-03-05", "2026-01-01", 101);
    Snapshot now = gathered(one, one, one).on(ORIGIN);
    Series converted =
        Series.of(new TreeSet<>(List.of("EUR")), FixedRates.of("USD", Map.of("EUR", 0.5)), ORIGIN)
            .get(1);

    assertThat(converted.startingAt(153, now).roundingMinor()).as("3 * 51").isEqualTo(1.5);
    assertThat(converted.startingAt(200, now).roundingMinor()).as("no rounding").isZero();
  }

  private static ForecastSums gathered(ForecastLayer... adjustments) {
    HistoryCollector gatherer = TestGatherer.of(WINDOW, BEFORE);
    ForecastSums sums = gatherer.empty();
    SortedMap<LocalDate, List<ForecastLine>> lines = new TreeMap<>();
    for (ForecastLayer adjustment : adjustments) {
      gatherer.addAdjustment(adjustment, lines, sums);
    }
    lines.forEach((day, ofDay) -> ofDay.forEach(sums.on(day).renewals()::add));
    return sums;
  }

  private static ForecastLayer adjustment(String start, String end, long mrrMinor) {
    return new ForecastLayer(
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

  private static ForecastLine line(String id, String customer, String currency, long mrrMinor) {
    return new ForecastLine(
        id, customer, currency, new BillingFrequency(1, 0), mrrMinor, ORIGIN.plusDays(9), 4);
  }

  private static LocalDate date(String text) {
    return LocalDate.parse(text);
  }
}
