package io.tidemark.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What 100 days up to Mar 15 tell of what may go wrong. */
class RisksTest {
  private static final LocalDate ORIGIN = LocalDate.parse("2025-03-15");
  private static final LocalDate FROM = ORIGIN.minusDays(99);

  /** Monthly subscriptions came up three times; of half-yearly ones only dollars are billed. */
  @Test
  void oneCycleOfChurnCountsTheIntervalsThatCameUpOnce() {
    Snapshot snapshot = snapshot(line("EUR", 1, 1_000), line("EUR", 3, 900), line("USD", 6, 800));
    Renewals renewals = snapshot.renewals();
    renewals.add(due(IntervalClass.MONTH, 1), 90);
    renewals.add(due(IntervalClass.MONTH, 0), 10);
    renewals.add(due(IntervalClass.QUARTER, 1), 4);
    renewals.add(due(IntervalClass.QUARTER, 0), 1);
    renewals.add(due(IntervalClass.HALF_YEAR, 0), 2);
    Forecast.Conversion none = new Forecast.Conversion("EUR", Map.of());
    Series euros = Series.of(new TreeSet<>(List.of("EUR", "USD")), none, ORIGIN).get(0);

    Risk risk = risk("one_churn_cycle", euros, snapshot).get(0);

    assertThat(risk.mrrMinor()).hasValue(900);
    assertThat(risk.evidence()).endsWith("at most twice; 4 of 5 renewed");
  }

  @Test
  void aBookInOneForeignCurrencyDependsOnItsRate() {
    Snapshot snapshot = snapshot(line("USD", 1, 1_000));
    Series dollars = series("USD", "USD").get(0);
    Series inEuros = series("EUR", "USD").get(1);

    assertThat(risk("currency_mix", inEuros, snapshot))
        .singleElement()
        .satisfies(risk -> assertThat(risk.mrrMinor()).hasValue(500))
        .satisfies(risk -> assertThat(risk.evidence()).contains("(100.0 %)"));
    assertThat(risk("currency_mix", dollars, snapshot)).isEmpty();
  }

  @Test
  void aBookInTheReportingCurrencyDependsOnNoRate() {
    Snapshot snapshot = snapshot(line("EUR", 1, 1_000));
    Series inEuros = series("EUR", "EUR", "USD").get(2);

    assertThat(risk("currency_mix", inEuros, snapshot)).isEmpty();
  }

  /** Of each currency, then of all converted. */
  private static List<Series> series(String reporting, String... currencies) {
    Map<String, Double> rates = Map.of("EUR", 1.0, "USD", 0.5);
    return Series.of(new TreeSet<>(List.of(currencies)), FixedRates.of(reporting, rates), ORIGIN);
  }

  private static List<Risk> risk(String name, Series series, Snapshot snapshot) {
    CustomerSums customers = new CustomerSums();
    customers.add(series.account(), 1, Map.of(), List.of());
    return Risks.of(series, snapshot, customers, FROM, FROM, Map.of(), 90).stream()
        .filter(risk -> risk.name().equals(name))
        .toList();
  }

  private static Snapshot snapshot(ForecastLine... lines) {
    Snapshot snapshot = PlainSnapshots.empty(FROM, ORIGIN);
    List.of(lines).forEach(snapshot.renewals()::add);
    return snapshot;
  }

  private static ForecastLine line(String currency, int months, long mrrMinor) {
    BillingFrequency rhythm = new BillingFrequency(months, 0);
    LocalDate due = ORIGIN.plusDays(9);
    return new ForecastLine("sub_" + months, "cus_a", currency, rhythm, mrrMinor, due, 2);
  }

  private static Renewals.Due due(IntervalClass interval, double ratio) {
    return new Renewals.Due(interval, 0, 10, ratio);
  }
}
